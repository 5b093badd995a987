#include "engine/trace/interval_sums.h"

#include <algorithm>

namespace simul {

namespace {

/// Up to so many slices an interval on average are walked.
constexpr std::size_t mostWalked = 8;

/// Goes along a lane once, from left to right.
class LaneSummer {
public:
    LaneSummer(const Lane& lane, TraceTime end, std::span<const TraceTime> edges, SumDetail detail,
               std::span<IntervalSums::Sums> sums)
        : m_lane(lane), m_end(end), m_edges(edges), m_sums(sums) {
        const Duration mean = (edges.back() - edges.front()) / static_cast<Duration::rep>(sums.size());
        m_most = detail == SumDetail::Fine ? mean : 2 * mean;
        m_mostAcross = detail == SumDetail::Fine ? mean / 6 : m_most;
        m_intervalBegin = edges[0];
        m_intervalEnd = edges[1];
    }
    ~LaneSummer() { flush(); }
    LaneSummer(const LaneSummer&) = delete;
    LaneSummer& operator=(const LaneSummer&) = delete;

    void walk(std::size_t first, std::size_t last) {
        for (std::size_t block = first / Lane::blockSize; block * Lane::blockSize < last; ++block)
            walkBlock(block);
    }

    /// Takes nodes that are no wider than about an interval whole, and opens the others, at last their slices. Fine: also
    /// those that reach into the next interval, unless they are narrow.
    void descend(std::size_t first) {
        const LaneTree& tree = *m_lane.tree();
        std::size_t level = 0;
        std::size_t index = first / Lane::blockSize;
        std::span<const LaneTree::Node> nodes = tree.level(0);
        while (nodes[index].start < m_edges.back()) {
            const bool isWhole = index + 1 < nodes.size();
            if (isWhole && isNarrow(nodes[index].start, nodes[index + 1].start)) {
                add(nodes[index].shares, nodes[index].start, nodes[index + 1].start);
            } else if (level > 0) {
                nodes = tree.level(--level);
                index *= LaneTree::fanOut;
                continue;
            } else {
                walkBlock(index);
                if (!isWhole)
                    return;
            }
            ++index;
            while (index % LaneTree::fanOut == 0 && level + 1 < tree.height()) {
                const std::span<const LaneTree::Node> above = tree.level(level + 1);
                const std::size_t parent = index / LaneTree::fanOut;
                if (parent + 1 >= above.size() || !isNarrow(above[parent].start, above[parent + 1].start))
                    break;
                nodes = above;
                index = parent;
                ++level;
            }
        }
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

    /// Makes the interval that holds `from` the current one. Times only grow.
    bool seek(TraceTime& from) {
        from = std::max(from, m_edges.front());
        while (m_interval < m_sums.size() && m_intervalEnd <= from)
            advance();
        return m_interval < m_sums.size();
    }

    void advance() {
        flush();
        ++m_interval;
        m_intervalBegin = m_intervalEnd;
        m_intervalEnd = m_interval < m_sums.size() ? m_edges[m_interval + 1] : TraceTime::min();
    }

    /// What was gathered of nodes goes to the current interval.
    void flush() {
        if (!m_hasNodes)
            return;
        for (std::size_t place = 0; place < StateShares::places; ++place)
            m_sums[m_interval][place] += static_cast<double>(m_nodes[place]) * (1.0 / StateShares::whole);
        m_nodes = {};
        m_hasNodes = false;
    }

    bool isInside(TraceTime from, TraceTime to) const { return m_intervalBegin <= from && to <= m_intervalEnd; }

    /// Makes each interval that from..to lies in the current one and calls `add` with how long that is.
    template <class Add>
    void distribute(TraceTime from, TraceTime to, const Add& add) {
        if (!seek(from))
            return;
        while (from < to) {
            const TraceTime until = std::min(to, m_intervalEnd);
            add(static_cast<double>((until - from).count()));
            from = until;
            if (from == m_intervalEnd) {
                advance();
                if (m_interval == m_sums.size())
                    return;
            }
        }
    }

    void add(std::size_t place, TraceTime from, TraceTime to) {
        const auto addTime = [this, place](double time) { m_sums[m_interval][place] += time; };
        if (isInside(from, to))
            addTime(static_cast<double>((to - from).count()));
        else
            distribute(from, to, addTime);
    }

    void add(const StateShares& shares, TraceTime from, TraceTime to) {
        std::array<float, StateShares::places> parts{};
        for (std::size_t place = 0; place < StateShares::places; ++place)
            parts[place] = static_cast<float>(shares.parts[place]);
        const auto addTime = [this, &parts](double time) {
            m_hasNodes = true;
            for (std::size_t place = 0; place < StateShares::places; ++place)
                m_nodes[place] += static_cast<float>(time) * parts[place];
        };
        if (isInside(from, to))
            addTime(static_cast<double>((to - from).count()));
        else
            distribute(from, to, addTime);
    }

    bool isNarrow(TraceTime start, TraceTime end) const {
        const bool isAcross = m_interval < m_sums.size() && m_intervalEnd < end;
        return end - start <= (isAcross ? m_mostAcross : m_most);
    }

    const Lane& m_lane;
    TraceTime m_end;
    std::span<const TraceTime> m_edges;
    std::span<IntervalSums::Sums> m_sums;
    std::size_t m_interval = 0;
    TraceTime m_intervalBegin; ///< of the current one
    TraceTime m_intervalEnd;   ///< after the last one: before everything
    std::array<float, StateShares::places> m_nodes{}; ///< of the current interval: time times parts
    bool m_hasNodes = false;
    Duration m_most;       ///< as wide may a node be that is taken whole
    Duration m_mostAcross; ///< and one that lies in two intervals
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
    LaneSummer summer(lane, end, m_edges, m_detail, m_sums);
    if (lane.tree() == nullptr || way == Way::Walk)
        summer.walk(first, last);
    else
        summer.descend(first);
}

} // namespace simul
