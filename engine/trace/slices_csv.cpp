#include "engine/trace/slices_csv.h"

#include <filesystem>
#include <fmt/format.h>

namespace simul {

namespace {

std::string seconds(TraceTime time) {
    constexpr Duration::rep perSecond = 1'000'000'000;
    const Duration::rep count = time.time_since_epoch().count();
    return fmt::format("{}.{:09}", count / perSecond, count % perSecond);
}

std::string nameOfCause(const Trace& trace, Cause cause) {
    switch (cause.kind) {
    case CauseKind::Join:
    case CauseKind::Task:
        return trace.info(TaskId(cause.id)).name;
    case CauseKind::Resource:
    case CauseKind::Request:
        return trace.info(ResourceId(cause.id)).name;
    default:
        return {};
    }
}

void writeLane(const NamedTrace& run, LaneId id, const std::function<void(std::string_view)>& sink) {
    const Trace& trace = run.trace;
    const Lane& lane = trace.lane(id);
    const std::string head = fmt::format("{},{},{},", csvText(run.name), csvText(trace.nameOf(id)), id.isWorker() ? "worker" : "task");
    for (std::size_t index = 0; index < lane.size(); ++index) {
        const Slice& slice = lane[index];
        const Cause cause = slice.info.cause();
        const Place& place = trace.info(slice.info.place());
        const bool isOfTask = id.isWorker() && cause.kind == CauseKind::Task;
        const std::string label = labelFor(place, trace.nameOf(isOfTask ? LaneId(TaskId(cause.id)) : id));
        const std::string at = place.file.empty() ? std::string()
                                                  : fmt::format("{}:{}", std::filesystem::path(place.file).filename().string(), place.line);
        sink(fmt::format("{}{},{},{},{},{},{},{}\r\n", head, seconds(slice.start), seconds(lane.endOf(index, trace.end())),
                         nameOf(slice.state()), csvText(label),
                         cause.kind == CauseKind::None ? std::string_view() : nameOf(cause.kind),
                         csvText(nameOfCause(trace, cause)), csvText(at)));
    }
}

} // namespace

std::string csvText(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"')
            quoted += c;
    }
    return quoted + '"';
}

void writeSlicesCsv(std::span<const NamedTrace> runs, const std::function<void(std::string_view)>& sink) {
    sink("run,lane,kind,start,end,state,label,cause,of,at\r\n");
    for (const NamedTrace& run : runs) {
        for (std::size_t index = 0; index < run.trace.workers().size(); ++index)
            writeLane(run, WorkerId(index), sink);
        for (std::size_t index = 0; index < run.trace.tasks().size(); ++index)
            writeLane(run, TaskId(index), sink);
    }
}

} // namespace simul
