#include "engine/trace/chrome_writer.h"

#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace simul {

namespace {

std::string jsonText(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Nanoseconds as the format's microseconds, exactly.
std::string microseconds(Duration duration) {
    constexpr Duration::rep perMicrosecond = 1000;
    return fmt::format("{}.{:03}", duration.count() / perMicrosecond, duration.count() % perMicrosecond);
}
std::string microseconds(TraceTime time) { return microseconds(time.time_since_epoch()); }

/// The events of one run, each on a line of its own.
class ProcessWriter {
public:
    ProcessWriter(const NamedTrace& run, std::size_t process, const std::function<void(std::string_view)>& sink,
                  bool& isFirst)
        : m_trace(run.trace), m_process(process), m_sink(sink), m_isFirst(isFirst) {
        emit(fmt::format(R"({{"ph":"M","name":"process_name","pid":{},"args":{{"name":{}}}}})", m_process,
                         jsonText(run.name)));
        for (const Place& place : m_trace.places())
            m_placeTexts.push_back(jsonText(
                place.file.empty() ? std::string()
                                   : fmt::format("{}:{}", std::filesystem::path(place.file).filename().string(), place.line)));
    }

    void write() {
        for (std::size_t index = 0; index < m_trace.workers().size(); ++index)
            writeLane(WorkerId(index));
        for (std::size_t index = 0; index < m_trace.tasks().size(); ++index)
            writeLane(TaskId(index));
        writeKernelLanes();
        writeLinks();
        for (const LogEntry& entry : m_trace.log())
            writeInstant(entry.task, entry.time, entry.text, "log");
    }

private:
    std::size_t threadOf(LaneId lane) const {
        const std::size_t workers = m_trace.workers().size();
        const std::size_t lanes = workers + m_trace.tasks().size();
        if (lane.isCpu())
            return 1 + 2 * lanes + lane.cpu().value;
        return 1 + (lane.isOfKernel() ? lanes : 0) + (lane.isWorker() ? lane.worker().value : workers + lane.task().value);
    }

    void writeKernelLanes() {
        const auto write = [this](LaneId id) {
            if (m_trace.has(id))
                writeLane(id);
        };
        for (std::size_t index = 0; index < m_trace.cpus().size(); ++index)
            write(CpuId(index));
        for (std::size_t index = 0; index < m_trace.workers().size(); ++index)
            write(LaneId(WorkerId(index)).ofKernel());
        for (std::size_t index = 0; index < m_trace.tasks().size(); ++index)
            write(LaneId(TaskId(index)).ofKernel());
    }

    std::string titleOf(LaneId id) const {
        return id.isOfKernel() && !id.isCpu() ? m_trace.nameOf(id) + ", by the kernel" : m_trace.nameOf(id);
    }

    void writeLane(LaneId id) {
        const std::size_t thread = threadOf(id);
        emit(fmt::format(R"({{"ph":"M","name":"thread_name","pid":{},"tid":{},"args":{{"name":{}}}}})", m_process, thread,
                         jsonText(titleOf(id))));
        emit(fmt::format(R"({{"ph":"M","name":"thread_sort_index","pid":{},"tid":{},"args":{{"sort_index":{}}}}})",
                         m_process, thread, thread));
        const Lane& lane = m_trace.lane(id);
        for (std::size_t index = 0; index < lane.size(); ++index) {
            const Slice& slice = lane[index];
            if (isFinal(slice.state()))
                writeInstant(id, slice.start, std::string(nameOf(slice.state())), "state");
            else if (slice.state() != State::Idle)
                writeSlice(id, slice, lane.endOf(index, m_trace.end()));
        }
    }

    void writeSlice(LaneId id, const Slice& slice, TraceTime end) {
        const Place& place = m_trace.info(slice.info.place());
        std::string name = id.isOfKernel() ? kernelText(slice) : labelFor(place, taskNameOn(id, slice));
        if (name.empty())
            name = nameOf(slice.state());
        emit(fmt::format(R"({{"ph":"X","name":{},"cat":"{}","pid":{},"tid":{},"ts":{},"dur":{},"args":{{"at":{}}}}})",
                         jsonText(name), nameOf(slice.state()), m_process, threadOf(id), microseconds(slice.start),
                         microseconds(end - slice.start), m_placeTexts[slice.info.place().value]));
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
        return m_trace.nameOf(id.isTask() ? id : LaneId(TaskId(slice.info.cause().id)));
    }

    void writeInstant(LaneId id, TraceTime time, const std::string& name, std::string_view category) {
        emit(fmt::format(R"({{"ph":"i","s":"t","name":{},"cat":"{}","pid":{},"tid":{},"ts":{}}})", jsonText(name), category,
                         m_process, threadOf(id), microseconds(time)));
    }

    void writeLinks() {
        constexpr std::array<std::string_view, 4> names = {"spawn", "wake", "hand over", "item"};
        for (const Link& link : m_trace.links()) {
            const std::string common = fmt::format(R"("name":"{}","cat":"link","id":{},"pid":{},"ts":{})",
                                                   names[static_cast<std::size_t>(link.kind)], m_nextLink++, m_process,
                                                   microseconds(link.time));
            emit(fmt::format(R"({{"ph":"s",{},"tid":{}}})", common, threadOf(link.from)));
            emit(fmt::format(R"({{"ph":"f","bp":"e",{},"tid":{}}})", common, threadOf(link.to)));
        }
    }

    void emit(const std::string& event) {
        m_sink(std::exchange(m_isFirst, false) ? "\n" : ",\n");
        m_sink(event);
    }

    const Trace& m_trace;
    std::size_t m_process;
    const std::function<void(std::string_view)>& m_sink;
    bool& m_isFirst;
    std::vector<std::string> m_placeTexts;
    std::size_t m_nextLink = 1;
};

} // namespace

void writeChromeTrace(std::span<const NamedTrace> runs, const std::function<void(std::string_view)>& sink) {
    sink(R"({"displayTimeUnit":"ms","traceEvents":[)");
    bool isFirst = true;
    std::size_t process = 0;
    for (const NamedTrace& run : runs)
        ProcessWriter(run, ++process, sink, isFirst).write();
    sink("\n]}\n");
}

} // namespace simul
