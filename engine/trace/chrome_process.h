#pragma once

#include "engine/trace/chrome_flows.h"
#include "engine/trace/chrome_tracks.h"
#include "engine/trace/left_out.h"

#include <fmt/format.h>
#include <map>

namespace simul {

/// What a Chrome trace tells of one process, event by event; in the end a trace of it.
class ChromeProcess {
public:
    explicit ChromeProcess(std::string name) : m_name(std::move(name)) {}

    /// Any good event of this process. Returns what is wrong with it, if that shows only now: then it changes nothing.
    const char* add(const ChromeEvent& event);
    /// An event of this process that is not shown.
    void leaveOut(const LeftOut& event) { m_leftOut.add(event); }
    const LeftOut& leftOut() const { return m_leftOut; }

    const std::string& name() const { return m_name; }
    /// There are others of this name: adds the number that the file calls it by.
    void tellApart(std::int64_t number) { m_name += fmt::format(" {}", number); }
    std::int64_t order() const { return m_order; }
    /// Written by Simul: times, states, ids and names are taken as they are.
    bool isOwn() const { return m_isOwn; }
    bool isEmpty() const {
        return (m_tracks.empty() && m_parts.resources.empty()) || (!m_isOwn && m_first > m_last);
    }
    TraceTime first() const { return m_first; } ///< of its events; later than last() if there are none
    TraceTime last() const { return m_last; }

    void warn(std::string sentence) { m_parts.warnings.push_back(std::move(sentence)); }
    /// Empties it. Times move back by `shift`; what is still open ends at `end`, which is moved already. Nobody wants what
    /// comes of it once `stop` is asked for.
    Trace finish(Duration shift, TraceTime end, const std::stop_token& stop);

private:
    struct Known {
        PlaceId place;
        State state = State::Running;
    };
    struct Instant {
        std::size_t track;
        TraceTime time;
        std::string text;
    };
    using Counter = std::map<std::string, ResourceId>; ///< by what each of its series is called
    struct TextHash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    void note(const ChromeEvent& event);
    std::optional<std::size_t> asyncOf(const ChromeEvent& event);
    void addMetadata(const ChromeEvent& event);
    void addThreadName(const ChromeEvent& event);
    void addInstant(const ChromeEvent& event);
    void addCounter(const ChromeEvent& event);
    void nameCounters();
    void begin(std::size_t track, const ChromeEvent& event);
    void end(std::size_t track, const ChromeEvent& event);
    SliceInfo infoOf(const ChromeEvent& event);
    Known look(std::string_view name, std::string_view category);
    void countWarnings();

    std::string m_name;
    std::int64_t m_order = 0;
    bool m_isOwn = false;
    TraceTime m_first = TraceTime::max();
    TraceTime m_last = TraceTime::min();
    std::optional<Duration> m_end; ///< as an own trace says

    ChromeTracks m_tracks;
    ChromeFlows m_flows;
    std::unordered_map<std::string, Known, TextHash, std::equal_to<>> m_known;
    std::string m_key;
    std::map<std::string, Counter> m_counters; ///< by name
    std::vector<Instant> m_instants;
    TraceParts m_parts;
    LeftOut m_leftOut;
    std::uint64_t m_endsWithoutBegin = 0;
    std::uint64_t m_namesLeftOut = 0;
    std::uint64_t m_linksLeftOut = 0;
    std::uint64_t m_eventsLeftOut = 0;
};

} // namespace simul
