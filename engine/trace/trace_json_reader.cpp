#include "engine/trace/trace_json.h"

#include "engine/trace/json_text.h"
#include "engine/trace/json_values.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

namespace simul {

namespace {

namespace dom = simdjson::dom;

constexpr std::size_t OutcomeCount = 6;
constexpr std::size_t InterleavingCount = 3;
constexpr std::size_t LinkKindCount = 4;
constexpr std::size_t SyncKindCount = 13;
constexpr std::size_t MeasureKindCount = 4;

/// Each object of the array of `key`.
template <class Read>
bool forEachObject(dom::object part, std::string_view key, Read read) {
    dom::array list;
    if (part.at_key(key).get(list))
        return false;
    for (const dom::element element : list) {
        dom::object object;
        if (element.get(object))
            return false;
        JsonFields fields(object);
        read(fields);
        if (fields.hasFailed())
            return false;
    }
    return true;
}

template <class Read>
bool forEachText(dom::object part, std::string_view key, Read read) {
    dom::array list;
    if (part.at_key(key).get(list))
        return false;
    for (const dom::element element : list) {
        std::string_view text;
        if (element.get(text))
            return false;
        read(std::string(text));
    }
    return true;
}

template <class Read>
bool forEachRow(dom::object part, std::string_view key, Read read) {
    dom::array list;
    if (part.at_key(key).get(list))
        return false;
    JsonNumbers numbers(list);
    while (!numbers.isAtEnd())
        read(numbers);
    return !numbers.hasFailed();
}

/// What analysis takes for granted: locks and permits are given back by who has them, items leave queues once they are in.
bool couldHaveHappened(const std::vector<SyncEvent>& events, const std::vector<ResourceInfo>& resources) {
    struct Use {
        std::map<TaskId, std::uint32_t> held;
        std::optional<std::uint64_t> items;
    };
    std::map<std::uint32_t, Use> uses;
    for (const SyncEvent& event : events) {
        if (event.isAboutTask())
            continue;
        Use& use = uses[event.target];
        const bool isQueue = resources[event.target].kind == ResourceKind::Queue;
        switch (event.kind) {
        case SyncKind::Acquired:
            ++use.held[event.task];
            break;
        case SyncKind::Released:
            if (use.held[event.task]-- == 0)
                return false;
            break;
        case SyncKind::Put:
            if (!use.items)
                use.items = event.amount - std::uint64_t{1};
            if (!isQueue || event.amount == 0 || event.item != *use.items || *use.items > mostTasks)
                return false;
            ++*use.items;
            break;
        case SyncKind::Got:
            if (!use.items)
                use.items = event.amount + std::uint64_t{1};
            if (!isQueue || event.item >= *use.items || *use.items > mostTasks)
                return false;
            break;
        default:
            break;
        }
    }
    return true;
}

// ---- One function for each kind of part: false if it is not as it should be.

bool addEnd(TraceParts& parts, dom::object part) {
    JsonFields fields(part);
    parts.end = TraceTime(Duration(fields.number("time", 0, JsonNumbers::longest.count())));
    parts.outcome = static_cast<Outcome>(fields.index("outcome", OutcomeCount));
    parts.message = fields.text("message");
    parts.interleaving = static_cast<Interleaving>(fields.index("interleaving", InterleavingCount));
    return !fields.hasFailed();
}

bool addWorkers(TraceParts& parts, dom::object part) {
    return forEachText(part, "names", [&](std::string name) { parts.workers.push_back({std::move(name)}); }) &&
           parts.workers.size() <= mostWorkers;
}

bool addCpus(TraceParts& parts, dom::object part) {
    return forEachText(part, "names", [&](std::string name) { parts.cpus.push_back({std::move(name)}); }) &&
           parts.cpus.size() <= mostWorkers;
}

bool addKernel(TraceParts& parts, dom::object part) {
    JsonFields fields(part);
    parts.kernel = KernelReport{fields.text("refusal"), fields.natural("lost")};
    return !fields.hasFailed();
}

bool addTasks(TraceParts& parts, dom::object part) {
    return forEachObject(part, "tasks", [&](JsonFields& task) {
        TaskInfo info{task.text("name"), {}, task.time("created"), task.text("result"), task.text("error"), {}};
        if (task.has("cpu_time"))
            info.use = ThreadUse{task.duration("cpu_time"), task.natural("voluntary"), task.natural("involuntary")};
        if (task.has("parent"))
            info.parent = TaskId(task.index("parent", mostTasks));
        parts.tasks.push_back(std::move(info));
    }) && parts.tasks.size() <= mostTasks;
}

bool addResources(TraceParts& parts, dom::object part) {
    return forEachObject(part, "resources", [&](JsonFields& resource) {
        parts.resources.push_back({static_cast<ResourceKind>(resource.index("kind", ResourceKindCount)), resource.text("name")});
    }) && parts.resources.size() <= mostTasks;
}

bool addPlaces(TraceParts& parts, dom::object part) {
    return forEachObject(part, "places", [&](JsonFields& place) {
        parts.places.push_back({place.text("label"), place.text("file"), place.index("line", std::size_t{1} << 32),
                                place.text("function")});
    }) && parts.places.size() <= mostPlaces;
}

bool addLinks(TraceParts& parts, dom::object part) {
    return forEachRow(part, "links", [&](JsonNumbers& row) {
        Link link{row.takeTime(), {}, {}, {}};
        link.from = TaskId(row.takeIndex(parts.tasks.size()));
        link.to = TaskId(row.takeIndex(parts.tasks.size()));
        link.kind = row.takeEnum<LinkKind>(LinkKindCount);
        parts.links.push_back(link);
    });
}

bool addTravels(TraceParts& parts, dom::object part) {
    return forEachRow(part, "travels", [&](JsonNumbers& row) {
        const std::uint32_t index = row.takeIndex(parts.links.size());
        if (row.hasFailed())
            return;
        Link& link = parts.links[index]; // which did not set out before everything
        link.travel = Duration(row.take(0, link.time.time_since_epoch().count()));
    });
}

bool addLog(TraceParts& parts, dom::object part) {
    return forEachObject(part, "log", [&](JsonFields& entry) {
        parts.log.push_back({entry.time("time"), TaskId(entry.index("task", parts.tasks.size())), entry.text("text")});
    });
}

bool addSubSlices(TraceParts& parts, dom::object part) {
    return forEachObject(part, "subslices", [&](JsonFields& slice) {
        parts.subSlices.push_back({TaskId(slice.index("task", parts.tasks.size())), slice.time("start"), slice.time("end"),
                                   slice.text("name")});
    });
}

bool addSyncEvents(TraceParts& parts, dom::object part) {
    return forEachRow(part, "events", [&](JsonNumbers& row) {
        SyncEvent event{row.takeTime(), {}, {}, {}};
        event.task = TaskId(row.takeIndex(parts.tasks.size()));
        event.kind = row.takeEnum<SyncKind>(SyncKindCount);
        event.place = PlaceId(row.takeIndex(parts.places.size()));
        event.target = row.takeIndex(event.isAboutTask() ? parts.tasks.size() : parts.resources.size());
        event.amount = row.takeCount();
        event.item = row.takeCount();
        parts.syncEvents.push_back(event);
    });
}

bool addLevels(TraceParts& parts, dom::object part) {
    return forEachRow(part, "levels", [&](JsonNumbers& row) {
        LevelSample sample{row.takeTime(), {}};
        sample.resource = ResourceId(row.takeIndex(parts.resources.size()));
        sample.amount = row.takeCount();
        parts.levels.push_back(sample);
    });
}

bool addMeasures(TraceParts& parts, dom::object part) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    return forEachObject(part, "measures", [&](JsonFields& measure) {
        parts.measures.push_back({measure.text("name"), static_cast<Measure::Kind>(measure.index("kind", MeasureKindCount)),
                                  measure.duration("duration"), measure.number("count", -most, most),
                                  measure.number("of", -most, most)});
    });
}

bool addWarnings(TraceParts& parts, dom::object part) {
    return forEachText(part, "warnings", [&](std::string text) { parts.warnings.push_back(std::move(text)); });
}

bool addSlices(TraceParts& parts, dom::object part) {
    makeLanes(parts);
    JsonFields fields(part);
    const bool isOfKernel = fields.has("kernel");
    const char* const what = fields.has("cpu") ? "cpu" : fields.has("worker") ? "worker" : "task";
    std::vector<Lane>& lanes = fields.has("cpu")      ? parts.cpuLanes
                               : fields.has("worker") ? (isOfKernel ? parts.workerThreadLanes : parts.workerLanes)
                                                      : (isOfKernel ? parts.taskThreadLanes : parts.taskLanes);
    const std::uint32_t index = fields.index(what, lanes.size());
    if (fields.hasFailed())
        return false;
    Lane& lane = lanes[index];
    const LaneId story = fields.has("worker") ? LaneId(WorkerId(index)) : LaneId(TaskId(index));
    const LaneId id = fields.has("cpu") ? LaneId(CpuId(index)) : isOfKernel ? story.ofKernel() : story;
    const std::size_t workers = std::max<std::size_t>(1, parts.workers.size());
    return forEachRow(part, "slices", [&](JsonNumbers& row) {
        const TraceTime before = lane.empty() ? TraceTime{} : lane.back().start;
        const TraceTime start = before + row.takeTime().time_since_epoch();
        const auto state = row.takeEnum<State>(StateCount);
        Cause cause{row.takeEnum<CauseKind>(CauseKindCount), row.takeIndex(mostTasks + 1)};
        const PlaceId place(row.takeIndex(parts.places.size()));
        const WorkerId worker(row.takeIndex(workers));
        if (!exists(parts, id, cause) || start < before || start.time_since_epoch() > JsonNumbers::longest) {
            static_cast<void>(row.take(1, 0)); // fails
            return;
        }
        lane.append({start, SliceInfo(state, cause, place, worker)});
    });
}

bool addDeadlock(TraceParts& parts, dom::object part) {
    Deadlock deadlock;
    JsonFields fields(part);
    deadlock.time = fields.time("time");
    deadlock.isCycle = fields.flag("cycle");
    deadlock.text = fields.text("text");
    bool isGood = forEachObject(part, "waits", [&](JsonFields& wait) {
        Deadlock::Wait one{TaskId(wait.index("task", parts.tasks.size())), {}, wait.text("wish"), {}};
        one.wants = {static_cast<CauseKind>(wait.index("cause", CauseKindCount)), wait.index("of", mostTasks + 1)};
        if (wait.has("held_by"))
            one.heldBy = TaskId(wait.index("held_by", parts.tasks.size()));
        deadlock.waits.push_back(std::move(one));
    });
    for (const Deadlock::Wait& wait : deadlock.waits)
        isGood = isGood && exists(parts, wait.wants);
    if (!isGood || fields.hasFailed())
        return false;
    parts.deadlock = std::move(deadlock);
    return true;
}

struct Part {
    std::string_view kind;
    bool (*add)(TraceParts&, dom::object);
};
constexpr std::array known = {
    Part{"end", addEnd},           Part{"workers", addWorkers},     Part{"cpus", addCpus},
    Part{"kernel", addKernel},     Part{"tasks", addTasks},         Part{"resources", addResources},
    Part{"places", addPlaces},     Part{"slices", addSlices},       Part{"links", addLinks},
    Part{"travels", addTravels},   Part{"log", addLog},             Part{"subslices", addSubSlices},
    Part{"sync", addSyncEvents},   Part{"levels", addLevels},       Part{"measures", addMeasures},
    Part{"warnings", addWarnings}, Part{"deadlock", addDeadlock},
};

} // namespace

Result<std::monostate> TraceJsonReader::add(std::string_view kind, dom::object part) {
    const auto found = std::ranges::find(known, kind, &Part::kind);
    if (found == known.end())
        return Error{fmt::format("there is no part {} in this version of the format", jsonText(kind))};
    if (!found->add(m_parts, part))
        return Error{fmt::format("the part \"{}\" is not as it should be", kind)};
    m_hasEnd = m_hasEnd || kind == "end";
    return std::monostate{};
}

Result<Trace> TraceJsonReader::finish() {
    if (!m_hasEnd)
        return Error{"a run has no part \"end\""};
    for (const TaskInfo& task : m_parts.tasks) {
        if (task.parent && task.parent->value >= m_parts.tasks.size())
            return Error{"a task's parent does not exist"};
    }
    if (!couldHaveHappened(m_parts.syncEvents, m_parts.resources))
        return Error{"a lock or a queue is used as it cannot be used"};
    makeLanes(m_parts);
    return assemble(std::move(m_parts));
}

} // namespace simul
