#include "engine/trace/own_chrome.h"

namespace simul {

namespace {

namespace dom = simdjson::dom;

template <class Count>
bool isBelow(const std::optional<std::int64_t>& number, Count most) {
    return number && *number >= 0 && static_cast<std::uint64_t>(*number) < static_cast<std::uint64_t>(most);
}

std::optional<Outcome> outcomeNamed(std::string_view name) {
    for (const Outcome outcome : {Outcome::Unfinished, Outcome::Completed, Outcome::Deadlock, Outcome::Failed,
                                  Outcome::Cancelled, Outcome::Timeout}) {
        if (nameOf(outcome) == name)
            return outcome;
    }
    return std::nullopt;
}

Cause causeIn(dom::object args) {
    const std::string_view name = textIn(args, "cause");
    for (std::size_t kind = 0; kind < CauseKindCount; ++kind) {
        if (nameOf(static_cast<CauseKind>(kind)) != name)
            continue;
        const std::optional<std::int64_t> of = numberIn(args, "of");
        return {static_cast<CauseKind>(kind), isBelow(of, mostTasks) ? static_cast<std::uint32_t>(*of) : 0U};
    }
    return {};
}

} // namespace

std::optional<Duration> readOwnProcess(dom::object args, TraceParts& parts) {
    parts.outcome = outcomeNamed(textIn(args, "outcome")).value_or(Outcome::Completed);
    parts.message = textIn(args, "message");
    if (const std::optional<std::int64_t> lost = numberIn(args, "kernel_lost"); lost && *lost >= 0)
        parts.kernel = KernelReport{std::string(textIn(args, "kernel_refusal")), static_cast<std::uint64_t>(*lost)};
    return timeIn(args, "end");
}

void readOwnThread(dom::object args, ChromeTrack& track) {
    track.hasEvents = true;
    const std::string_view kind = textIn(args, "kind");
    const std::optional<std::int64_t> worker = numberIn(args, "worker");
    const std::optional<std::int64_t> task = numberIn(args, "task");
    if (kind == "worker") {
        track.kind = ChromeTrack::Kind::Worker;
    } else if (kind == "cpu") {
        track.kind = ChromeTrack::Kind::Cpu;
    } else if (kind == "kernel") { // whose, was not written at first
        track.kind = worker ? ChromeTrack::Kind::WorkerThread : ChromeTrack::Kind::TaskThread;
        const std::optional<std::int64_t>& of = worker ? worker : task;
        track.of = isBelow(of, mostTasks) ? static_cast<std::size_t>(*of) : mostTasks;
    }
    track.info.result = textIn(args, "result");
    track.info.error = textIn(args, "error");
    track.info.created = TraceTime(timeIn(args, "created").value_or(Duration::zero()));
    if (const auto parent = numberIn(args, "parent"); isBelow(parent, mostTasks))
        track.info.parent = TaskId(static_cast<std::uint32_t>(*parent));
}

void addOwnPlaces(dom::object args, TraceParts& parts) {
    dom::array places;
    if (args.at_key("places").get(places))
        return;
    for (const dom::element element : places) {
        dom::object place;
        if (element.get(place) || parts.places.size() == mostPlaces)
            return;
        const std::optional<std::int64_t> line = numberIn(place, "line");
        parts.places.push_back({std::string(textIn(place, "label")), std::string(textIn(place, "file")),
                                isBelow(line, std::uint64_t{1} << 32) ? static_cast<std::uint32_t>(*line) : 0,
                                std::string(textIn(place, "function"))});
    }
}

void addOwnResources(dom::object args, TraceParts& parts) {
    dom::array resources;
    if (args.at_key("resources").get(resources))
        return;
    for (const dom::element element : resources) {
        dom::object resource;
        if (element.get(resource) || parts.resources.size() == mostTasks)
            return;
        const std::optional<std::int64_t> kind = numberIn(resource, "kind");
        parts.resources.push_back({isBelow(kind, ResourceKindCount) ? static_cast<ResourceKind>(*kind) : ResourceKind::Lock,
                                   std::string(textIn(resource, "name"))});
    }
}

SliceInfo ownSliceInfo(const ChromeEvent& event, State state, std::size_t places) {
    if (!event.hasArgs)
        return {state, {}, {}, {}};
    const std::optional<std::int64_t> place = numberIn(event.args, "place");
    const std::optional<std::int64_t> worker = numberIn(event.args, "worker");
    return {state, causeIn(event.args), isBelow(place, places) ? PlaceId(static_cast<std::uint32_t>(*place)) : PlaceId{},
            isBelow(worker, mostWorkers) ? WorkerId(static_cast<std::uint32_t>(*worker)) : WorkerId{}};
}

void keepCauses(std::vector<Span>& spans, LaneId lane, const TraceParts& parts) {
    for (Span& span : spans) {
        const SliceInfo info = span.info;
        const bool hasWorker = info.worker().value < std::max<std::size_t>(1, parts.workers.size());
        span.info = SliceInfo(info.state(), exists(parts, lane, info.cause()) ? info.cause() : Cause{}, info.place(),
                              hasWorker ? info.worker() : WorkerId{});
    }
}

} // namespace simul
