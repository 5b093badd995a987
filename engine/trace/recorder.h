#pragma once

#include "engine/trace/event_buffer.h"
#include "engine/trace/tick_clock.h"
#include "engine/trace/trace.h"

#include <array>
#include <deque>
#include <map>
#include <mutex>
#include <source_location>
#include <tuple>
#include <unordered_set>

namespace simul {

class Recorder;

/// One thread's way into a recorder. The thread that made it is the only one that may use it.
class ThreadRecorder {
public:
    explicit ThreadRecorder(Recorder& recorder);

    /// `lane` is in the state of `info` from `ticks` on. The hot path: takes no lock.
    void record(std::int64_t ticks, LaneId lane, std::uint32_t sequence, SliceInfo info) {
        m_buffer->push({ticks, info, lane, sequence});
    }
    /// As record(), for a task and the worker of `info` at once; the worker's place is the task's. Only where this thread
    /// alone records that worker.
    void recordWithWorker(std::int64_t ticks, TaskId task, std::uint32_t sequence, SliceInfo info) {
        m_buffer->push({ticks, info, task, sequence | Event::AndWorker});
    }
    /// The id of a line of a scenario with its label. `label` points to a literal or to a text that the recorder keeps.
    PlaceId place(const char* label, const std::source_location& where) {
        CachedPlace& cached = m_cache[(reinterpret_cast<std::uintptr_t>(label) / 8 + where.line()) % CacheSize];
        if (cached.label != label || cached.file != where.file_name() || cached.line != where.line()) [[unlikely]]
            cached = look(label, where);
        return cached.id;
    }

    /// What it writes into; for whoever reads without a TraceBuilder.
    EventBuffer& buffer() { return *m_buffer; }

private:
    struct CachedPlace {
        const char* label = nullptr;
        const char* file = nullptr;
        std::uint_least32_t line = 0;
        PlaceId id;
    };
    [[gnu::cold]] CachedPlace look(const char* label, const std::source_location& where);

    static constexpr std::size_t CacheSize = 32;
    Recorder& m_recorder;
    EventBuffer* m_buffer;
    std::array<CachedPlace, CacheSize> m_cache;
};

/// Takes down what happens in one run: slices through a ThreadRecorder per thread without locks, everything rare (new
/// tasks, links, texts) under one lock. A TraceBuilder reads it, also while the run goes on. Any thread, but for what
/// is said at each function.
class Recorder {
public:
    Recorder() = default;
    /// When the run starts: how ticks become trace time. Without it they are nanoseconds of trace time.
    void setTickScale(TickScale scale);
    TickScale tickScale() const;

    /// Ids must come in order, without gaps.
    void addTask(TaskId id, TaskInfo info);
    void addWorker(WorkerId id, WorkerInfo info);
    ResourceId addResource(ResourceInfo info);
    /// The machine's CPUs, all at once, before any event of the kernel's lanes.
    void addCpus(std::vector<CpuInfo> cpus);
    void setKernelReport(KernelReport report);
    void addLink(Link link);
    void addLog(LogEntry entry);
    void addSubSlice(SubSlice part);
    /// Call in the order of the deeds, holding what orders them; times that would run backwards are moved up.
    void addSyncEvent(SyncEvent event);
    /// Adds to the measure of that name: the longer of the two, or the sum.
    void addMeasure(Measure measure);
    void addWarning(std::string sentence);
    void setDeadlock(Deadlock deadlock);
    void setInterleaving(Interleaving interleaving);
    void setResult(TaskId id, std::string result);
    void setError(TaskId id, std::string error);
    void setUse(TaskId id, ThreadUse use);
    /// The last call of a run: no event comes after it.
    void finish(TraceTime end, Outcome outcome, std::string message);

    /// A text that lives as long as the recorder: labels that are made while the run goes on.
    const char* keep(std::string text);

private:
    friend class ThreadRecorder;
    friend class TraceBuilder;

    struct Texts {
        TaskId task;
        std::string text;
        bool isError = false;
    };
    struct Finish {
        TraceTime end;
        Outcome outcome;
        std::string message;
    };
    /// Everything rare, in the order in which it came.
    struct Rare {
        std::vector<TaskInfo> tasks;
        std::vector<WorkerInfo> workers;
        std::vector<ResourceInfo> resources;
        std::vector<Place> places;
        std::vector<Link> links;
        std::vector<LogEntry> log;
        std::vector<SubSlice> subSlices;
        std::vector<SyncEvent> syncEvents;
        std::vector<Measure> measures;
        std::vector<std::string> warnings;
        std::vector<Texts> texts;
        std::vector<std::pair<TaskId, ThreadUse>> uses;
        std::vector<CpuInfo> cpus;
        std::optional<KernelReport> kernel;
        std::optional<Deadlock> deadlock;
        std::optional<Finish> finish;
    };

    EventBuffer& addBuffer();
    PlaceId addPlace(const char* label, const std::source_location& where);

    TickScale m_scale;
    mutable std::mutex m_mutex;
    std::deque<EventBuffer> m_buffers;
    Rare m_rare;
    std::uint32_t m_taskCount = 0;
    std::uint32_t m_workerCount = 0;
    std::uint32_t m_resourceCount = 0;
    std::uint32_t m_placeCount = 1;
    TraceTime m_lastSyncEvent;
    Interleaving m_interleaving = Interleaving::None;
    std::map<std::tuple<std::string_view, std::string_view, std::uint_least32_t>, PlaceId> m_placeIds;
    std::unordered_set<std::string> m_texts; ///< node-based: what c_str() gave stays valid
};

} // namespace simul
