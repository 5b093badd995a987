#include "engine/trace/trace_parts.h"

#include <algorithm>

namespace simul {

bool exists(const TraceParts& parts, Cause cause) {
    switch (cause.kind) {
    case CauseKind::Join:
    case CauseKind::Task:
        return cause.id < parts.tasks.size();
    case CauseKind::Resource:
    case CauseKind::Request:
        return cause.id < parts.resources.size();
    case CauseKind::Cpu:
        return cause.id < parts.cpus.size();
    case CauseKind::Worker:
        return cause.id == 0 || cause.id < parts.workers.size();
    default:
        return cause.id <= mostTasks;
    }
}

bool exists(const TraceParts& parts, LaneId lane, Cause cause) {
    if (!lane.isOfKernel())
        return exists(parts, cause);
    switch (cause.kind) {
    case CauseKind::None:
        return cause.id == 0;
    case CauseKind::Preempted:
        return !lane.isCpu() && cause.id == 0;
    case CauseKind::Cpu:
        return !lane.isCpu() && exists(parts, cause);
    case CauseKind::Task:
        return lane.isCpu() && exists(parts, cause);
    case CauseKind::Worker:
        return lane.isCpu() && cause.id < parts.workers.size();
    default:
        return false;
    }
}

void makeLanes(TraceParts& parts) {
    parts.taskLanes.resize(parts.tasks.size());
    parts.workerLanes.resize(parts.workers.size());
    parts.cpuLanes.resize(parts.cpus.size());
    if (!parts.cpus.empty()) {
        parts.taskThreadLanes.resize(parts.tasks.size());
        parts.workerThreadLanes.resize(parts.workers.size());
    }
}

Trace assemble(TraceParts parts) {
    assert(parts.cpuLanes.size() == parts.cpus.size());
    assert(parts.taskLanes.size() == parts.tasks.size() && parts.workerLanes.size() == parts.workers.size());
    Trace trace;
    for (const std::vector<Lane>* lanes : {&parts.taskLanes, &parts.workerLanes, &parts.cpuLanes,
                                           &parts.taskThreadLanes, &parts.workerThreadLanes}) {
        for (const Lane& lane : *lanes)
            trace.m_slicesStored += lane.size();
    }
    std::ranges::stable_sort(parts.links, {}, &Link::time);
    std::ranges::stable_sort(parts.log, {}, &LogEntry::time);
    std::ranges::stable_sort(parts.levels, {}, &LevelSample::time);
    trace.m_tasks = std::move(parts.tasks);
    trace.m_workers = std::move(parts.workers);
    trace.m_resources = std::move(parts.resources);
    trace.m_places = std::move(parts.places);
    trace.m_taskLanes = std::move(parts.taskLanes);
    trace.m_workerLanes = std::move(parts.workerLanes);
    trace.m_cpus = std::move(parts.cpus);
    trace.m_cpuLanes = std::move(parts.cpuLanes);
    trace.m_taskThreadLanes = std::move(parts.taskThreadLanes);
    trace.m_workerThreadLanes = std::move(parts.workerThreadLanes);
    trace.m_kernel = std::move(parts.kernel);
    for (const Link& link : parts.links)
        trace.m_longestTravel = std::max(trace.m_longestTravel, link.travel);
    trace.m_links = std::move(parts.links);
    trace.m_log = std::move(parts.log);
    trace.m_subSlices = std::move(parts.subSlices);
    trace.m_syncEvents = std::move(parts.syncEvents);
    trace.m_levels = std::move(parts.levels);
    trace.m_measures = std::move(parts.measures);
    trace.m_warnings = std::move(parts.warnings);
    trace.m_deadlock = std::move(parts.deadlock);
    trace.m_interleaving = parts.interleaving;
    trace.m_end = parts.end;
    trace.m_outcome = parts.outcome;
    trace.m_message = std::move(parts.message);
    return trace;
}

} // namespace simul
