#pragma once

#include "engine/trace/recorder.h"

namespace simul {

/// Moves what a recorder holds into a trace. May be called again and again while the run goes on (the window does so
/// at frame rate); afterwards the trace is whole. One thread at a time, the one that owns the trace.
class TraceBuilder {
public:
    TraceBuilder(Recorder& recorder, Trace& trace) : m_recorder(recorder), m_trace(trace) {}

    /// Returns whether the trace has changed; on the real clock it does by time passing.
    bool drain();

    /// Events that the runtimes have written, as far as this reader has seen them. After the last drain of a finished
    /// run it equals Trace::slicesStored(): nothing is dropped.
    std::uint64_t eventsEmitted() const { return m_eventsEmitted; }

private:
    using Published = std::pair<EventBuffer*, std::uint64_t>; ///< a buffer, and how many events it has

    std::vector<Published> publishedSoFar();
    void takeRare();
    Lane& laneOf(LaneId id);
    void store(const Event& event);
    void storeWithWorker(Event event);
    void storeEarly();

    Recorder& m_recorder;
    Trace& m_trace;
    TickScale m_scale;
    std::uint64_t m_eventsEmitted = 0;
    TraceTime m_lastEvent;
    TraceTime m_finishedAt; ///< once the run is
    std::vector<Event> m_early; ///< events that came before their predecessors on the same lane
};

/// The whole trace of a finished run.
Trace buildTrace(Recorder& recorder);

} // namespace simul
