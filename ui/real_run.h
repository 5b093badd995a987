#pragma once

#include "engine/scenarios/run.h"
#include "engine/trace/trace_builder.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

namespace simul {

/// One run on the real clock: a thread of its own plays it, the GUI thread takes over what was recorded, as often as it
/// paints. GUI thread only.
class RealRun {
public:
    /// Starts at once.
    explicit RealRun(RunRequest request);
    /// Stops and waits for the thread; nobody should have to wait where the user would notice: see hasEnded().
    ~RealRun() = default;

    Mode mode() const { return m_mode; }
    const std::shared_ptr<Trace>& trace() const { return m_trace; }
    void requestStop() { m_thread.request_stop(); }
    /// Moves what was recorded since the last call into the trace; returns whether it has changed.
    bool drain() { return m_builder.drain(); }
    bool isOver() const { return m_trace->outcome() != Outcome::Unfinished; }
    /// Whether the thread has let go of everything: destroying this waits for nothing then.
    bool hasEnded() const { return m_hasEnded; }
    std::chrono::steady_clock::duration elapsed() const { return std::chrono::steady_clock::now() - m_started; }

private:
    Mode m_mode;
    std::chrono::steady_clock::time_point m_started = std::chrono::steady_clock::now();
    std::shared_ptr<Trace> m_trace = std::make_shared<Trace>();
    Recorder m_recorder;
    TraceBuilder m_builder{m_recorder, *m_trace};
    std::atomic<bool> m_hasEnded = false;
    std::jthread m_thread; ///< last: it ends before what it writes into
};

} // namespace simul
