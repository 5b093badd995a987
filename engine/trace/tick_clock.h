#pragma once

#include "engine/trace/time.h"

#include <algorithm>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace simul {

/// The fastest clock that is safe here: the processor's time stamp counter where the kernel itself trusts it (invariant,
/// in step on all cores), std::chrono::steady_clock elsewhere. Any thread.
class TickClock {
public:
    /// Where the kernel lists `tsc` among its clock sources and the processor says that it is invariant.
    static bool usesTimeStampCounter() { return s_timeStampCounter; }

    static std::int64_t now() {
#if defined(__x86_64__)
        if (s_timeStampCounter)
            return static_cast<std::int64_t>(__rdtsc());
#endif
        return std::chrono::steady_clock::now().time_since_epoch().count();
    }
    /// Measured against steady_clock since the start of the program; better than one part in a million after 50 ms,
    /// and it waits until there have been as many.
    static double nanosecondsPerTick();

private:
    static const bool s_timeStampCounter;
};

/// Both clocks at one moment: turns times of the system that are not long ago into ticks. Any thread.
struct ClockPair {
    std::int64_t ticks = 0;
    std::chrono::steady_clock::time_point time;

    static ClockPair now();
    std::int64_t ticksAt(std::chrono::steady_clock::time_point other, double nanosecondsPerTick) const {
        const std::chrono::duration<double, std::nano> since = other - time;
        return ticks + static_cast<std::int64_t>(since.count() / nanosecondsPerTick);
    }
};

/// Turns ticks into trace time: identity for simulated runs, calibrated and scaled for real ones.
struct TickScale {
    std::int64_t origin = 0;       ///< ticks at the start of the run
    double nanosecondsPerTick = 0; ///< of trace time; 0: ticks are nanoseconds already

    /// The inverse, to the nearest tick.
    std::int64_t ticksAt(TraceTime time) const {
        const auto nanoseconds = time.time_since_epoch().count();
        return origin + (nanosecondsPerTick == 0 ? nanoseconds
                                                 : static_cast<std::int64_t>(static_cast<double>(nanoseconds) /
                                                                             nanosecondsPerTick));
    }
    /// For a run on the real clock that starts now: `scale` seconds of wall time are one second of trace time.
    static TickScale startingNow(double scale);

    TraceTime operator()(std::int64_t ticks) const {
        const std::int64_t sinceStart = std::max(ticks - origin, std::int64_t{0}); // what set the stage is at 0
        return TraceTime(Duration(nanosecondsPerTick == 0 ? sinceStart
                                                          : static_cast<std::int64_t>(static_cast<double>(sinceStart) *
                                                                                      nanosecondsPerTick)));
    }
};

} // namespace simul
