#include "engine/trace/lane_tree.h"

#include <algorithm>

namespace simul {

namespace {

StateShares sharesOf(std::span<const Slice, LaneTree::leafSize> leaf, TraceTime end) {
    std::array<Duration, StateShares::places> sums{};
    for (std::size_t i = 0; i + 1 < leaf.size(); ++i)
        sums[StateShares::placeOf(leaf[i].state())] += leaf[i + 1].start - leaf[i].start;
    sums[StateShares::placeOf(leaf.back().state())] += end - leaf.back().start;
    std::array<float, StateShares::places> times{};
    for (std::size_t place = 0; place < times.size(); ++place)
        times[place] = static_cast<float>(sums[place].count());
    return StateShares::of(times);
}

/// Of all but the last, which ends them.
StateShares sharesOf(std::span<const LaneTree::Node, LaneTree::fanOut + 1> nodes) {
    std::array<float, StateShares::places> times{};
    for (std::size_t i = 0; i < LaneTree::fanOut; ++i) {
        const auto time = static_cast<float>((nodes[i + 1].start - nodes[i].start).count());
        for (std::size_t place = 0; place < times.size(); ++place)
            times[place] += time * static_cast<float>(nodes[i].shares.parts[place]);
    }
    return StateShares::of(times);
}

} // namespace

StateShares StateShares::of(const std::array<float, places>& times) {
    float all = 0;
    for (const float time : times)
        all += time;
    StateShares shares;
    if (all <= 0)
        return shares;
    const float scale = whole / all;
    int used = 0;
    std::size_t largest = 0;
    for (std::size_t place = 0; place < places; ++place) {
        const auto part = static_cast<int>(times[place] * scale + 0.5F);
        shares.parts[place] = static_cast<std::uint8_t>(part + (part == 0 && times[place] > 0));
        used += shares.parts[place];
        if (times[place] > times[largest])
            largest = place;
    }
    shares.parts[largest] = static_cast<std::uint8_t>(shares.parts[largest] + whole - used);
    return shares;
}

void LaneTree::append(std::span<const Slice, leafSize> leaf, TraceTime end) {
    close(0, leaf.front().start, sharesOf(leaf, end), end);
}

void LaneTree::close(std::size_t level, TraceTime start, const StateShares& shares, TraceTime end) {
    if (level == m_levels.size())
        m_levels.push_back({{start, {}}});
    std::vector<Node>& nodes = m_levels[level];
    nodes.back().shares = shares;
    nodes.push_back({end, {}});
    if ((nodes.size() - 1) % fanOut != 0)
        return;
    const auto family = std::span(nodes).last<fanOut + 1>();
    close(level + 1, family.front().start, sharesOf(family), end);
}

std::size_t LaneTree::leafAt(TraceTime time) const {
    std::size_t index = 0;
    for (std::size_t level = height(); level-- > 0;) {
        const std::vector<Node>& nodes = m_levels[level];
        index *= fanOut;
        const std::size_t last = std::min(nodes.size(), index + fanOut) - 1;
        while (index < last && nodes[index + 1].start <= time)
            ++index;
    }
    return index;
}

} // namespace simul
