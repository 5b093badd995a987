#include "engine/trace/tree_shares.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

namespace simul {

namespace {

/// One register: what one would write as loops over the places, which the compiler leaves as loops.
using Places [[gnu::vector_size(sizeof(TreeShares::Shares))]] = std::uint16_t;

Places placesOf(const StateShares& shares) {
    using Bytes [[gnu::vector_size(StateShares::places)]] = std::uint8_t;
    return __builtin_convertvector(std::bit_cast<Bytes>(shares.parts), Places);
}

/// By place: a slice has all of its own.
constexpr auto onlyPlace = [] {
    std::array<TreeShares::Shares, StateShares::places> only{};
    for (std::size_t place = 0; place < only.size(); ++place)
        only[place][place] = StateShares::whole;
    return only;
}();

/// Goes along a lane once, from left to right. Places are counted in steps from the first interval's left edge on.
class Descent {
public:
    Descent(const Lane& lane, TraceTime end, const TreeShares::Grid& grid, SumDetail detail,
            std::span<TreeShares::Shares> shares)
        : m_lane(lane), m_end(end), m_origin(grid.origin), m_offset(TreeShares::steps * grid.offset + 0.5),
          m_perNanosecond(TreeShares::steps * grid.perNanosecond),
          m_last(TreeShares::steps * static_cast<std::int64_t>(shares.size())),
          m_mostAcross(detail == SumDetail::Fine ? TreeShares::steps / 6 : 2 * TreeShares::steps),
          m_most(detail == SumDetail::Fine ? TreeShares::steps : 2 * TreeShares::steps), m_shares(shares) {}

    /// Takes nodes that are no wider than about an interval whole, and opens the others, at last their slices. Fine:
    /// also those that reach into the next interval, unless they are narrow.
    void run(std::size_t first) {
        const LaneTree& tree = *m_lane.tree();
        std::size_t level = 0;
        std::size_t index = first / LaneTree::leafSize;
        std::span<const LaneTree::Node> nodes = tree.level(0);
        std::int64_t from = placeOf(nodes[index].start);
        while (from < m_last) {
            const bool isWhole = index + 1 < nodes.size();
            std::int64_t to = isWhole ? placeOf(nodes[index + 1].start) : m_last;
            if (isWhole && isNarrow(from, to)) {
                add(placesOf(nodes[index].shares), from, to);
            } else if (level > 0) {
                nodes = tree.level(--level);
                index *= LaneTree::fanOut;
                continue;
            } else {
                to = walkBlock(index, from);
                if (!isWhole)
                    break;
            }
            from = to;
            ++index;
            while (index % LaneTree::fanOut == 0 && level + 1 < tree.height()) {
                const std::span<const LaneTree::Node> above = tree.level(level + 1);
                const std::size_t parent = index / LaneTree::fanOut;
                if (parent + 1 >= above.size() || !isNarrow(from, placeOf(above[parent + 1].start)))
                    break;
                nodes = above;
                index = parent;
                ++level;
            }
        }
        flush();
    }

private:
    std::int64_t placeOf(TraceTime time) const {
        constexpr double farAway = 1e12; // steps; to integers only what is positive is rounded down
        const double place = static_cast<double>((time - m_origin).count()) * m_perNanosecond + m_offset;
        return static_cast<std::int64_t>(std::clamp(place, -farAway, farAway) + farAway) -
               static_cast<std::int64_t>(farAway);
    }

    bool isNarrow(std::int64_t from, std::int64_t to) const {
        const bool isAcross = ((from ^ (to - 1)) & -TreeShares::steps) != 0;
        return to - from <= (isAcross ? m_mostAcross : m_most);
    }

    std::int64_t walkBlock(std::size_t block, std::int64_t from) {
        const std::span<const Slice> slices = m_lane.block(block);
        const std::size_t last = slices.size() - 1;
        for (std::size_t i = 0; i < last; ++i)
            from = addSlice(slices[i], from, slices[i + 1].start);
        return addSlice(slices[last], from, m_lane.endOf(block * Lane::blockSize + last, m_end));
    }

    std::int64_t addSlice(const Slice& slice, std::int64_t from, TraceTime end) {
        const std::int64_t to = placeOf(end);
        add(std::bit_cast<Places>(onlyPlace[StateShares::placeOf(slice.state())]), from, to);
        return to;
    }

    /// `from` is never less than before.
    void add(Places parts, std::int64_t from, std::int64_t to) {
        if (from < 0 || to > m_last) [[unlikely]] {
            from = std::max<std::int64_t>(from, 0);
            to = std::min(to, m_last);
        }
        if (from >= to) [[unlikely]] {
            if (from == to && from < m_last)
                keep(parts, from);
            return;
        }
        while (to > m_intervalEnd) {
            if (from < m_intervalEnd)
                m_sums += parts * static_cast<std::uint16_t>(m_intervalEnd - std::exchange(from, m_intervalEnd));
            goTo(from);
        }
        m_sums += parts * static_cast<std::uint16_t>(to - from);
    }

    /// What is shorter than a step occurs all the same.
    void keep(Places parts, std::int64_t at) {
        if (at >= m_intervalEnd)
            goTo(at);
        m_sums -= static_cast<Places>(parts > 0 && m_sums == 0); // all ones where that is so
    }

    /// The interval that holds `at` becomes the current one.
    void goTo(std::int64_t at) {
        flush();
        m_interval = static_cast<std::size_t>(at / TreeShares::steps);
        assert(m_interval < m_shares.size());
        m_intervalEnd = at / TreeShares::steps * TreeShares::steps + TreeShares::steps;
    }

    void flush() {
        m_shares[m_interval] = std::bit_cast<TreeShares::Shares>(m_sums);
        m_sums = Places{};
    }

    const Lane& m_lane;
    TraceTime m_end;
    TraceTime m_origin;
    double m_offset;        ///< steps, and half a one for the rounding
    double m_perNanosecond; ///< steps
    std::int64_t m_last;
    std::int64_t m_mostAcross; ///< as wide may a node be that lies in two intervals and is taken whole
    std::int64_t m_most;       ///< and one that lies in one
    std::span<TreeShares::Shares> m_shares;
    std::size_t m_interval = 0;
    std::int64_t m_intervalEnd = TreeShares::steps; ///< of the current one
    Places m_sums{};                                ///< likewise
};

} // namespace

void TreeShares::sum(const Lane& lane, TraceTime end, const Grid& grid, std::size_t first, SumDetail detail) {
    m_shares.assign(grid.count, {});
    if (grid.count > 0)
        Descent(lane, end, grid, detail, m_shares).run(first);
}

} // namespace simul
