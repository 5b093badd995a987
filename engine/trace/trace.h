#pragma once

#include "engine/trace/lane.h"

#include <span>
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

/// What a task took of the thread that ran it, by the kernel's count.
struct ThreadUse {
    std::chrono::nanoseconds cpuTime{};  ///< of the machine's time, not of the story's
    std::uint64_t voluntarySwitches = 0; ///< it had to wait for something
    std::uint64_t involuntarySwitches = 0; ///< the kernel took its CPU away
};

struct TaskInfo {
    std::string name;
    std::optional<TaskId> parent; ///< who spawned it; none: the scenario itself, before the run
    TraceTime created;
    std::string result; ///< what the task reported, if anything
    std::string error;  ///< why it failed, if it did
    std::optional<ThreadUse> use = {}; ///< where a thread runs one task to its end, on the real clock
};

struct WorkerInfo {
    std::string name;
};

struct CpuInfo {
    std::string name;
};

/// What became of the wish to have the kernel record each switch of a thread.
struct KernelReport {
    std::string refusal;    ///< why it did not, one sentence; empty: it did, and there are CPUs
    std::uint64_t lost = 0; ///< switches that it made and that are not in the trace
};

enum class ResourceKind : std::uint8_t { Lock, Queue, Semaphore, Event, Variable, Request };
inline constexpr std::size_t ResourceKindCount = 6;

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
    Duration travel{}; ///< how long before `time` it set out; only arrows of files take time

    TraceTime departure() const { return time - travel; }
};

struct LogEntry {
    TraceTime time;
    TaskId task;
    std::string text;
};

/// What a task did that orders it with others, or that others can see.
enum class SyncKind : std::uint8_t {
    Spawned,   ///< made a task; target: TaskId
    Joined,    ///< went on after a task's end; target: TaskId
    Acquired,  ///< a lock or a permit of a semaphore; amount: permits left
    Released,  ///< amount: permits there are now
    Put,       ///< an item into a queue; amount: how many it holds now
    Got,       ///< an item out of a queue; amount: how many it holds now
    Completed, ///< is through with an item that it got; amount: items not yet completed
    Closed,    ///< a queue: nothing more comes
    Set,       ///< an event
    Cleared,   ///< an event
    Passed,    ///< went on because an event was set, a queue closed or all of its items completed
    Read,      ///< a shared variable
    Written,   ///< a shared variable
};

/// One such deed. `target` is a ResourceId but where a kind says otherwise.
struct SyncEvent {
    TraceTime time;
    TaskId task;
    SyncKind kind = SyncKind::Acquired;
    PlaceId place;
    std::uint32_t target = 0;
    std::uint32_t amount = 0;
    std::uint32_t item = 0; ///< Put and Got: which, counted per queue

    ResourceId resource() const { return ResourceId(target); }
    bool isAboutTask() const { return kind == SyncKind::Spawned || kind == SyncKind::Joined; }
};

/// How much there is of a resource from `time` on, in a trace that tells levels and not deeds: a counter of a file.
struct LevelSample {
    TraceTime time;
    ResourceId resource;
    std::uint32_t amount = 0;
};

/// Where the tasks of a run can get in each other's way.
enum class Interleaving : std::uint8_t {
    None,     ///< one after another, or without shared memory
    AtAwaits, ///< between two awaits a task is alone
    Anywhere, ///< threads
};

/// Why nothing can go on: who waits for what, and whose deed it would take.
struct Deadlock {
    struct Wait {
        TaskId task;
        Cause wants;                  ///< a Resource or a Join
        std::string wish;             ///< in words: "the washer", "the end of Table 2"
        std::optional<TaskId> heldBy; ///< in a cycle the task of the next wait, in the last one that of the first
    };
    TraceTime time;
    bool isCycle = false; ///< each waits for the next; otherwise nobody is left who could help
    std::vector<Wait> waits;
    std::string text; ///< one sentence
};

/// A figure that belongs to the story: "longest wait of a hurt child".
struct Measure {
    enum class Kind : std::uint8_t { Longest, Total, Count, Share };
    std::string name;
    Kind kind = Kind::Count;
    Duration duration{}; ///< of Longest and Total
    std::int64_t count = 0;
    std::int64_t of = 0; ///< of a Share: `count` out of so many

    double share() const { return of > 0 ? static_cast<double>(count) / static_cast<double>(of) : 0; }
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
    const std::vector<CpuInfo>& cpus() const { return m_cpus; } ///< of the machine; none where the kernel was not asked or refused
    const std::optional<KernelReport>& kernel() const { return m_kernel; } ///< none: nobody asked it
    const std::vector<Place>& places() const { return m_places; }
    const std::vector<Link>& links() const { return m_links; }      ///< sorted by time
    /// Those that can be under way within [begin, end]: all that are, and maybe some that are not.
    std::span<const Link> linksAround(TraceTime begin, TraceTime end) const;
    const std::vector<LogEntry>& log() const { return m_log; }      ///< sorted by time
    const std::vector<SubSlice>& subSlices() const { return m_subSlices; }
    const std::vector<SyncEvent>& syncEvents() const { return m_syncEvents; } ///< in the order in which they happened
    const std::vector<LevelSample>& levels() const { return m_levels; }       ///< sorted by time
    const std::vector<Measure>& measures() const { return m_measures; }       ///< one of each name
    const std::vector<std::string>& warnings() const { return m_warnings; }   ///< what was forgotten, a sentence each
    const std::optional<Deadlock>& deadlock() const { return m_deadlock; }
    Interleaving interleaving() const { return m_interleaving; }

    const TaskInfo& info(TaskId id) const { return m_tasks[id.value]; }
    const WorkerInfo& info(WorkerId id) const { return m_workers[id.value]; }
    const ResourceInfo& info(ResourceId id) const { return m_resources[id.value]; }
    const Place& info(PlaceId id) const { return m_places[id.value]; }
    const CpuInfo& info(CpuId id) const { return m_cpus[id.value]; }
    const Lane& lane(LaneId id) const; ///< empty if the kernel recorded nothing of it
    const std::string& nameOf(LaneId id) const {
        return id.isWorker() ? info(id.worker()).name : id.isCpu() ? info(id.cpu()).name : info(id.task()).name;
    }
    bool has(LaneId id) const;

    /// End of the run: the makespan once it is over; while it goes on, now, or the latest time known if simulated.
    TraceTime end() const { return m_end; }
    Outcome outcome() const { return m_outcome; }
    /// One sentence about how the run ended, empty if there is nothing to add.
    const std::string& message() const { return m_message; }

    std::uint64_t slicesStored() const { return m_slicesStored; }

private:
    friend class TraceBuilder;
    friend Trace assemble(struct TraceParts parts);

    std::vector<TaskInfo> m_tasks;
    std::vector<WorkerInfo> m_workers;
    std::vector<ResourceInfo> m_resources;
    std::vector<Place> m_places = {Place{}};
    std::vector<CpuInfo> m_cpus;
    std::vector<Lane> m_taskLanes;
    std::vector<Lane> m_workerLanes;
    std::vector<Lane> m_cpuLanes;
    std::vector<Lane> m_taskThreadLanes;   ///< of the kernel; as many as tasks, or none
    std::vector<Lane> m_workerThreadLanes; ///< of the kernel; as many as workers, or none
    std::vector<Link> m_links;
    Duration m_longestTravel{}; ///< of a link
    std::vector<LogEntry> m_log;
    std::vector<SubSlice> m_subSlices;
    std::vector<SyncEvent> m_syncEvents;
    std::vector<LevelSample> m_levels;
    std::vector<Measure> m_measures;
    std::vector<std::string> m_warnings;
    std::optional<Deadlock> m_deadlock;
    std::optional<KernelReport> m_kernel;
    Interleaving m_interleaving = Interleaving::None;
    TraceTime m_end;
    Outcome m_outcome = Outcome::Unfinished;
    std::string m_message;
    std::uint64_t m_slicesStored = 0;
};

/// The label of `place` as task `name` would say it: `{n}` becomes the number that the name ends with, or the name.
std::string labelFor(const Place& place, std::string_view taskName);

} // namespace simul
