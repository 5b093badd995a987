#include "engine/trace/chrome_writer.h"

#include "engine/trace/json_text.h"
#include "engine/trace/own_chrome.h"

#include <filesystem>
#include <fmt/format.h>
#include <utility>

namespace simul {

namespace {

/// Nanoseconds as the format's microseconds, exactly.
std::string microseconds(Duration duration) {
    constexpr Duration::rep perMicrosecond = 1000;
    assert(duration >= Duration::zero());
    return fmt::format("{}.{:03}", duration.count() / perMicrosecond, duration.count() % perMicrosecond);
}
std::string microseconds(TraceTime time) { return microseconds(time.time_since_epoch()); }

/// What is counted over the whole file.
struct FileCounts {
    std::size_t process = 0;
    std::size_t thread = 0; ///< the last that has a number
    std::size_t link = 0;
    bool isFirst = true;
};

/// The events of one run, each on a line of its own.
class ProcessWriter {
public:
    ProcessWriter(const NamedTrace& run, const std::function<void(std::string_view)>& sink, FileCounts& counts)
        : m_name(run.name), m_trace(run.trace), m_sink(sink), m_counts(counts), m_process(++counts.process),
          m_firstThread(counts.thread + 1) {
        for (const Place& place : m_trace.places())
            m_placeTexts.push_back(jsonText(
                place.file.empty() ? std::string()
                                   : fmt::format("{}:{}", std::filesystem::path(place.file).filename().string(), place.line)));
    }

    void write() {
        writeProcess();
        for (std::size_t index = 0; index < m_trace.workers().size(); ++index)
            writeLane(WorkerId(index));
        for (std::size_t index = 0; index < m_trace.tasks().size(); ++index)
            writeLane(TaskId(index));
        writeKernelLanes();
        writeLinks();
        for (const LogEntry& entry : m_trace.log())
            writeInstant(entry.task, entry.time, entry.text, "log");
        writeLevels();
        m_counts.thread += 2 * lanes() + m_trace.cpus().size();
    }

private:
    /// Of workers and tasks; the kernel may have as many.
    std::size_t lanes() const { return m_trace.workers().size() + m_trace.tasks().size(); }
    /// From 0, in the order in which they are shown.
    std::size_t orderOf(LaneId lane) const {
        if (lane.isCpu())
            return 2 * lanes() + lane.cpu().value;
        return (lane.isOfKernel() ? lanes() : 0) +
               (lane.isWorker() ? lane.worker().value : m_trace.workers().size() + lane.task().value);
    }
    std::size_t threadOf(LaneId lane) const { return m_firstThread + orderOf(lane); }

    void writeKernelLanes() {
        const auto write = [this](LaneId id) {
            if (m_trace.has(id))
                writeLane(id);
        };
        for (std::size_t index = 0; index < m_trace.cpus().size(); ++index)
            writeLane(CpuId(index)); // also those that nobody used: what runs on them counts them
        for (std::size_t index = 0; index < m_trace.workers().size(); ++index)
            write(LaneId(WorkerId(index)).ofKernel());
        for (std::size_t index = 0; index < m_trace.tasks().size(); ++index)
            write(LaneId(TaskId(index)).ofKernel());
    }

    std::string titleOf(LaneId id) const {
        return id.isOfKernel() && !id.isCpu() ? m_trace.nameOf(id) + ", by the kernel" : m_trace.nameOf(id);
    }

    /// What other viewers show, and what only we read: how the run ended, places and resources.
    void writeProcess() {
        std::string kernel;
        if (m_trace.kernel())
            kernel = fmt::format(R"(,"kernel_lost":{},"kernel_refusal":{})", m_trace.kernel()->lost,
                                 jsonText(m_trace.kernel()->refusal));
        emit(fmt::format(R"({{"ph":"M","name":"process_name","pid":{},"args":{{"name":{},"simul":1,"end":{},"outcome":"{}","message":{}{}}}}})",
                         m_process, jsonText(m_name), microseconds(m_trace.end()), nameOf(m_trace.outcome()),
                         jsonText(m_trace.message()), kernel));
        emit(fmt::format(R"({{"ph":"M","name":"process_sort_index","pid":{},"args":{{"sort_index":{}}}}})", m_process, m_process));
        // In parts: a reader holds an event in memory.
        constexpr std::size_t most = 4096;
        for (std::size_t first = 1; first < m_trace.places().size(); first += most) {
            std::string list;
            for (std::size_t index = first; index < std::min(first + most, m_trace.places().size()); ++index) {
                const Place& place = m_trace.places()[index];
                list += fmt::format(R"({}{{"label":{},"file":{},"line":{},"function":{}}})", list.empty() ? "" : ",",
                                    jsonText(place.label), jsonText(place.file), place.line, jsonText(place.function));
            }
            emit(fmt::format(R"({{"ph":"M","name":"simul_places","pid":{},"args":{{"places":[{}]}}}})", m_process, list));
        }
        for (std::size_t first = 0; first < m_trace.resources().size(); first += most) {
            std::string list;
            for (std::size_t index = first; index < std::min(first + most, m_trace.resources().size()); ++index) {
                const ResourceInfo& resource = m_trace.resources()[index];
                list += fmt::format(R"({}{{"kind":{},"name":{}}})", list.empty() ? "" : ",", static_cast<int>(resource.kind),
                                    jsonText(resource.name));
            }
            emit(fmt::format(R"({{"ph":"M","name":"simul_resources","pid":{},"args":{{"resources":[{}]}}}})", m_process, list));
        }
    }

    void writeLane(LaneId id) {
        const std::size_t thread = threadOf(id);
        const std::string_view kind = id.isCpu() ? "cpu" : id.isOfKernel() ? "kernel" : id.isWorker() ? "worker" : "task";
        emit(fmt::format(R"({{"ph":"M","name":"thread_name","pid":{},"tid":{},"args":{{"name":{},"kind":"{}"{}}}}})", m_process,
                         thread, jsonText(titleOf(id)), kind,
                         kind == "task" ? taskText(m_trace.info(id.task())) : kind == "kernel" ? ownerText(id) : std::string()));
        emit(fmt::format(R"({{"ph":"M","name":"thread_sort_index","pid":{},"tid":{},"args":{{"sort_index":{}}}}})",
                         m_process, thread, orderOf(id)));
        const Lane& lane = m_trace.lane(id);
        for (std::size_t index = 0; index < lane.size(); ++index) {
            const Slice& slice = lane[index];
            if (isFinal(slice.state()))
                writeInstant(id, slice.start, std::string(nameOf(slice.state())), "state", argsText(slice.info));
            else if (slice.state() != State::Idle)
                writeSlice(id, slice, lane.endOf(index, m_trace.end()));
        }
    }

    /// Whose thread a lane of the kernel is about.
    static std::string ownerText(LaneId id) {
        return id.isWorker() ? fmt::format(R"(,"worker":{})", id.worker().value) : fmt::format(R"(,"task":{})", id.task().value);
    }

    static std::string taskText(const TaskInfo& task) {
        std::string text = fmt::format(R"(,"created":{})", microseconds(task.created));
        if (task.parent)
            text += fmt::format(R"(,"parent":{})", task.parent->value);
        if (!task.result.empty())
            text += fmt::format(R"(,"result":{})", jsonText(task.result));
        if (!task.error.empty())
            text += fmt::format(R"(,"error":{})", jsonText(task.error));
        return text;
    }

    void writeSlice(LaneId id, const Slice& slice, TraceTime end) {
        const Place& place = m_trace.info(slice.info.place());
        std::string name = id.isOfKernel() ? kernelText(slice) : labelFor(place, taskNameOn(id, slice));
        if (name.empty())
            name = nameOf(slice.state());
        emit(fmt::format(R"({{"ph":"X","name":{},"cat":"{}","pid":{},"tid":{},"ts":{},"dur":{}{}}})",
                         jsonText(name), nameOf(slice.state()), m_process, threadOf(id), microseconds(slice.start),
                         microseconds(end - slice.start), argsText(slice.info)));
    }

    /// What is left out is none, or 0.
    std::string argsText(SliceInfo info) const {
        std::string text = fmt::format(R"(,"args":{{"at":{})", m_placeTexts[info.place().value]);
        if (info.place().value != 0)
            text += fmt::format(R"(,"place":{})", info.place().value);
        if (info.cause().kind != CauseKind::None)
            text += fmt::format(R"(,"cause":"{}")", nameOf(info.cause().kind));
        if (info.cause().id != 0)
            text += fmt::format(R"(,"of":{})", info.cause().id);
        if (info.worker().value != 0)
            text += fmt::format(R"(,"worker":{})", info.worker().value);
        return text + '}';
    }

    /// Whom a CPU runs, and where a thread runs or how it left its CPU.
    std::string kernelText(const Slice& slice) const {
        const Cause cause = slice.info.cause();
        switch (cause.kind) {
        case CauseKind::Task:
            return m_trace.nameOf(TaskId(cause.id));
        case CauseKind::Worker:
            return m_trace.nameOf(WorkerId(cause.id));
        case CauseKind::Cpu:
            return m_trace.nameOf(CpuId(cause.id));
        default:
            return slice.state() == State::Ready ? "preempted" : "gave up";
        }
    }

    std::string taskNameOn(LaneId id, const Slice& slice) const {
        if (id.isTask() || slice.info.cause().kind != CauseKind::Task)
            return m_trace.nameOf(id);
        return m_trace.nameOf(TaskId(slice.info.cause().id));
    }

    void writeInstant(LaneId id, TraceTime time, const std::string& name, std::string_view category,
                      std::string_view args = {}) {
        emit(fmt::format(R"({{"ph":"i","s":"t","name":{},"cat":"{}","pid":{},"tid":{},"ts":{}{}}})", jsonText(name), category,
                         m_process, threadOf(id), microseconds(time), args));
    }

    void writeLinks() {
        constexpr std::array<std::string_view, 4> names = {"spawn", "wake", "hand over", "item"};
        for (const Link& link : m_trace.links()) {
            // Other viewers know an arrow by its number, whatever its process; a text that is no number they refuse.
            const std::string common = fmt::format(R"("name":"{}","cat":"link","id":{},"pid":{})",
                                                   names[static_cast<std::size_t>(link.kind)], ++m_counts.link, m_process);
            emit(fmt::format(R"({{"ph":"s",{},"ts":{},"tid":{}}})", common, microseconds(link.departure()),
                             threadOf(link.from)));
            emit(fmt::format(R"({{"ph":"f","bp":"e",{},"ts":{},"tid":{}}})", common, microseconds(link.time),
                             threadOf(link.to)));
        }
    }

    /// How many items queues hold, as counters.
    void writeLevels() {
        const auto level = [this](ResourceId resource, TraceTime time, std::uint32_t amount) {
            emit(fmt::format(R"({{"ph":"C","name":{},"pid":{},"ts":{},"args":{{"{}":{}}}}})",
                             jsonText(m_trace.info(resource).name), m_process, microseconds(time), ownSeries, amount));
        };
        for (const SyncEvent& event : m_trace.syncEvents()) {
            if (event.kind == SyncKind::Put || event.kind == SyncKind::Got)
                level(event.resource(), event.time, event.amount);
        }
        for (const LevelSample& sample : m_trace.levels())
            level(sample.resource, sample.time, sample.amount);
    }

    void emit(const std::string& event) {
        m_sink(std::exchange(m_counts.isFirst, false) ? "\n" : ",\n");
        m_sink(event);
    }

    const std::string& m_name;
    const Trace& m_trace;
    const std::function<void(std::string_view)>& m_sink;
    FileCounts& m_counts;
    std::size_t m_process;
    std::size_t m_firstThread;
    std::vector<std::string> m_placeTexts;
};

} // namespace

void writeChromeTrace(std::span<const NamedTrace> runs, const std::function<void(std::string_view)>& sink) {
    sink(R"({"displayTimeUnit":"ms","traceEvents":[)");
    FileCounts counts;
    counts.thread = runs.size(); // a thread with the number of a process would be its main thread to other viewers
    for (const NamedTrace& run : runs)
        ProcessWriter(run, sink, counts).write();
    sink("\n]}\n");
}

} // namespace simul
