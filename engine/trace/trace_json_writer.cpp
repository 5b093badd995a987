#include "engine/trace/trace_json.h"

#include "engine/trace/json_text.h"

#include <fmt/format.h>

namespace simul {

namespace {

constexpr std::size_t mostPerPart = 4096;

std::int64_t number(Duration duration) { return duration.count(); }
std::int64_t number(TraceTime time) { return time.time_since_epoch().count(); }

/// Lists in parts of no more than `mostPerPart` entries: {"part":KIND,...,KEY:[...]}. `head` is what comes before the list.
template <class List, class Write>
void writeList(const List& list, const std::string& head, const std::function<void(const std::string&)>& emit, Write write,
               std::size_t first = 0) {
    for (std::size_t begin = first; begin < list.size(); begin += mostPerPart) {
        std::string part = head;
        for (std::size_t index = begin; index < std::min(begin + mostPerPart, list.size()); ++index) {
            if (index > begin)
                part += ',';
            write(part, index);
        }
        emit(part + "]}");
    }
}

void writeEnd(const Trace& trace, const std::function<void(const std::string&)>& emit) {
    emit(fmt::format(R"({{"part":"end","time":{},"outcome":{},"message":{},"interleaving":{}}})", number(trace.end()),
                     static_cast<int>(trace.outcome()), jsonText(trace.message()), static_cast<int>(trace.interleaving())));
}

void writeNames(const Trace& trace, const std::function<void(const std::string&)>& emit) {
    writeList(trace.workers(), R"({"part":"workers","names":[)", emit,
              [&](std::string& part, std::size_t index) { part += jsonText(trace.workers()[index].name); });
    writeList(trace.cpus(), R"({"part":"cpus","names":[)", emit,
              [&](std::string& part, std::size_t index) { part += jsonText(trace.cpus()[index].name); });
    writeList(trace.tasks(), R"({"part":"tasks","tasks":[)", emit, [&](std::string& part, std::size_t index) {
        const TaskInfo& task = trace.tasks()[index];
        part += fmt::format(R"({{"name":{},"created":{})", jsonText(task.name), number(task.created));
        if (task.parent)
            part += fmt::format(R"(,"parent":{})", task.parent->value);
        if (task.use)
            part += fmt::format(R"(,"cpu_time":{},"voluntary":{},"involuntary":{})", task.use->cpuTime.count(),
                                task.use->voluntarySwitches, task.use->involuntarySwitches);
        part += fmt::format(R"(,"result":{},"error":{}}})", jsonText(task.result), jsonText(task.error));
    });
    writeList(trace.resources(), R"({"part":"resources","resources":[)", emit, [&](std::string& part, std::size_t index) {
        const ResourceInfo& resource = trace.resources()[index];
        part += fmt::format(R"({{"kind":{},"name":{}}})", static_cast<int>(resource.kind), jsonText(resource.name));
    });
    // The first is nowhere in particular, always.
    writeList(
        trace.places(), R"({"part":"places","places":[)", emit,
        [&](std::string& part, std::size_t index) {
            const Place& place = trace.places()[index];
            part += fmt::format(R"({{"label":{},"file":{},"line":{},"function":{}}})", jsonText(place.label),
                                jsonText(place.file), place.line, jsonText(place.function));
        },
        1);
}

void writeLane(const Trace& trace, LaneId id, const std::function<void(const std::string&)>& emit) {
    const Lane& lane = trace.lane(id);
    const std::uint32_t laneNumber = id.isCpu() ? id.cpu().value : id.isWorker() ? id.worker().value : id.task().value;
    const std::string head = fmt::format(R"({{"part":"slices","{}":{}{},"slices":[)",
                                         id.isCpu() ? "cpu" : id.isWorker() ? "worker" : "task", laneNumber,
                                         id.isOfKernel() && !id.isCpu() ? R"(,"kernel":true)" : "");
    writeList(lane, head, emit, [&](std::string& part, std::size_t index) {
        const Slice& slice = lane[index];
        const TraceTime before = index == 0 ? TraceTime{} : lane[index - 1].start;
        fmt::format_to(std::back_inserter(part), "{},{},{},{},{},{}", number(slice.start - before),
                       static_cast<int>(slice.state()), static_cast<int>(slice.info.cause().kind), slice.info.cause().id,
                       slice.info.place().value, slice.info.worker().value);
    });
}

void writeEvents(const Trace& trace, const std::function<void(const std::string&)>& emit) {
    writeList(trace.links(), R"({"part":"links","links":[)", emit, [&](std::string& part, std::size_t index) {
        const Link& link = trace.links()[index];
        part += fmt::format("{},{},{},{}", number(link.time), link.from.value, link.to.value, static_cast<int>(link.kind));
    });
    std::vector<std::size_t> travelling;
    for (std::size_t index = 0; index < trace.links().size(); ++index) {
        if (trace.links()[index].travel != Duration::zero())
            travelling.push_back(index);
    }
    writeList(travelling, R"({"part":"travels","travels":[)", emit, [&](std::string& part, std::size_t index) {
        part += fmt::format("{},{}", travelling[index], trace.links()[travelling[index]].travel.count());
    });
    writeList(trace.log(), R"({"part":"log","log":[)", emit, [&](std::string& part, std::size_t index) {
        const LogEntry& entry = trace.log()[index];
        part += fmt::format(R"({{"time":{},"task":{},"text":{}}})", number(entry.time), entry.task.value, jsonText(entry.text));
    });
    writeList(trace.subSlices(), R"({"part":"subslices","subslices":[)", emit, [&](std::string& part, std::size_t index) {
        const SubSlice& slice = trace.subSlices()[index];
        part += fmt::format(R"({{"task":{},"start":{},"end":{},"name":{}}})", slice.task.value, number(slice.start),
                            number(slice.end), jsonText(slice.name));
    });
    writeList(trace.syncEvents(), R"({"part":"sync","events":[)", emit, [&](std::string& part, std::size_t index) {
        const SyncEvent& event = trace.syncEvents()[index];
        part += fmt::format("{},{},{},{},{},{},{}", number(event.time), event.task.value, static_cast<int>(event.kind),
                            event.place.value, event.target, event.amount, event.item);
    });
    writeList(trace.levels(), R"({"part":"levels","levels":[)", emit, [&](std::string& part, std::size_t index) {
        const LevelSample& sample = trace.levels()[index];
        part += fmt::format("{},{},{}", number(sample.time), sample.resource.value, sample.amount);
    });
}

void writeKernelLanes(const Trace& trace, const std::function<void(const std::string&)>& emit) {
    if (trace.kernel())
        emit(fmt::format(R"({{"part":"kernel","refusal":{},"lost":{}}})", jsonText(trace.kernel()->refusal), trace.kernel()->lost));
    const auto write = [&](LaneId id) {
        if (trace.has(id))
            writeLane(trace, id, emit);
    };
    for (std::size_t index = 0; index < trace.cpus().size(); ++index)
        write(CpuId(index));
    for (std::size_t index = 0; index < trace.workers().size(); ++index)
        write(LaneId(WorkerId(index)).ofKernel());
    for (std::size_t index = 0; index < trace.tasks().size(); ++index)
        write(LaneId(TaskId(index)).ofKernel());
}

void writeFindings(const Trace& trace, const std::function<void(const std::string&)>& emit) {
    writeList(trace.measures(), R"({"part":"measures","measures":[)", emit, [&](std::string& part, std::size_t index) {
        const Measure& measure = trace.measures()[index];
        part += fmt::format(R"({{"name":{},"kind":{},"duration":{},"count":{},"of":{}}})", jsonText(measure.name),
                            static_cast<int>(measure.kind), number(measure.duration), measure.count, measure.of);
    });
    writeList(trace.warnings(), R"({"part":"warnings","warnings":[)", emit,
              [&](std::string& part, std::size_t index) { part += jsonText(trace.warnings()[index]); });
    if (!trace.deadlock())
        return;
    const Deadlock& deadlock = *trace.deadlock();
    std::string waits;
    for (const Deadlock::Wait& wait : deadlock.waits) {
        waits += fmt::format(R"({}{{"task":{},"cause":{},"of":{},"wish":{})", waits.empty() ? "" : ",", wait.task.value,
                             static_cast<int>(wait.wants.kind), wait.wants.id, jsonText(wait.wish));
        if (wait.heldBy)
            waits += fmt::format(R"(,"held_by":{})", wait.heldBy->value);
        waits += '}';
    }
    emit(fmt::format(R"({{"part":"deadlock","time":{},"cycle":{},"text":{},"waits":[{}]}})", number(deadlock.time),
                     deadlock.isCycle, jsonText(deadlock.text), waits));
}

} // namespace

void writeTraceJson(const Trace& trace, const std::function<void(const std::string&)>& emit) {
    writeEnd(trace, emit);
    writeNames(trace, emit);
    for (std::size_t index = 0; index < trace.workers().size(); ++index)
        writeLane(trace, WorkerId(index), emit);
    for (std::size_t index = 0; index < trace.tasks().size(); ++index)
        writeLane(trace, TaskId(index), emit);
    writeKernelLanes(trace, emit);
    writeEvents(trace, emit);
    writeFindings(trace, emit);
}

} // namespace simul
