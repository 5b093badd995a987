#pragma once

#include "engine/trace/tree_shares.h"

namespace simul {

/// Adds up how long lanes are in each state, in many neighbouring intervals at once: what a view needs where pixels are
/// wider than slices. Where a lane has few slices an interval, they are walked and the sums are exact. Where it has
/// many, its tree is: the effort is that of the intervals then, whatever the number of slices. Reusable: keeps its
/// memory. One thread at a time.
class IntervalSums {
public:
    /// By StateShares::placeOf(), in nanoseconds; whole numbers where slices were walked.
    using Sums = std::array<double, StateShares::places>;

    /// Begins anew, with nothing in `edges.size() - 1` intervals of the same length, but for the rounding. `edges`
    /// outlive what is added.
    void start(std::span<const TraceTime> edges, SumDetail detail = SumDetail::Fine);
    /// `end`: of the trace.
    void add(const Lane& lane, TraceTime end);
    /// How a lane is added. Many intervals that are looked at in parts should all be added in one way.
    enum class Way { Walk, Descend };
    static Way wayFor(std::size_t slices, std::size_t intervals);
    /// As above, if it is known that what lies in the intervals are slices from `first` to before `last`.
    void add(const Lane& lane, TraceTime end, std::size_t first, std::size_t last, Way way);

    std::span<const Sums> sums() const { return m_sums; }

private:
    std::span<const TraceTime> m_edges;
    SumDetail m_detail = SumDetail::Fine;
    std::vector<Sums> m_sums;
    TreeShares m_tree; ///< of the lane that is added
};

} // namespace simul
