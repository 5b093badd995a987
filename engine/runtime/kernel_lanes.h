#pragma once

#include "engine/runtime/switch_source.h"
#include "engine/trace/recorder.h"

#include <limits>
#include <optional>
#include <unordered_map>

namespace simul {

/// A thread says of itself that it begins to serve a lane, or that it ends.
struct ThreadNote {
    std::chrono::steady_clock::time_point time;
    std::int32_t thread = 0;
    std::uint32_t cpu = 0;        ///< that it ran on then
    std::optional<LaneId> begins; ///< none: it ends
};

/// Makes the kernel's lanes of switches: what each thread of the run did, from its note that it begins to its note that
/// it ends, and whom each CPU had. Switches of other threads are left out. One thread at a time.
class KernelLanes {
public:
    using Time = std::chrono::steady_clock::time_point;

    KernelLanes(Recorder& recorder, std::uint32_t cpus);

    void add(const std::vector<KernelSwitch>& switches);
    void add(const std::vector<ThreadNote>& notes);
    /// Records what happened before `until`, in the order of time; all that did must have been added. What is later
    /// than `lastTick` is left out: the run is over then.
    void write(Time until, std::int64_t lastTick = std::numeric_limits<std::int64_t>::max());
    /// Switches of the run's threads that fit nowhere, because others are missing.
    std::uint64_t lost() const { return m_lost; }

private:
    enum class What : std::uint8_t { Begins, CameOn, GaveUp, Preempted, Ends };
    struct Moment {
        Time time;
        LaneId lane = {}; ///< of who begins
        std::int32_t thread = 0;
        std::uint32_t cpu = 0;
        What what = What::CameOn;
    };
    struct Thread {
        LaneId lane;
        std::uint32_t sequence = 0;
        std::optional<std::uint32_t> cpu; ///< that it is on
    };
    struct Cpu {
        std::uint32_t sequence = 0;
        std::optional<std::int32_t> thread; ///< that it has
    };

    void apply(const Moment& moment);
    void putOn(Thread& thread, const Moment& moment);
    void takeOff(Thread& thread, const Moment& moment);
    void recordThread(Thread& thread, State state, Cause cause);
    void recordCpu(std::uint32_t cpu, State state, Cause cause);

    ThreadRecorder m_recorder;
    const TickClock m_clock; ///< the run's
    std::vector<Moment> m_moments;
    std::unordered_map<std::int32_t, Thread> m_threads;
    std::vector<Cpu> m_cpus;
    std::int64_t m_ticks = 0; ///< of what is applied
    std::uint64_t m_lost = 0;
};

} // namespace simul
