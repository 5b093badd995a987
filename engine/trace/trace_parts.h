#pragma once

#include "engine/trace/trace.h"

namespace simul {

/// Everything that a trace holds, open to whoever reads one from a file.
struct TraceParts {
    std::vector<TaskInfo> tasks;
    std::vector<WorkerInfo> workers;
    std::vector<ResourceInfo> resources;
    std::vector<Place> places = {Place{}};
    std::vector<CpuInfo> cpus;
    std::vector<Lane> taskLanes;   ///< as many as tasks
    std::vector<Lane> workerLanes; ///< as many as workers
    std::vector<Lane> cpuLanes;    ///< as many as CPUs; the kernel's lanes of tasks and workers: as many as those, or none
    std::vector<Lane> taskThreadLanes;
    std::vector<Lane> workerThreadLanes;
    std::vector<Link> links;
    std::vector<LogEntry> log;
    std::vector<SubSlice> subSlices;
    std::vector<SyncEvent> syncEvents;
    std::vector<LevelSample> levels;
    std::vector<Measure> measures;
    std::vector<std::string> warnings;
    std::optional<Deadlock> deadlock;
    std::optional<KernelReport> kernel;
    Interleaving interleaving = Interleaving::None;
    TraceTime end;
    Outcome outcome = Outcome::Completed;
    std::string message;
};

/// The most tasks, resources, places and workers that a slice can name.
inline constexpr std::size_t mostTasks = 0xffffff;
inline constexpr std::size_t mostPlaces = 0x10000;
inline constexpr std::size_t mostWorkers = 0x10000;

/// Whether there is what a cause names. Worker 0 is also said of no certain one.
bool exists(const TraceParts& parts, Cause cause);
/// The same of a slice of `lane`. What the kernel did is because of a CPU or a thread that is there, or of nothing.
bool exists(const TraceParts& parts, LaneId lane, Cause cause);

/// Gives each task, worker and CPU the lanes that it has not yet.
void makeLanes(TraceParts& parts);

/// Makes a trace of its parts. What must be sorted by time is sorted; that ids exist is for the caller to see to.
Trace assemble(TraceParts parts);

} // namespace simul
