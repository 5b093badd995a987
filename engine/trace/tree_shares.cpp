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
    Descent(const Lane& lane, TraceTime end, const TreeShares::Grid& grid, SumDetail detail, Duration wide,
            std::span<TreeShares::Shares> shares, std::vector<TreeShares::WideSlice>& wideSlices)
        : m_lane(lane), m_end(end), m_origin(grid.origin), m_offset(TreeShares::steps * grid.offset + 0.5),
          m_perNanosecond(TreeShares::steps * grid.perNanosecond),
          m_last(TreeShares::steps * static_cast<std::int64_t>(grid.count)),
          m_most(detail == SumDetail::Fine ? TreeShares::steps : mostQuick(wide)),
          m_mostAcross(detail == SumDetail::Fine ? TreeShares::steps / 6 : m_most), m_wide(wide), m_shares(shares),
          m_wideSlices(wideSlices) {}

    /// Takes nodes that are no wider than about an interval whole, and opens the others, at last their slices. Fine:
    /// also those that reach into the next interval, unless they are narrow.
    void run(std::size_t first) {
        const LaneTree& tree = *m_lane.tree();
        std::size_t level = 0;
        std::size_t index = first / LaneTree::leafSize;
        std::span<const LaneTree::Node> nodes = tree.level(0);
        std::int64_t from = placeOf(nodes[index].start);
        if (m_current.end < from && from < m_last)
            goTo(from);
        while (from < m_last) {
            const bool isWhole = index + 1 < nodes.size();
            const std::int64_t to = isWhole ? placeOf(nodes[index + 1].start) : m_last;
            if (isWhole && isNarrow(from, to)) {
                add(placesOf(nodes[index].shares), from, to);
            } else if (level > 0) {
                nodes = tree.level(--level);
                index *= LaneTree::fanOut;
                continue;
            } else {
                const TraceTime end = isWhole ? nodes[index + 1].start : m_lane.endOf(m_lane.size() - 1, m_end);
                walkBlock(index, from, end, isWhole ? to : placeOf(end));
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
    }

private:
    struct Interval {
        TreeShares::Shares* sums;
        std::int64_t end;
    };

    /// In none of these nodes a slice hides that is to be told by itself, wherever it is rounded to.
    std::int64_t mostQuick(Duration wide) const {
        const double told = static_cast<double>(wide.count()) * m_perNanosecond;
        return static_cast<std::int64_t>(std::min(2.0 * TreeShares::steps, told - 2));
    }

    double exactPlaceOf(TraceTime time) const {
        return static_cast<double>((time - m_origin).count()) * m_perNanosecond + m_offset;
    }

    std::int64_t placeOf(TraceTime time) const {
        constexpr double farAway = 1e12; // steps
        const double exact = std::clamp(exactPlaceOf(time), -farAway, farAway);
        const auto place = static_cast<std::int64_t>(exact);
        return place - (exact < static_cast<double>(place)); // below 0 it was rounded up
    }

    bool isNarrow(std::int64_t from, std::int64_t to) const {
        const bool isAcross = ((from ^ (to - 1)) & -TreeShares::steps) != 0;
        return to - from <= (isAcross ? m_mostAcross : m_most);
    }

    /// What starts within the current interval, or where it ends, is not nothing and reaches across one edge at most.
    static bool isShort(std::int64_t from, std::int64_t to, const Interval& current) {
        assert(from <= current.end);
        return static_cast<std::uint64_t>(to - from - 1) <
               static_cast<std::uint64_t>(current.end + TreeShares::steps - from);
    }

    /// `end`: of its last slice, at `to`.
    void walkBlock(std::size_t block, std::int64_t from, TraceTime end, std::int64_t to) {
        const std::span<const Slice> slices = m_lane.block(block);
        const std::size_t first = block * Lane::blockSize;
        if (0 <= from && to <= m_last) {
            walkInside(slices, first, from, end);
            return;
        }
        for (std::size_t i = 0; i < slices.size(); ++i) {
            const TraceTime until = i + 1 < slices.size() ? slices[i + 1].start : end;
            const std::int64_t place = placeOf(until);
            addSlice(slices[i], first + i, std::exchange(from, place), until, place);
        }
    }

    /// Slices between the first and the last edge. Whether a short one lies across an edge no processor can foretell:
    /// so each is added to two intervals, if need be nothing to the second, without asking.
    void walkInside(std::span<const Slice> slices, std::size_t first, std::int64_t from, TraceTime end) {
        Interval current = m_current;
        for (std::size_t i = 0; i < slices.size(); ++i) {
            const TraceTime until = i + 1 < slices.size() ? slices[i + 1].start : end;
            const auto to = static_cast<std::int64_t>(exactPlaceOf(until));
            if (isShort(from, to, current)) [[likely]] {
                const std::int64_t isAcross = to > current.end;
                const std::int64_t beyond = (to - current.end) & -isAcross;
                const std::size_t place = StateShares::placeOf(slices[i].state());
                current.sums[0][place] += static_cast<std::uint16_t>((to - from - beyond) * StateShares::whole);
                current.sums[1][place] += static_cast<std::uint16_t>(beyond * StateShares::whole);
                current.sums += isAcross;
                current.end += isAcross * TreeShares::steps;
            } else {
                m_current = current;
                addSlice(slices[i], first + i, from, until, to);
                current = m_current;
            }
            from = to;
        }
        m_current = current;
    }

    void addSlice(const Slice& slice, std::size_t index, std::int64_t from, TraceTime end, std::int64_t to) {
        const auto parts = std::bit_cast<Places>(onlyPlace[StateShares::placeOf(slice.state())]);
        if (end - slice.start < m_wide) {
            add(parts, from, to);
            return;
        }
        m_wideSlices.push_back({index, slice.start, end});
        add(parts, from, (from & -TreeShares::steps) + TreeShares::steps);
        add(parts, (to - 1) & -TreeShares::steps, to);
    }

    /// `from` is never less than before.
    void add(Places parts, std::int64_t from, std::int64_t to) {
        if (from == to) [[unlikely]] {
            if (0 <= from && from < m_last)
                keep(parts, from);
            return;
        }
        from = std::max<std::int64_t>(from, 0);
        to = std::min(to, m_last);
        if (from >= to) [[unlikely]]
            return;
        while (to > m_current.end) {
            if (from < m_current.end)
                addToCurrent(parts * static_cast<std::uint16_t>(m_current.end - std::exchange(from, m_current.end)));
            goTo(from);
        }
        addToCurrent(parts * static_cast<std::uint16_t>(to - from));
    }

    void addToCurrent(Places steps) {
        *m_current.sums = std::bit_cast<TreeShares::Shares>(std::bit_cast<Places>(*m_current.sums) + steps);
    }

    /// What is shorter than a step occurs all the same.
    void keep(Places parts, std::int64_t at) {
        if (at >= m_current.end)
            goTo(at);
        const auto sums = std::bit_cast<Places>(*m_current.sums);
        addToCurrent(-static_cast<Places>(parts > 0 && sums == 0)); // all ones where that is so
    }

    /// The interval that holds `at` becomes the current one.
    void goTo(std::int64_t at) {
        const std::int64_t interval = at / TreeShares::steps;
        m_current = {&m_shares[static_cast<std::size_t>(interval)], (interval + 1) * TreeShares::steps};
    }

    const Lane& m_lane;
    TraceTime m_end;
    TraceTime m_origin;
    double m_offset;        ///< steps, and half a one for the rounding
    double m_perNanosecond; ///< steps
    std::int64_t m_last;
    std::int64_t m_most;                    ///< as wide may a node be that lies in one interval and is taken whole
    std::int64_t m_mostAcross;              ///< and one that lies in two
    Duration m_wide;                        ///< what is as long is told by itself
    std::span<TreeShares::Shares> m_shares; ///< and one more, to which only nothing is added
    std::vector<TreeShares::WideSlice>& m_wideSlices;
    Interval m_current{m_shares.data(), TreeShares::steps};
};

} // namespace

void TreeShares::sum(const Lane& lane, TraceTime end, const Grid& grid, std::size_t first, SumDetail detail,
                     Duration wide) {
    m_count = grid.count;
    m_shares.assign(m_count + 1, {});
    m_wide.clear();
    if (grid.count > 0)
        Descent(lane, end, grid, detail, wide, m_shares, m_wide).run(first);
}

} // namespace simul
