#include "engine/trace/chrome_process.h"

#include "engine/trace/state_guess.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <utility>

namespace simul {

namespace {

namespace dom = simdjson::dom;

constexpr std::array<std::string_view, 4> linkNames = {"spawn", "wake", "hand over", "item"};
constexpr auto openEnd = TraceTime::max();

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

Result<std::monostate> ChromeProcess::add(const ChromeEvent& event) {
    if (event.phase == 'M') {
        addMetadata(event);
        return std::monostate{};
    }
    constexpr std::string_view untimed = "PNODvVRc(),C=";
    if (!event.time && untimed.find(event.phase) == std::string_view::npos)
        return Error{fmt::format("an event of kind \"{}\" should have a \"ts\"", event.phase)};
    switch (event.phase) {
    case 'X':
    case 'B':
        begin(threadOf(event), event);
        break;
    case 'E':
        end(threadOf(event), event);
        break;
    case 'b':
    case 'S':
        if (const auto track = asyncOf(event))
            begin(*track, event);
        break;
    case 'e':
    case 'F':
        if (const auto track = asyncOf(event))
            end(*track, event);
        break;
    case 'n':
    case 'T':
    case 'p':
        if (const auto track = asyncOf(event)) {
            note(event);
            m_instants.push_back({*track, TraceTime(*event.time), std::string(event.name)});
        }
        break;
    case 'i':
    case 'I': {
        note(event);
        const std::size_t track = threadOf(event);
        const std::optional<State> state = m_isOwn && event.category == "state" ? stateNamed(event.name) : std::nullopt;
        if (state && isFinal(*state))
            m_tracks[track].spans.push_back({TraceTime(*event.time), TraceTime(*event.time), ownInfoOf(event, *state)});
        else
            m_instants.push_back({track, TraceTime(*event.time), std::string(event.name)});
        break;
    }
    case 's':
    case 't':
    case 'f': {
        note(event);
        const auto kind = std::ranges::find(linkNames, event.name) - linkNames.begin();
        const bool isKnown = m_isOwn && static_cast<std::size_t>(kind) < linkNames.size();
        m_flows.push_back({event.id.value_or(0), TraceTime(*event.time), threadOf(event),
                           isKnown ? static_cast<LinkKind>(kind) : LinkKind::Wake, event.phase, m_flows.size()});
        break;
    }
    case 'C':
        if (event.time)
            addCounter(event);
        break;
    default:
        ++m_eventsLeftOut;
        break;
    }
    return std::monostate{};
}

void ChromeProcess::note(const ChromeEvent& event) {
    m_first = std::min(m_first, TraceTime(*event.time));
    m_last = std::max(m_last, TraceTime(*event.time) + event.duration);
}

std::size_t ChromeProcess::threadOf(const ChromeEvent& event) {
    if (m_lastTrack && m_lastThread == event.thread)
        return *m_lastTrack;
    const auto [found, isNew] = m_threads.try_emplace(event.thread, m_tracks.size());
    if (isNew) {
        const std::string name = event.threadText.empty() ? fmt::format("Thread {}", event.thread)
                                                          : std::string(event.threadText);
        m_tracks.push_back({.name = name});
    }
    m_lastThread = event.thread;
    m_lastTrack = found->second;
    if (event.phase != 'M')
        m_tracks[found->second].hasEvents = true;
    return found->second;
}

std::optional<std::size_t> ChromeProcess::asyncOf(const ChromeEvent& event) {
    const auto found = m_asyncs.find(event.id.value_or(0));
    if (found != m_asyncs.end())
        return found->second;
    if (event.phase != 'b' && event.phase != 'S') {
        ++m_endsWithoutBegin;
        return std::nullopt;
    }
    m_asyncs.emplace(event.id.value_or(0), m_tracks.size());
    // Behind the threads.
    m_tracks.push_back({.name = std::string(event.name), .order = std::numeric_limits<std::int64_t>::max(), .hasEvents = true});
    return m_tracks.size() - 1;
}

void ChromeProcess::addMetadata(const ChromeEvent& event) {
    if (!event.hasArgs)
        return;
    if (event.name == "process_name") {
        m_name = textIn(event.args, "name");
        if (const auto version = numberIn(event.args, "simul")) {
            m_isOwn = true;
            m_end = timeIn(event.args, "end");
            m_parts.outcome = outcomeNamed(textIn(event.args, "outcome")).value_or(Outcome::Completed);
            m_parts.message = textIn(event.args, "message");
        }
    } else if (event.name == "process_sort_index") {
        m_order = numberIn(event.args, "sort_index").value_or(0);
    } else if (event.name == "thread_name") {
        addThreadName(event);
    } else if (event.name == "thread_sort_index") {
        m_tracks[threadOf(event)].order = numberIn(event.args, "sort_index").value_or(0);
    } else if (event.name == "simul_places" && m_isOwn) {
        addPlaces(event);
    } else if (event.name == "simul_resources" && m_isOwn) {
        addResources(event);
    }
}

void ChromeProcess::addThreadName(const ChromeEvent& event) {
    Track& track = m_tracks[threadOf(event)];
    if (const std::string_view name = textIn(event.args, "name"); !name.empty())
        track.name = name;
    if (!m_isOwn)
        return;
    track.hasEvents = true;
    track.isOfKernel = textIn(event.args, "kind") == "kernel" || textIn(event.args, "kind") == "cpu";
    track.isWorker = textIn(event.args, "kind") == "worker";
    track.info.result = textIn(event.args, "result");
    track.info.error = textIn(event.args, "error");
    track.info.created = TraceTime(timeIn(event.args, "created").value_or(Duration::zero()));
    if (const auto parent = numberIn(event.args, "parent"); isBelow(parent, mostTasks))
        track.info.parent = TaskId(static_cast<std::uint32_t>(*parent));
}

void ChromeProcess::addPlaces(const ChromeEvent& event) {
    dom::array places;
    if (event.args.at_key("places").get(places))
        return;
    for (const dom::element element : places) {
        dom::object place;
        if (element.get(place) || m_parts.places.size() == mostPlaces)
            return;
        const std::optional<std::int64_t> line = numberIn(place, "line");
        m_parts.places.push_back({std::string(textIn(place, "label")), std::string(textIn(place, "file")),
                                  isBelow(line, std::uint64_t{1} << 32) ? static_cast<std::uint32_t>(*line) : 0,
                                  std::string(textIn(place, "function"))});
    }
}

void ChromeProcess::addResources(const ChromeEvent& event) {
    dom::array resources;
    if (event.args.at_key("resources").get(resources))
        return;
    for (const dom::element element : resources) {
        dom::object resource;
        if (element.get(resource) || m_parts.resources.size() == mostTasks)
            return;
        const std::optional<std::int64_t> kind = numberIn(resource, "kind");
        const ResourceId id(m_parts.resources.size());
        m_parts.resources.push_back({isBelow(kind, ResourceKindCount) ? static_cast<ResourceKind>(*kind) : ResourceKind::Lock,
                                     std::string(textIn(resource, "name"))});
        if (m_parts.resources.back().kind == ResourceKind::Queue)
            m_counters.try_emplace(m_parts.resources.back().name, id);
    }
}

void ChromeProcess::addCounter(const ChromeEvent& event) {
    if (!event.hasArgs)
        return;
    note(event);
    const bool isOne = event.args.size() <= 1;
    for (const auto [series, value] : event.args) {
        double amount = 0;
        if (value.get(amount))
            continue;
        const std::string name = isOne ? std::string(event.name) : fmt::format("{} {}", event.name, series);
        const auto [counter, isNew] = m_counters.try_emplace(name, ResourceId(m_parts.resources.size()));
        if (isNew)
            m_parts.resources.push_back({ResourceKind::Queue, name});
        const double most = std::numeric_limits<std::uint32_t>::max();
        m_parts.levels.push_back({TraceTime(*event.time), counter->second,
                                  static_cast<std::uint32_t>(std::clamp(std::round(amount), 0.0, most))});
    }
}

void ChromeProcess::begin(std::size_t track, const ChromeEvent& event) {
    note(event);
    std::vector<Span>& spans = m_tracks[track].spans;
    const TraceTime start(*event.time);
    if (event.phase != 'X')
        m_tracks[track].open.push_back(spans.size());
    spans.push_back({start, event.phase == 'X' ? start + event.duration : openEnd, infoOf(event)});
}

void ChromeProcess::end(std::size_t track, const ChromeEvent& event) {
    std::vector<std::size_t>& open = m_tracks[track].open;
    if (open.empty()) {
        ++m_endsWithoutBegin;
        return;
    }
    note(event);
    Span& span = m_tracks[track].spans[open.back()];
    span.end = std::max(span.start, TraceTime(*event.time));
    open.pop_back();
}

SliceInfo ChromeProcess::infoOf(const ChromeEvent& event) {
    if (m_isOwn)
        return ownInfoOf(event, stateNamed(event.category).value_or(State::Running));
    const Known known = look(event.name, event.category);
    return {known.state, {}, known.place, {}};
}

SliceInfo ChromeProcess::ownInfoOf(const ChromeEvent& event, State state) const {
    if (!event.hasArgs)
        return {state, {}, {}, {}};
    const std::optional<std::int64_t> place = numberIn(event.args, "place");
    const std::optional<std::int64_t> worker = numberIn(event.args, "worker");
    return {state, causeIn(event.args),
            isBelow(place, m_parts.places.size()) ? PlaceId(static_cast<std::uint32_t>(*place)) : PlaceId{},
            isBelow(worker, mostWorkers) ? WorkerId(static_cast<std::uint32_t>(*worker)) : WorkerId{}};
}

ChromeProcess::Known ChromeProcess::look(std::string_view name, std::string_view category) {
    m_key.assign(name).append(1, '\0').append(category);
    const auto found = m_known.find(std::string_view(m_key));
    if (found != m_known.end())
        return found->second;
    Known known{{}, guessState(name, category)};
    if (m_parts.places.size() < mostPlaces) {
        known.place = PlaceId(m_parts.places.size());
        m_parts.places.push_back({std::string(name), {}, 0, {}});
        m_known.emplace(m_key, known);
    } else {
        ++m_namesLeftOut;
    }
    return known;
}

/// Gives each track its id: workers and tasks, in their order.
void ChromeProcess::orderTracks() {
    std::vector<Track*> order;
    for (Track& track : m_tracks)
        order.push_back(&track);
    std::ranges::stable_sort(order, {}, &Track::order);
    for (Track* track : order) {
        if (track->isOfKernel) {
            track->hasEvents = false;
        } else if (track->isWorker && m_parts.workers.size() < mostWorkers) {
            track->lane = WorkerId(m_parts.workers.size());
            m_parts.workers.push_back({track->name});
        } else if (track->hasEvents && m_parts.tasks.size() < mostTasks) {
            track->isWorker = false;
            track->lane = TaskId(m_parts.tasks.size());
            track->info.name = track->name;
            m_parts.tasks.push_back(track->info);
        } else {
            track->hasEvents = false;
        }
    }
    m_parts.taskLanes.resize(m_parts.tasks.size());
    m_parts.workerLanes.resize(m_parts.workers.size());
    for (TaskInfo& task : m_parts.tasks) {
        if (task.parent && task.parent->value >= m_parts.tasks.size())
            task.parent.reset();
    }
}

void ChromeProcess::makeLanes(Duration shift, TraceTime end) {
    for (Track& track : m_tracks) {
        if (!track.hasEvents)
            continue;
        std::vector<Span> spans = std::exchange(track.spans, {});
        for (Span& span : spans) {
            span.start -= shift;
            span.end = span.end == openEnd ? std::max(end, span.start) : span.end - shift;
        }
        if (m_isOwn)
            keepCauses(spans);
        if (!m_isOwn && !spans.empty())
            m_parts.tasks[track.lane.task().value].created = std::ranges::min(spans, {}, &Span::start).start;
        Lane lane = m_isOwn ? laneOfRow(std::move(spans), track.isWorker, end) : laneOfNested(std::move(spans));
        (track.isWorker ? m_parts.workerLanes[track.lane.worker().value] : m_parts.taskLanes[track.lane.task().value]) =
            std::move(lane);
    }
}

/// What a slice names has to exist.
void ChromeProcess::keepCauses(std::vector<Span>& spans) const {
    for (Span& span : spans) {
        const Cause cause = span.info.cause();
        const bool namesTask = cause.kind == CauseKind::Join || cause.kind == CauseKind::Task;
        const bool namesResource = cause.kind == CauseKind::Resource || cause.kind == CauseKind::Request;
        if ((namesTask && cause.id >= m_parts.tasks.size()) || (namesResource && cause.id >= m_parts.resources.size()))
            span.info = SliceInfo(span.info.state(), {}, span.info.place(), span.info.worker());
        if (cause.kind == CauseKind::Cpu)
            span.info = SliceInfo(span.info.state(), {}, span.info.place(), span.info.worker());
        if (span.info.worker().value >= std::max<std::size_t>(1, m_parts.workers.size()))
            span.info = SliceInfo(span.info.state(), span.info.cause(), span.info.place(), {});
    }
}

/// An arrow from each point of a flow to the next, if both are tasks of this process.
void ChromeProcess::makeLinks(Duration shift) {
    std::ranges::stable_sort(m_flows, [](const FlowPoint& a, const FlowPoint& b) {
        return a.id != b.id ? a.id < b.id : a.time < b.time;
    });
    std::vector<std::pair<std::size_t, Link>> links; // with their place in the file, which decides between equal times
    for (std::size_t index = 0; index < m_flows.size(); ++index) {
        const FlowPoint& to = m_flows[index];
        const FlowPoint* from = index > 0 && m_flows[index - 1].id == to.id ? &m_flows[index - 1] : nullptr;
        if (to.phase == 's')
            continue;
        const auto isTask = [&](const FlowPoint& point) { return m_tracks[point.track].hasEvents && m_tracks[point.track].lane.isTask(); };
        if (from == nullptr || from->phase == 'f' || !isTask(*from) || !isTask(to))
            ++m_linksLeftOut;
        else
            links.emplace_back(to.number, Link{to.time - shift, m_tracks[from->track].lane.task(),
                                               m_tracks[to.track].lane.task(), to.kind});
    }
    std::ranges::sort(links, {}, &std::pair<std::size_t, Link>::first);
    for (const auto& [number, link] : links)
        m_parts.links.push_back(link);
    m_flows.clear();
}

void ChromeProcess::countWarnings() {
    const auto say = [this](std::uint64_t count, const char* one, const char* several) {
        if (count > 0)
            m_parts.warnings.push_back(count == 1 ? std::string(one) : fmt::format(fmt::runtime(several), count));
    };
    std::uint64_t open = 0;
    for (const Track& track : m_tracks)
        open += track.open.size();
    say(open, "One slice has no end in the file: it lasts to the end of the trace.",
        "{} slices have no end in the file: they last to the end of the trace.");
    say(m_endsWithoutBegin, "One end of a slice has no begin in the file and was left out.",
        "{} ends of slices have no begin in the file and were left out.");
    say(m_namesLeftOut, "One slice is shown without its name: there are more than 65 535 different ones.",
        "{} slices are shown without their names: there are more than 65 535 different ones.");
    say(m_linksLeftOut, "One arrow was left out: it comes from another process, or its start is not in the file.",
        "{} arrows were left out: they come from other processes, or their starts are not in the file.");
    say(m_eventsLeftOut, "One event of a kind that Simul does not show was left out.",
        "{} events of kinds that Simul does not show were left out.");
}

Trace ChromeProcess::finish(Duration shift, TraceTime end) {
    if (m_isOwn && m_end)
        end = std::max(TraceTime(*m_end) - shift, m_first <= m_last ? m_last - shift : TraceTime{});
    orderTracks();
    makeLanes(shift, end);
    makeLinks(shift);
    countWarnings();
    for (Instant& instant : m_instants) {
        const Track& track = m_tracks[instant.track];
        if (track.hasEvents && track.lane.isTask())
            m_parts.log.push_back({instant.time - shift, track.lane.task(), std::move(instant.text)});
    }
    m_instants.clear();
    for (LevelSample& level : m_parts.levels)
        level.time -= shift;
    m_parts.end = end;
    return assemble(std::move(m_parts));
}

} // namespace simul
