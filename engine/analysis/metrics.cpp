#include "engine/analysis/metrics.h"

#include <algorithm>
#include <array>
#include <utility>

namespace simul {

namespace {

using Sums = std::array<Duration, StateCount>;

/// Calls `use(index)` for each slice of a lane, until it is asked to stop.
template <class Use>
void walk(const Lane& lane, const std::stop_token& stop, const Use& use) {
    constexpr std::size_t atOnce = 65'536; // a fraction of a millisecond
    for (std::size_t first = 0; first < lane.size() && !stop.stop_requested(); first += atOnce) {
        for (std::size_t index = first; index < std::min(lane.size(), first + atOnce); ++index)
            use(index);
    }
}

Sums sumsOf(const Lane& lane, TraceTime end, const std::stop_token& stop) {
    Sums sums{};
    walk(lane, stop, [&](std::size_t index) {
        sums[static_cast<std::size_t>(lane[index].state())] += lane.endOf(index, end) - lane[index].start;
    });
    return sums;
}

Duration sum(const Sums& sums, State state) { return sums[static_cast<std::size_t>(state)]; }

TaskMetrics measureTask(const Lane& lane, TraceTime end, const std::stop_token& stop) {
    const Sums sums = sumsOf(lane, end, stop);
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
void measureWorker(const Lane& lane, TraceTime end, RunMetrics& run, const std::stop_token& stop) {
    run.switches += switchesOn(lane);
    walk(lane, stop, [&](std::size_t index) {
        const Slice& slice = lane[index];
        if (slice.state() == State::Idle)
            return;
        const TraceTime sliceEnd = lane.endOf(index, end);
        if (sliceEnd > slice.start)
            run.workerFinished = std::max(run.workerFinished, sliceEnd);
    });
    const Sums sums = sumsOf(lane, end, stop);
    run.busy += sum(sums, State::Running);
    run.blocked += sum(sums, State::Blocked);
}

/// The longest stretch of a worker's lane that belongs to one task.
void findLongestHold(const Lane& lane, TraceTime end, std::optional<LongestHold>& longest, const std::stop_token& stop) {
    std::size_t first = 0; // of the stretch
    walk(lane, stop, [&](std::size_t index) {
        const Cause cause = lane[index].info.cause();
        if (index + 1 < lane.size() && lane[index + 1].info.cause() == cause)
            return;
        const TraceTime start = lane[std::exchange(first, index + 1)].start;
        const Duration duration = lane.endOf(index, end) - start;
        if (cause.kind == CauseKind::Task && (!longest || duration > longest->duration))
            longest = LongestHold{TaskId(cause.id), start, duration};
    });
}

std::uint64_t preemptionsOf(const Lane& lane, const std::stop_token& stop) {
    std::uint64_t count = 0;
    walk(lane, stop, [&](std::size_t index) { count += lane[index].info.cause().kind == CauseKind::Preempted; });
    return count;
}

} // namespace

RunMetrics measure(const Trace& trace, const std::stop_token& stop) {
    RunMetrics run;
    run.makespan = trace.end().time_since_epoch();
    run.workers = trace.workers().size();
    for (std::size_t index = 0; index < run.workers && !stop.stop_requested(); ++index) {
        measureWorker(trace.lane(WorkerId(index)), trace.end(), run, stop);
        findLongestHold(trace.lane(WorkerId(index)), trace.end(), run.longestHold, stop);
    }
    const TotalTime capacity = TotalTime(run.makespan) * run.workers;
    run.idle = capacity - run.busy - run.blocked;
    run.utilization = capacity > TotalTime() ? toSeconds(run.busy) / toSeconds(capacity) : 0;

    run.tasks.reserve(trace.tasks().size());
    TotalTime finishes;
    for (std::size_t index = 0; index < trace.tasks().size() && !stop.stop_requested(); ++index) {
        const Lane& lane = trace.lane(TaskId(index));
        const TaskMetrics task = measureTask(lane, trace.end(), stop);
        run.preemptions += preemptionsOf(lane, stop);
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
