#pragma once

#include "engine/trace/total_time.h"
#include "engine/trace/trace.h"

#include <array>
#include <stop_token>
#include <utility>

namespace simul {

/// What is typical of some lengths. A percentile is the least of them that so many per cent do not exceed.
struct LengthSpread {
    std::uint64_t count = 0;
    TotalTime total;
    Duration least{};
    Duration most{};
    Duration median{};
    Duration p90{};
    Duration p99{};

    Duration mean() const { return count == 0 ? Duration::zero() : total.mean(count); }
};

/// Collects lengths: exact, but for percentiles of more than a million, which are right within 1 %.
class LengthCollector {
public:
    void add(Duration length);
    LengthSpread spread();

    static constexpr std::size_t mostKept = 1'000'000;

private:
    Duration percentile(std::uint64_t per100);
    void fold();
    static std::size_t bucketOf(std::int64_t length);
    static std::int64_t middleOf(std::size_t bucket);

    LengthSpread m_known;                 ///< but for the percentiles
    std::vector<std::int64_t> m_lengths;  ///< until there are too many; in any order
    std::vector<std::uint64_t> m_buckets; ///< from then on: how many lie in each
};

/// What lanes do in one state, in a range of time.
struct StateUse {
    TotalTime time;           ///< that lies in the range
    std::uint64_t slices = 0; ///< that lie in it at least in part; of final states: tasks that ended so
    std::uint64_t cut = 0;    ///< of these, those that begin before it or end after it
    LengthSpread whole;       ///< of the others
};
using StateUses = std::array<StateUse, StateCount>;
using StateTimes = std::array<Duration, StateCount>;

/// A range of time of one run. Slices that last no time do not count.
struct RangeStatistics {
    struct OfTask {
        TaskId task;
        StateTimes times{};
        std::uint64_t slices = 0;                          ///< that lie in the range at least in part
        std::vector<std::pair<State, StateUse>> uses = {}; ///< of the states that occur; none, if it is not exact

        /// nullptr: that state does not occur, or is not known.
        const StateUse* use(State state) const;
    };
    TraceTime from;
    TraceTime to;
    bool isExact = false;      ///< otherwise there are only times, right within a per cent
    StateUses states;          ///< of all tasks together
    std::vector<OfTask> tasks; ///< those that are there in the range
};

/// Only times, from the lanes' trees: the effort is that of the tasks, not of the slices. A live trace may be asked
/// too.
RangeStatistics estimateRange(const Trace& trace, TraceTime from, TraceTime to);

/// Everything, slice by slice. What was asked to stop is not complete. Any thread, if the trace does not grow.
RangeStatistics measureRange(const Trace& trace, TraceTime from, TraceTime to, const std::stop_token& stop = {});

/// The same of one lane: a task, a worker or one of the kernel's.
StateUses measureRange(const Lane& lane, TraceTime end, TraceTime from, TraceTime to);

} // namespace simul
