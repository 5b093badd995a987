#pragma once

#include "engine/trace/total_time.h"
#include "engine/trace/trace.h"

#include <stop_token>

namespace simul {

/// One task's life in sums, from when it may run. `running + ready + waiting + blocked == end - start`.
struct TaskMetrics {
    State state = State::Created; ///< its last one
    TraceTime start;
    TraceTime end; ///< of an unfinished task: the end of the trace
    Duration running{};
    Duration ready{};
    Duration waiting{};
    Duration blocked{};
};

/// A task that had its worker without a break.
struct LongestHold {
    TaskId task;
    TraceTime start;
    Duration duration{};
};

/// A run in sums. `busy + blocked + idle == workers x makespan`.
struct RunMetrics {
    Duration makespan{};
    TraceTime workerFinished; ///< when a worker was last in use
    std::size_t workers = 0;
    std::uint64_t switches = 0;    ///< a worker (threads: a core) resumed another task than the one it ran last
    std::uint64_t preemptions = 0; ///< a task lost its core because its quantum was over
    TotalTime busy;
    TotalTime blocked;
    TotalTime idle;
    double utilization = 0; ///< busy / (workers x makespan); 0 for an empty run
    std::optional<LongestHold> longestHold; ///< of a worker; none if no worker ever did anything
    std::vector<TaskMetrics> tasks;
    // over the tasks
    TotalTime blockedTotal;
    Duration longestReady{}; ///< the longest sum of Ready of a task
    Duration meanFinish{};   ///< mean of the ends, from the start of the run
};

/// What a trace says in numbers; of a live trace, so far. What was asked to stop is not complete. Any thread, if the trace
/// does not grow.
RunMetrics measure(const Trace& trace, const std::stop_token& stop = {});

} // namespace simul
