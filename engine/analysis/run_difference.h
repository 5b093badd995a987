#pragma once

#include "engine/analysis/metrics.h"
#include "engine/trace/interval_sums.h"

#include <stop_token>

namespace simul {

/// The same task of two runs.
struct TaskPair {
    TaskId a;
    TaskId b;
    friend bool operator==(const TaskPair&, const TaskPair&) = default;
};

struct TaskMatches {
    std::vector<TaskPair> pairs; ///< in the order of a's tasks
    std::vector<TaskId> onlyA;
    std::vector<TaskId> onlyB;
};
/// By name; of several that have one name, the first with the first and so on.
TaskMatches matchTasks(const Trace& a, const Trace& b);

/// What a task of two runs did otherwise. A task that is not there (yet, or any more) does nothing.
struct TaskDifference {
    TaskPair tasks;
    TaskMetrics a;
    TaskMetrics b;
    bool neverEndsA = false; ///< a deadlock: what it waits for lasts to the end of both runs, also in its metrics
    bool neverEndsB = false;
    Duration lived{};     ///< how long one of them was there
    Duration differing{}; ///< how long the two were not in the same state
};

struct RunDifference {
    TaskMatches matches;
    std::vector<TaskDifference> tasks; ///< one for each pair, in their order
};
/// Goes through all slices of both. What was asked to stop is not complete. Any thread, if no trace grows.
RunDifference compareRuns(const Trace& a, const Trace& b, const std::stop_token& stop = {});

/// How long the two lanes are not in the same state from `from` to `to`.
Duration differingTime(const Lane& a, TraceTime endA, const Lane& b, TraceTime endB, TraceTime from, TraceTime to);

/// Adds up, in many neighbouring intervals at once, what lanes do while their partner is in another state. Where an
/// interval holds few slices that is exact. Where it holds many, what counts is how long each state has, not in which
/// order: the effort is that of the intervals then. Reusable: keeps its memory. One thread at a time.
class DifferenceSums {
public:
    struct Interval {
        IntervalSums::Sums a{}; ///< by StateShares::placeOf(); the first place, and those of final states: it does nothing
        IntervalSums::Sums b{};
    };

    /// Begins anew. `edges` are sorted, and outlive what is added.
    void start(std::span<const TraceTime> edges);
    /// One pair of lanes with the times until which their last slices are drawn.
    void add(const Lane& a, TraceTime endA, const Lane& b, TraceTime endB);
    std::span<const Interval> intervals() const { return m_intervals; }

private:
    void addShares(const Lane& a, TraceTime endA, const Lane& b, TraceTime endB);

    std::span<const TraceTime> m_edges;
    std::vector<Interval> m_intervals;
    IntervalSums m_sumsA;
    IntervalSums m_sumsB;
};

} // namespace simul
