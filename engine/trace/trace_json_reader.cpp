#include "engine/trace/trace_json.h"

#include "engine/trace/json_values.h"

#include <fmt/format.h>
#include <map>
#include <set>

namespace simul {

namespace {

namespace dom = simdjson::dom;

constexpr std::size_t OutcomeCount = 6;
constexpr std::size_t InterleavingCount = 3;
constexpr std::size_t LinkKindCount = 4;
constexpr std::size_t SyncKindCount = 13;
constexpr std::size_t MeasureKindCount = 4;

Error malformed(std::string_view kind) { return {fmt::format("the part \"{}\" is not as it should be", kind)}; }

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

} // namespace

Result<std::monostate> TraceJsonReader::add(std::string_view kind, dom::object part) {
    TraceParts& p = m_parts;
    bool isGood = false;
    if (kind == "end")
        return addEnd(part);
    if (kind == "slices")
        return addSlices(part);
    if (kind == "deadlock")
        return addDeadlock(part);
    if (kind == "workers") {
        isGood = forEachText(part, "names", [&](std::string name) { p.workers.push_back({std::move(name)}); }) &&
                 p.workers.size() <= mostWorkers;
    } else if (kind == "cpus") {
        isGood = forEachText(part, "names", [&](std::string name) { p.cpus.push_back({std::move(name)}); }) &&
                 p.cpus.size() <= mostWorkers;
    } else if (kind == "kernel") {
        JsonFields fields(part);
        p.kernel = KernelReport{fields.text("refusal"), fields.natural("lost")};
        isGood = !fields.hasFailed();
    } else if (kind == "tasks") {
        isGood = forEachObject(part, "tasks", [&](JsonFields& task) {
            TaskInfo info{task.text("name"), {}, task.time("created"), task.text("result"), task.text("error"), {}};
            if (task.has("cpu_time"))
                info.use = ThreadUse{task.duration("cpu_time"), task.natural("voluntary"), task.natural("involuntary")};
            if (task.has("parent"))
                info.parent = TaskId(task.index("parent", mostTasks));
            p.tasks.push_back(std::move(info));
        }) && p.tasks.size() <= mostTasks;
    } else if (kind == "resources") {
        isGood = forEachObject(part, "resources", [&](JsonFields& resource) {
            p.resources.push_back({static_cast<ResourceKind>(resource.index("kind", ResourceKindCount)), resource.text("name")});
        }) && p.resources.size() <= mostTasks;
    } else if (kind == "places") {
        isGood = forEachObject(part, "places", [&](JsonFields& place) {
            p.places.push_back({place.text("label"), place.text("file"), place.index("line", std::size_t{1} << 32),
                                place.text("function")});
        }) && p.places.size() <= mostPlaces;
    } else if (kind == "links") {
        isGood = forEachRow(part, "links", [&](JsonNumbers& row) {
            Link link{row.takeTime(), {}, {}, {}};
            link.from = TaskId(row.takeIndex(p.tasks.size()));
            link.to = TaskId(row.takeIndex(p.tasks.size()));
            link.kind = row.takeEnum<LinkKind>(LinkKindCount);
            p.links.push_back(link);
        });
    } else if (kind == "log") {
        isGood = forEachObject(part, "log", [&](JsonFields& entry) {
            p.log.push_back({entry.time("time"), TaskId(entry.index("task", p.tasks.size())), entry.text("text")});
        });
    } else if (kind == "subslices") {
        isGood = forEachObject(part, "subslices", [&](JsonFields& slice) {
            p.subSlices.push_back({TaskId(slice.index("task", p.tasks.size())), slice.time("start"), slice.time("end"),
                                   slice.text("name")});
        });
    } else if (kind == "sync") {
        isGood = forEachRow(part, "events", [&](JsonNumbers& row) {
            SyncEvent event{row.takeTime(), {}, {}, {}};
            event.task = TaskId(row.takeIndex(p.tasks.size()));
            event.kind = row.takeEnum<SyncKind>(SyncKindCount);
            event.place = PlaceId(row.takeIndex(p.places.size()));
            event.target = row.takeIndex(event.isAboutTask() ? p.tasks.size() : p.resources.size());
            event.amount = row.takeCount();
            event.item = row.takeCount();
            p.syncEvents.push_back(event);
        });
    } else if (kind == "levels") {
        isGood = forEachRow(part, "levels", [&](JsonNumbers& row) {
            LevelSample sample{row.takeTime(), {}};
            sample.resource = ResourceId(row.takeIndex(p.resources.size()));
            sample.amount = row.takeCount();
            p.levels.push_back(sample);
        });
    } else if (kind == "measures") {
        isGood = forEachObject(part, "measures", [&](JsonFields& measure) {
            constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
            p.measures.push_back({measure.text("name"), static_cast<Measure::Kind>(measure.index("kind", MeasureKindCount)),
                                  measure.duration("duration"), measure.number("count", -most, most),
                                  measure.number("of", -most, most)});
        });
    } else if (kind == "warnings") {
        isGood = forEachText(part, "warnings", [&](std::string text) { p.warnings.push_back(std::move(text)); });
    } else {
        return Error{fmt::format("there is no part \"{}\" in this version of the format", kind)};
    }
    if (!isGood)
        return malformed(kind);
    return std::monostate{};
}

Result<std::monostate> TraceJsonReader::addEnd(dom::object part) {
    JsonFields fields(part);
    m_parts.end = TraceTime(Duration(fields.number("time", 0, JsonNumbers::longest.count())));
    m_parts.outcome = static_cast<Outcome>(fields.index("outcome", OutcomeCount));
    m_parts.message = fields.text("message");
    m_parts.interleaving = static_cast<Interleaving>(fields.index("interleaving", InterleavingCount));
    m_hasEnd = !fields.hasFailed();
    if (!m_hasEnd)
        return malformed("end");
    return std::monostate{};
}

void TraceJsonReader::makeLanes() {
    m_parts.taskLanes.resize(m_parts.tasks.size());
    m_parts.workerLanes.resize(m_parts.workers.size());
    m_parts.cpuLanes.resize(m_parts.cpus.size());
    if (!m_parts.cpus.empty()) {
        m_parts.taskThreadLanes.resize(m_parts.tasks.size());
        m_parts.workerThreadLanes.resize(m_parts.workers.size());
    }
}

Result<std::monostate> TraceJsonReader::addSlices(dom::object part) {
    TraceParts& p = m_parts;
    makeLanes();
    JsonFields fields(part);
    const bool isOfKernel = fields.has("kernel");
    const char* const what = fields.has("cpu") ? "cpu" : fields.has("worker") ? "worker" : "task";
    std::vector<Lane>& lanes = fields.has("cpu")      ? p.cpuLanes
                               : fields.has("worker") ? (isOfKernel ? p.workerThreadLanes : p.workerLanes)
                                                      : (isOfKernel ? p.taskThreadLanes : p.taskLanes);
    const std::uint32_t index = fields.index(what, lanes.size());
    if (fields.hasFailed())
        return malformed("slices");
    Lane& lane = lanes[index];
    const bool namesWorkers = fields.has("cpu");
    const std::size_t workers = std::max<std::size_t>(1, p.workers.size());
    bool isGood = forEachRow(part, "slices", [&](JsonNumbers& row) {
        const TraceTime before = lane.empty() ? TraceTime{} : lane.back().start;
        const TraceTime start = before + row.takeTime().time_since_epoch();
        const auto state = row.takeEnum<State>(StateCount);
        Cause cause{row.takeEnum<CauseKind>(CauseKindCount), row.takeIndex(mostTasks + 1)};
        const PlaceId place(row.takeIndex(p.places.size()));
        const WorkerId worker(row.takeIndex(workers));
        const bool isNobody = namesWorkers && cause.kind == CauseKind::Worker && cause.id >= p.workers.size();
        if (isNobody || !exists(p, cause) || start < before || start.time_since_epoch() > JsonNumbers::longest) {
            static_cast<void>(row.take(1, 0)); // fails
            return;
        }
        lane.append({start, SliceInfo(state, cause, place, worker)});
    });
    if (!isGood)
        return malformed("slices");
    return std::monostate{};
}

Result<std::monostate> TraceJsonReader::addDeadlock(dom::object part) {
    Deadlock deadlock;
    JsonFields fields(part);
    deadlock.time = fields.time("time");
    deadlock.isCycle = fields.flag("cycle");
    deadlock.text = fields.text("text");
    bool isGood = forEachObject(part, "waits", [&](JsonFields& wait) {
        Deadlock::Wait one{TaskId(wait.index("task", m_parts.tasks.size())), {}, wait.text("wish"), {}};
        one.wants = {static_cast<CauseKind>(wait.index("cause", CauseKindCount)), wait.index("of", mostTasks + 1)};
        if (wait.has("held_by"))
            one.heldBy = TaskId(wait.index("held_by", m_parts.tasks.size()));
        deadlock.waits.push_back(std::move(one));
    });
    for (const Deadlock::Wait& wait : deadlock.waits)
        isGood = isGood && exists(m_parts, wait.wants);
    if (!isGood || fields.hasFailed())
        return malformed("deadlock");
    m_parts.deadlock = std::move(deadlock);
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
    makeLanes();
    return assemble(std::move(m_parts));
}

} // namespace simul
