#pragma once

#include "engine/trace/lane.h"

#include <string>
#include <vector>

namespace simul {

/// A line of a scenario's source and what it says about itself there. `label` may contain `{n}`: the task's own number.
struct Place {
    std::string label;
    std::string file; ///< as the compiler names it; empty for "nowhere in particular"
    std::uint32_t line = 0;
    std::string function;
};

struct TaskInfo {
    std::string name;
    std::optional<TaskId> parent; ///< who spawned it; none: the scenario itself, before the run
    TraceTime created;
    std::string result; ///< what the task reported, if anything
    std::string error;  ///< why it failed, if it did
};

struct WorkerInfo {
    std::string name;
};

enum class ResourceKind : std::uint8_t { Lock, Queue, Semaphore, Event, Variable, Request };

struct ResourceInfo {
    ResourceKind kind = ResourceKind::Lock;
    std::string name;
};

enum class LinkKind : std::uint8_t { Spawn, Wake, HandOver, Item };

/// A causal arrow: at `time`, something that `from` did let `to` go on.
struct Link {
    TraceTime time;
    TaskId from;
    TaskId to;
    LinkKind kind = LinkKind::Wake;
};

struct LogEntry {
    TraceTime time;
    TaskId task;
    std::string text;
};

/// A named part of a slice, such as the phases of a request.
struct SubSlice {
    TaskId task;
    TraceTime start;
    TraceTime end;
    std::string name;
};

enum class Outcome : std::uint8_t {
    Unfinished, ///< the run goes on
    Completed,
    Deadlock,  ///< no task can ever run again
    Failed,    ///< a task ended with an error that nobody had foreseen
    Cancelled, ///< somebody stopped the run
    Timeout,   ///< the run's own time limit was over
};
std::string_view nameOf(Outcome outcome);

/// What happened in one run: everything that a view, a figure or a metric may know. Filled by a TraceBuilder; a view
/// cannot tell a live run from a finished one, except by `outcome() == Outcome::Unfinished`. One thread at a time.
class Trace {
public:
    const std::vector<TaskInfo>& tasks() const { return m_tasks; }
    const std::vector<WorkerInfo>& workers() const { return m_workers; }
    const std::vector<ResourceInfo>& resources() const { return m_resources; }
    const std::vector<Place>& places() const { return m_places; }
    const std::vector<Link>& links() const { return m_links; }      ///< sorted by time
    const std::vector<LogEntry>& log() const { return m_log; }      ///< sorted by time
    const std::vector<SubSlice>& subSlices() const { return m_subSlices; }

    const TaskInfo& info(TaskId id) const { return m_tasks[id.value]; }
    const WorkerInfo& info(WorkerId id) const { return m_workers[id.value]; }
    const ResourceInfo& info(ResourceId id) const { return m_resources[id.value]; }
    const Place& info(PlaceId id) const { return m_places[id.value]; }
    const Lane& lane(LaneId id) const {
        return id.isWorker() ? m_workerLanes[id.worker().value] : m_taskLanes[id.task().value];
    }
    const std::string& nameOf(LaneId id) const {
        return id.isWorker() ? info(id.worker()).name : info(id.task()).name;
    }

    /// End of the run: the makespan once it is over; while it goes on, now, or the latest time known if simulated.
    TraceTime end() const { return m_end; }
    Outcome outcome() const { return m_outcome; }
    /// One sentence about how the run ended, empty if there is nothing to add.
    const std::string& message() const { return m_message; }

    std::uint64_t slicesStored() const { return m_slicesStored; }

private:
    friend class TraceBuilder;

    std::vector<TaskInfo> m_tasks;
    std::vector<WorkerInfo> m_workers;
    std::vector<ResourceInfo> m_resources;
    std::vector<Place> m_places = {Place{}};
    std::vector<Lane> m_taskLanes;
    std::vector<Lane> m_workerLanes;
    std::vector<Link> m_links;
    std::vector<LogEntry> m_log;
    std::vector<SubSlice> m_subSlices;
    TraceTime m_end;
    Outcome m_outcome = Outcome::Unfinished;
    std::string m_message;
    std::uint64_t m_slicesStored = 0;
};

/// The label of `place` as task `name` would say it: `{n}` becomes the number that the name ends with, or the name.
std::string labelFor(const Place& place, std::string_view taskName);

} // namespace simul
