#include "engine/analysis/kernel_switches.h"

namespace simul {

SwitchCounts switchesOf(const Lane& thread) {
    SwitchCounts counts;
    for (std::size_t index = 0; index < thread.size(); ++index) {
        counts.gaveUp += thread[index].state() == State::Blocked;
        counts.preempted += thread[index].state() == State::Ready;
    }
    return counts;
}

SwitchCounts switchesOf(const Trace& trace) {
    SwitchCounts all;
    const auto add = [&](LaneId id) {
        const SwitchCounts counts = switchesOf(trace.lane(id.ofKernel()));
        all.gaveUp += counts.gaveUp;
        all.preempted += counts.preempted;
    };
    for (std::size_t task = 0; task < trace.tasks().size(); ++task)
        add(TaskId(task));
    for (std::size_t worker = 0; worker < trace.workers().size(); ++worker)
        add(WorkerId(worker));
    return all;
}

std::optional<TotalUse> useOf(const Trace& trace) {
    std::optional<TotalUse> all;
    for (const TaskInfo& task : trace.tasks()) {
        if (!task.use)
            continue;
        if (!all)
            all.emplace();
        all->cpuTime += task.use->cpuTime;
        all->voluntarySwitches += task.use->voluntarySwitches;
        all->involuntarySwitches += task.use->involuntarySwitches;
    }
    return all;
}

std::optional<LaneId> threadOn(const Slice& ofCpu) {
    const Cause cause = ofCpu.info.cause();
    if (cause.kind == CauseKind::Task)
        return LaneId(TaskId(cause.id)).ofKernel();
    if (cause.kind == CauseKind::Worker)
        return LaneId(WorkerId(cause.id)).ofKernel();
    return std::nullopt;
}

} // namespace simul
