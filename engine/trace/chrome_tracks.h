#pragma once

#include "engine/trace/chrome_event.h"
#include "engine/trace/span_lane.h"
#include "engine/trace/trace_parts.h"

#include <deque>
#include <stop_token>
#include <unordered_map>

namespace simul {

/// A thread of a Chrome trace, or what goes on under one id of asynchronous events.
struct ChromeTrack {
    /// All but Task only as Simul writes them; the last three are the kernel's.
    enum class Kind { Task, Worker, Cpu, TaskThread, WorkerThread };

    std::string name;
    std::int64_t order = 0;
    Kind kind = Kind::Task;
    std::size_t of = 0; ///< of a TaskThread or WorkerThread: the task or worker that it belongs to
    bool hasEvents = false;
    TaskInfo info = {};
    std::vector<Span> spans = {};
    std::vector<std::size_t> open = {}; ///< spans that have begun, the innermost last
    LaneId lane = {};                   ///< once all are known; none without events

    bool isTask() const { return hasEvents && kind == Kind::Task; }
};

/// The tracks of one process. One thread at a time.
class ChromeTracks {
public:
    std::size_t threadOf(const ChromeEvent& event);
    /// None: there is no such id, and the event does not begin anything.
    std::optional<std::size_t> asyncOf(const ChromeEvent& event);

    ChromeTrack& operator[](std::size_t track) { return m_tracks[track]; }
    const ChromeTrack& operator[](std::size_t track) const { return m_tracks[track]; }
    bool empty() const { return m_tracks.empty(); }

    void begin(std::size_t track, const ChromeEvent& event, SliceInfo info);
    /// Returns whether there was something to end.
    bool end(std::size_t track, TraceTime time);
    /// What has begun and not ended.
    std::uint64_t countOpen() const;
    /// Once the lanes are made: of slices, what does not fit.
    const NestedCounts& counts() const { return m_counts; }

    /// Threads of one name get their number besides.
    void tellApart();
    /// Gives each track its lane: tasks, workers and CPUs, in their order, which `parts` gets.
    void addTo(TraceParts& parts);
    /// After that, fills the lanes and empties the tracks. Times move back by `shift`; what is open ends at `end`, which is
    /// moved already. `isOwn`: spans are slices as they are, with causes. Asked to stop, it leaves lanes empty.
    void makeLanes(Duration shift, TraceTime end, bool isOwn, TraceParts& parts, const std::stop_token& stop);

private:
    bool place(ChromeTrack& track, TraceParts& parts);

    std::deque<ChromeTrack> m_tracks;
    std::unordered_map<std::int64_t, std::size_t> m_threads;
    std::unordered_map<std::uint64_t, std::size_t> m_asyncs;
    NestedCounts m_counts;
    std::int64_t m_lastThread = 0;
    std::optional<std::size_t> m_lastTrack; ///< of m_lastThread
};

} // namespace simul
