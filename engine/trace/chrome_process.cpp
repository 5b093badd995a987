#include "engine/trace/chrome_process.h"

#include "engine/trace/own_chrome.h"
#include "engine/trace/state_guess.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace simul {

const char* ChromeProcess::add(const ChromeEvent& event) {
    if (event.phase == 'M') {
        addMetadata(event);
        return nullptr;
    }
    constexpr std::string_view untimed = "PNODvVRc(),C=";
    if (!event.time && untimed.find(event.phase) == std::string_view::npos)
        return "an event of its kind should have a \"ts\"";
    switch (event.phase) {
    case 'X':
    case 'B':
        begin(m_tracks.threadOf(event), event);
        break;
    case 'E':
        end(m_tracks.threadOf(event), event);
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
        if (const auto track = m_tracks.asyncOf(event)) {
            note(event);
            m_instants.push_back({*track, TraceTime(*event.time), std::string(event.name)});
            break;
        }
        [[fallthrough]]; // of nothing that lasts: its thread says it
    case 'i':
    case 'I':
    case 'R':
        if (event.time)
            addInstant(event);
        break;
    case 's':
    case 't':
    case 'f':
        note(event);
        m_flows.add(event, m_tracks.threadOf(event), m_isOwn);
        break;
    case 'C':
        if (event.time)
            addCounter(event);
        break;
    default:
        ++m_eventsLeftOut;
        break;
    }
    return nullptr;
}

void ChromeProcess::note(const ChromeEvent& event) {
    m_first = std::min(m_first, TraceTime(*event.time));
    m_last = std::max(m_last, TraceTime(*event.time) + event.duration);
}

std::optional<std::size_t> ChromeProcess::asyncOf(const ChromeEvent& event) {
    const std::optional<std::size_t> track = m_tracks.asyncOf(event);
    m_endsWithoutBegin += track ? 0 : 1;
    return track;
}

void ChromeProcess::addMetadata(const ChromeEvent& event) {
    if (!event.hasArgs)
        return;
    if (event.name == "process_name") {
        if (const std::string_view name = textIn(event.args, "name"); !name.empty())
            m_name = name;
        if (numberIn(event.args, "simul")) {
            m_isOwn = true;
            m_end = readOwnProcess(event.args, m_parts);
        }
    } else if (event.name == "process_sort_index") {
        m_order = numberIn(event.args, "sort_index").value_or(0);
    } else if (event.name == "thread_name") {
        addThreadName(event);
    } else if (event.name == "thread_sort_index") {
        m_tracks[m_tracks.threadOf(event)].order = numberIn(event.args, "sort_index").value_or(0);
    } else if (event.name == "simul_places" && m_isOwn) {
        addOwnPlaces(event.args, m_parts);
    } else if (event.name == "simul_resources" && m_isOwn) {
        const std::size_t first = m_parts.resources.size();
        addOwnResources(event.args, m_parts);
        for (std::size_t index = first; index < m_parts.resources.size(); ++index) {
            if (m_parts.resources[index].kind == ResourceKind::Queue)
                m_counters[m_parts.resources[index].name].try_emplace(std::string(ownSeries), ResourceId(index));
        }
    }
}

void ChromeProcess::addThreadName(const ChromeEvent& event) {
    ChromeTrack& track = m_tracks[m_tracks.threadOf(event)];
    if (const std::string_view name = textIn(event.args, "name"); !name.empty())
        track.name = name;
    if (m_isOwn)
        readOwnThread(event.args, track);
}

/// The end of a task, or what somebody logged.
void ChromeProcess::addInstant(const ChromeEvent& event) {
    note(event);
    const std::size_t track = m_tracks.threadOf(event);
    const TraceTime time(*event.time);
    const std::optional<State> state = m_isOwn && event.category == "state" ? stateNamed(event.name) : std::nullopt;
    if (state && isFinal(*state))
        m_tracks[track].spans.push_back({time, time, ownSliceInfo(event, *state, m_parts.places.size())});
    else
        m_instants.push_back({track, time, std::string(event.name)});
}

void ChromeProcess::addCounter(const ChromeEvent& event) {
    if (!event.hasArgs)
        return;
    note(event);
    Counter& counter = m_counters[std::string(event.name)];
    for (const auto [series, value] : event.args) {
        const std::optional<double> amount = realOf(value);
        if (!amount)
            continue;
        const auto [found, isNew] = counter.try_emplace(std::string(series), ResourceId(m_parts.resources.size()));
        if (isNew)
            m_parts.resources.push_back({ResourceKind::Queue, std::string(event.name)});
        const double most = std::numeric_limits<std::uint32_t>::max();
        m_parts.levels.push_back({TraceTime(*event.time), found->second,
                                  static_cast<std::uint32_t>(std::clamp(std::round(*amount), 0.0, most))});
    }
}

/// Only now it is known which have more than one series.
void ChromeProcess::nameCounters() {
    for (const auto& [name, counter] : m_counters) {
        for (const auto& [series, resource] : counter) {
            if (counter.size() > 1)
                m_parts.resources[resource.value].name = fmt::format("{} {}", name, series);
        }
    }
}

void ChromeProcess::begin(std::size_t track, const ChromeEvent& event) {
    note(event);
    m_flows.addBound(event, track);
    m_tracks.begin(track, event, infoOf(event));
}

void ChromeProcess::end(std::size_t track, const ChromeEvent& event) {
    if (m_tracks.end(track, TraceTime(*event.time)))
        note(event);
    else
        ++m_endsWithoutBegin;
}

SliceInfo ChromeProcess::infoOf(const ChromeEvent& event) {
    if (m_isOwn)
        return ownSliceInfo(event, stateNamed(event.category).value_or(State::Running), m_parts.places.size());
    const Known known = look(event.name, event.category);
    return {known.state, {}, known.place, {}};
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

void ChromeProcess::countWarnings() {
    const auto say = [this](std::uint64_t count, const char* one, const char* several) {
        if (count > 0)
            m_parts.warnings.push_back(count == 1 ? std::string(one) : fmt::format(fmt::runtime(several), count));
    };
    if (m_leftOut.count > 0)
        warn(m_leftOut.sentence());
    say(m_tracks.countOpen(), "One slice has no end in the file: it lasts to the end of the trace.",
        "{} slices have no end in the file: they last to the end of the trace.");
    say(m_tracks.counts().cut, "One slice is cut short: on its thread another begins in it and goes on after its end.",
        "{} slices are cut short: on their threads others begin in them and go on after their ends.");
    say(m_tracks.counts().empty, "One slice of no length was left out.", "{} slices of no length were left out.");
    say(m_endsWithoutBegin, "One end of a slice has no begin in the file and was left out.",
        "{} ends of slices have no begin in the file and were left out.");
    say(m_namesLeftOut, "One slice is shown without its name: there are more than 65 535 different ones.",
        "{} slices are shown without their names: there are more than 65 535 different ones.");
    say(m_linksLeftOut, "One arrow was left out: it comes from another process, or its start is not in the file.",
        "{} arrows were left out: they come from other processes, or their starts are not in the file.");
    say(m_eventsLeftOut, "One event of a kind that Simul does not show was left out.",
        "{} events of kinds that Simul does not show were left out.");
}

Trace ChromeProcess::finish(Duration shift, TraceTime end, const std::stop_token& stop) {
    if (m_isOwn && m_end)
        end = std::max(TraceTime(*m_end) - shift, m_first <= m_last ? m_last - shift : TraceTime{});
    if (!m_isOwn)
        m_tracks.tellApart();
    m_tracks.addTo(m_parts);
    m_tracks.makeLanes(shift, end, m_isOwn, m_parts, stop);
    nameCounters();
    m_linksLeftOut = m_flows.addTo(m_parts.links, m_tracks, shift);
    countWarnings();
    for (Instant& instant : m_instants) {
        const ChromeTrack& track = m_tracks[instant.track];
        if (track.isTask())
            m_parts.log.push_back({instant.time - shift, track.lane.task(), std::move(instant.text)});
    }
    m_instants.clear();
    for (LevelSample& level : m_parts.levels)
        level.time -= shift;
    m_parts.end = end;
    return assemble(std::move(m_parts));
}

} // namespace simul
