#include "engine/analysis/metrics.h"

#include <algorithm>
#include <array>

namespace simul {

namespace {

using Sums = std::array<Duration, StateCount>;

Sums sumsOf(const Lane& lane, TraceTime end) {
    Sums sums{};
    for (std::size_t index = 0; index < lane.size(); ++index)
        sums[static_cast<std::size_t>(lane[index].state())] += lane.endOf(index, end) - lane[index].start;
    return sums;
}

Duration sum(const Sums& sums, State state) { return sums[static_cast<std::size_t>(state)]; }

TaskMetrics measureTask(const Lane& lane, TraceTime end) {
    const Sums sums = sumsOf(lane, end);
    TaskMetrics task;
    task.running = sum(sums, State::Running);
    task.ready = sum(sums, State::Ready);
    task.waiting = sum(sums, State::Waiting);
    task.blocked = sum(sums, State::Blocked);
    if (!lane.empty()) {
        // Created is before its time: a delayed task begins when it may.
        const bool isForgotten = lane.back().state() == State::Created;
        const bool isDelayed = lane.front().state() == State::Created && lane.size() > 1;
        task.state = lane.back().state();
        task.start = isDelayed ? lane[1].start : lane.front().start;
        task.end = isForgotten ? task.start : lane.endOf(lane.size() - 1, end);
    }
    return task;
}

/// A worker's lane: how often it took up another task, and when it was last in use for more than a moment.
void measureWorker(const Lane& lane, TraceTime end, RunMetrics& run) {
    run.switches += switchesOn(lane);
    for (std::size_t index = 0; index < lane.size(); ++index) {
        const Slice& slice = lane[index];
        if (slice.state() == State::Idle)
            continue;
        const TraceTime sliceEnd = lane.endOf(index, end);
        if (sliceEnd > slice.start)
            run.workerFinished = std::max(run.workerFinished, sliceEnd);
    }
    const Sums sums = sumsOf(lane, end);
    run.busy += sum(sums, State::Running);
    run.blocked += sum(sums, State::Blocked);
}

/// The longest stretch of a worker's lane that belongs to one task.
void findLongestHold(const Lane& lane, TraceTime end, std::optional<LongestHold>& longest) {
    for (std::size_t index = 0; index < lane.size();) {
        const Cause cause = lane[index].info.cause();
        const TraceTime start = lane[index].start;
        std::size_t last = index;
        while (last + 1 < lane.size() && lane[last + 1].info.cause() == cause)
            ++last;
        const Duration duration = lane.endOf(last, end) - start;
        if (cause.kind == CauseKind::Task && (!longest || duration > longest->duration))
            longest = LongestHold{TaskId(cause.id), start, duration};
        index = last + 1;
    }
}

std::uint64_t preemptionsOf(const Lane& lane) {
    std::uint64_t count = 0;
    for (std::size_t index = 0; index < lane.size(); ++index)
        count += lane[index].info.cause().kind == CauseKind::Preempted;
    return count;
}

} // namespace

RunMetrics measure(const Trace& trace) {
    RunMetrics run;
    run.makespan = trace.end().time_since_epoch();
    run.workers = trace.workers().size();
    for (std::size_t index = 0; index < run.workers; ++index) {
        measureWorker(trace.lane(WorkerId(index)), trace.end(), run);
        findLongestHold(trace.lane(WorkerId(index)), trace.end(), run.longestHold);
    }
    const TotalTime capacity = TotalTime(run.makespan) * run.workers;
    run.idle = capacity - run.busy - run.blocked;
    run.utilization = capacity > TotalTime() ? toSeconds(run.busy) / toSeconds(capacity) : 0;

    run.tasks.reserve(trace.tasks().size());
    TotalTime finishes;
    for (std::size_t index = 0; index < trace.tasks().size(); ++index) {
        const Lane& lane = trace.lane(TaskId(index));
        const TaskMetrics task = measureTask(lane, trace.end());
        run.preemptions += preemptionsOf(lane);
        run.blockedTotal += task.blocked;
        run.longestReady = std::max(run.longestReady, task.ready);
        finishes += task.end.time_since_epoch();
        run.tasks.push_back(task);
    }
    if (!run.tasks.empty())
        run.meanFinish = finishes.mean(run.tasks.size());
    return run;
}

} // namespace simul
