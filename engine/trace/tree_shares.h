#pragma once

#include "engine/trace/lane.h"

namespace simul {

/// How exact sums over many slices are. Quick: while something moves, shares may swap sides of an edge. Fine: a state's
/// share is right within a per cent.
enum class SumDetail { Quick, Fine };

/// How a lane divides among its states in many neighbouring intervals of the same length, by its tree: the effort is
/// that of the intervals, whatever the number of slices. In whole numbers of 16 bits, eight states at once. Reusable:
/// keeps its memory. One thread at a time.
class TreeShares {
public:
    /// By StateShares::placeOf(). A state that has any time at all has at least 1; where the lane covers the interval
    /// they add up to `whole`, or a few more for those.
    using Shares = std::array<std::uint16_t, StateShares::places>;
    static constexpr int steps = 256; ///< places of an interval that slices and nodes are rounded to
    static constexpr std::uint16_t whole = steps * StateShares::whole;

    /// Where the intervals lie: `origin` is `offset` intervals right of the first one's left edge.
    struct Grid {
        TraceTime origin;
        double offset = 0;
        double perNanosecond = 0; ///< intervals
        std::size_t count = 0;
    };
    /// A slice that is seen by itself.
    struct WideSlice {
        std::size_t index;
        TraceTime start;
        TraceTime end;
    };

    /// `first`: the slice at or before the first edge, or the lane's first. `end`: of the trace. The lane has a tree.
    /// Slices of `wide` or more, which is at least two intervals, are told one by one; of what they fill all but the
    /// first and the last interval is left out.
    void sum(const Lane& lane, TraceTime end, const Grid& grid, std::size_t first, SumDetail detail,
             Duration wide = Duration::max());
    std::span<const Shares> shares() const { return std::span(m_shares).first(m_count); }
    std::span<const WideSlice> wideSlices() const { return m_wide; }

private:
    std::vector<Shares> m_shares; ///< and one more
    std::size_t m_count = 0;
    std::vector<WideSlice> m_wide;
};

} // namespace simul
