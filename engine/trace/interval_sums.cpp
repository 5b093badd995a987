#include "engine/trace/interval_sums.h"

#include <algorithm>

namespace simul {

namespace {

/// Up to so many slices an interval on average are walked.
constexpr std::size_t mostWalked = 8;

/// Goes along a lane once, from left to right.
class LaneSummer {
public:
    LaneSummer(const Lane& lane, TraceTime end, std::span<const TraceTime> edges, std::span<IntervalSums::Sums> sums)
        : m_lane(lane), m_end(end), m_edges(edges), m_sums(sums), m_intervalBegin(edges[0]), m_intervalEnd(edges[1]) {}

    /// Slices from `first` to before `last`.
    void walk(std::size_t first, std::size_t last) {
        for (std::size_t block = first / Lane::blockSize; block * Lane::blockSize < last; ++block)
            walkBlock(block);
    }

private:
    void walkBlock(std::size_t block) {
        const std::span<const Slice> slices = m_lane.block(block);
        const std::size_t last = slices.size() - 1;
        TraceTime start = slices.front().start;
        for (std::size_t i = 0; i < last; ++i) {
            const TraceTime end = slices[i + 1].start;
            add(StateShares::placeOf(slices[i].state()), start, end);
            start = end;
        }
        add(StateShares::placeOf(slices[last].state()), start, m_lane.endOf(block * Lane::blockSize + last, m_end));
    }

    void add(std::size_t place, TraceTime from, TraceTime to) {
        if (m_intervalBegin <= from && to <= m_intervalEnd)
            m_sums[m_interval][place] += static_cast<double>((to - from).count());
        else
            distribute(place, from, to);
    }

    /// Among the intervals that from..to lies in, the last of which becomes the current one. Times only grow.
    void distribute(std::size_t place, TraceTime from, TraceTime to) {
        from = std::max(from, m_edges.front());
        while (m_interval < m_sums.size() && m_intervalEnd <= from)
            advance();
        while (from < to && m_interval < m_sums.size()) {
            const TraceTime until = std::min(to, m_intervalEnd);
            m_sums[m_interval][place] += static_cast<double>((until - from).count());
            from = until;
            if (from == m_intervalEnd)
                advance();
        }
    }

    void advance() {
        ++m_interval;
        m_intervalBegin = m_intervalEnd;
        m_intervalEnd = m_interval < m_sums.size() ? m_edges[m_interval + 1] : TraceTime::min();
    }

    const Lane& m_lane;
    TraceTime m_end;
    std::span<const TraceTime> m_edges;
    std::span<IntervalSums::Sums> m_sums;
    std::size_t m_interval = 0;
    TraceTime m_intervalBegin; ///< of the current one
    TraceTime m_intervalEnd;   ///< after the last one: before everything
};

} // namespace

void IntervalSums::start(std::span<const TraceTime> edges, SumDetail detail) {
    m_edges = edges;
    m_detail = detail;
    m_sums.assign(edges.empty() ? 0 : edges.size() - 1, {});
}

void IntervalSums::add(const Lane& lane, TraceTime end) {
    if (lane.empty() || m_sums.empty())
        return;
    const std::size_t first = lane.find(m_edges.front()).value_or(0);
    const std::size_t last = lane.find(m_edges.back()).value_or(0) + 1;
    add(lane, end, first, last, wayFor(last - first, m_sums.size()));
}

IntervalSums::Way IntervalSums::wayFor(std::size_t slices, std::size_t intervals) {
    return slices <= mostWalked * intervals ? Way::Walk : Way::Descend;
}

void IntervalSums::add(const Lane& lane, TraceTime end, std::size_t first, std::size_t last, Way way) {
    if (first >= last || m_sums.empty())
        return;
    if (lane.tree() == nullptr || way == Way::Walk) {
        LaneSummer(lane, end, m_edges, m_sums).walk(first, last);
        return;
    }
    const auto span = static_cast<double>((m_edges.back() - m_edges.front()).count());
    if (span <= 0)
        return;
    const auto count = static_cast<double>(m_sums.size());
    m_tree.sum(lane, end, {.origin = m_edges.front(), .perNanosecond = count / span, .count = m_sums.size()}, first,
               m_detail);
    for (std::size_t i = 0; i < m_sums.size(); ++i) {
        const double one = static_cast<double>((m_edges[i + 1] - m_edges[i]).count()) / TreeShares::whole;
        for (std::size_t place = 0; place < StateShares::places; ++place)
            m_sums[i][place] += m_tree.shares()[i][place] * one;
    }
}

} // namespace simul
