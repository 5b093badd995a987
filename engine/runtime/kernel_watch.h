#pragma once

#include "engine/runtime/kernel_lanes.h"
#include "engine/trace/result.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace simul {

/// Has the kernel's switches of a run's threads recorded while it lasts, on a thread of its own. Where there is no
/// source it says so, once, in a warning of the run, and does nothing.
class KernelWatch {
public:
    /// `source` is opened by the calling thread, before those that it is to watch start.
    KernelWatch(Recorder& recorder, Result<std::unique_ptr<SwitchSource>> source);
    ~KernelWatch();

    /// The calling thread serves `lane` from now on, until end(). Any thread; a lane has one thread in a run.
    void begin(LaneId lane) { note(lane); }
    void end() { note(std::nullopt); }

    /// Records the rest, up to `lastTick`. To be called once, when the threads have ended.
    void finish(std::int64_t lastTick);

private:
    void note(std::optional<LaneId> begins);
    void watch(const std::stop_token& stop);
    KernelLanes::Time take();
    void stopWatching();

    Recorder& m_recorder;
    KernelReport m_report;
    std::unique_ptr<SwitchSource> m_source;
    std::optional<KernelLanes> m_lanes;
    std::vector<KernelSwitch> m_switches; ///< scratch
    std::mutex m_mutex;
    std::vector<ThreadNote> m_notes; ///< under the mutex, as is the reading of their times
    std::condition_variable_any m_stopped;
    std::jthread m_thread;
};

} // namespace simul
