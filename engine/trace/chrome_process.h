#pragma once

#include "engine/trace/chrome_event.h"
#include "engine/trace/span_lane.h"
#include "engine/trace/trace_parts.h"

#include <deque>
#include <map>
#include <unordered_map>

namespace simul {

/// What a Chrome trace tells of one process, event by event; in the end a trace of it.
class ChromeProcess {
public:
    explicit ChromeProcess(std::string name) : m_name(std::move(name)) {}

    /// Any event of this process. Fails with what is wrong, without the place.
    Result<std::monostate> add(const ChromeEvent& event);

    const std::string& name() const { return m_name; }
    std::int64_t order() const { return m_order; }
    /// Written by Simul: times, states, ids and names are taken as they are.
    bool isOwn() const { return m_isOwn; }
    bool isEmpty() const { return m_tracks.empty() || (!m_isOwn && m_first > m_last); }
    TraceTime first() const { return m_first; } ///< of its events; later than last() if there are none
    TraceTime last() const { return m_last; }

    void warn(std::string sentence) { m_parts.warnings.push_back(std::move(sentence)); }
    /// Empties it. Times move back by `shift`; what is still open ends at `end`, which is moved already.
    Trace finish(Duration shift, TraceTime end);

private:
    /// A thread, or what goes on under one id of asynchronous events.
    struct Track {
        std::string name;
        std::int64_t order = 0;
        bool isWorker = false;
        bool isOfKernel = false; ///< as Simul wrote it; its story's lane is another
        bool hasEvents = false;
        TaskInfo info = {};
        std::vector<Span> spans = {};
        std::vector<std::size_t> open = {}; ///< spans that have begun, the innermost last
        LaneId lane = {};                   ///< once all are known
    };
    struct Known {
        PlaceId place;
        State state = State::Running;
    };
    struct Instant {
        std::size_t track;
        TraceTime time;
        std::string text;
    };
    struct FlowPoint {
        std::uint64_t id;
        TraceTime time;
        std::size_t track;
        LinkKind kind;
        char phase;
        std::size_t number; ///< in the order of the file
    };
    struct TextHash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    void note(const ChromeEvent& event);
    std::size_t threadOf(const ChromeEvent& event);
    std::optional<std::size_t> asyncOf(const ChromeEvent& event);
    void addMetadata(const ChromeEvent& event);
    void addThreadName(const ChromeEvent& event);
    void addPlaces(const ChromeEvent& event);
    void addResources(const ChromeEvent& event);
    void addCounter(const ChromeEvent& event);
    void begin(std::size_t track, const ChromeEvent& event);
    void end(std::size_t track, const ChromeEvent& event);
    SliceInfo infoOf(const ChromeEvent& event);
    SliceInfo ownInfoOf(const ChromeEvent& event, State state) const;
    Known look(std::string_view name, std::string_view category);
    void orderTracks();
    void makeLanes(Duration shift, TraceTime end);
    void makeLinks(Duration shift);
    void keepCauses(std::vector<Span>& spans) const;
    void countWarnings();

    std::string m_name;
    std::int64_t m_order = 0;
    bool m_isOwn = false;
    TraceTime m_first = TraceTime::max();
    TraceTime m_last = TraceTime::min();
    std::optional<Duration> m_end; ///< as an own trace says

    std::deque<Track> m_tracks;
    std::unordered_map<std::int64_t, std::size_t> m_threads;
    std::unordered_map<std::uint64_t, std::size_t> m_asyncs;
    std::int64_t m_lastThread = 0;
    std::optional<std::size_t> m_lastTrack; ///< of m_lastThread
    std::unordered_map<std::string, Known, TextHash, std::equal_to<>> m_known;
    std::string m_key;
    std::map<std::string, ResourceId, std::less<>> m_counters;
    std::vector<Instant> m_instants;
    std::vector<FlowPoint> m_flows;
    TraceParts m_parts;
    std::uint64_t m_endsWithoutBegin = 0;
    std::uint64_t m_namesLeftOut = 0;
    std::uint64_t m_linksLeftOut = 0;
    std::uint64_t m_eventsLeftOut = 0;
};

} // namespace simul
