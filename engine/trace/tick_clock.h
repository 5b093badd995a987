#pragma once

#include "engine/trace/time.h"

#include <algorithm>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace simul {

struct ClockPair;

/// What a run reads the time with. Every run keeps the clock that it began with. Any thread.
class TickClock {
public:
    /// std::chrono::steady_clock, in nanoseconds.
    constexpr TickClock() = default;
    /// The processor's time stamp counter, where the kernel itself trusts it (invariant, in step on all cores) and its
    /// rate is known: from `calibration` after the start of the program on. Until then, and elsewhere, steady_clock.
    static TickClock fastest();
    static constexpr auto calibration = std::chrono::milliseconds(50);
    /// Where the kernel lists `tsc` among its clock sources and the processor says that it is invariant.
    static bool hasTimeStampCounter();

    std::int64_t now() const {
#if defined(__x86_64__)
        if (m_isCounter)
            return static_cast<std::int64_t>(__rdtsc());
#endif
        return std::chrono::steady_clock::now().time_since_epoch().count();
    }
    /// Of the counter: measured against steady_clock since the start of the program, better than one part in a million.
    double nanosecondsPerTick() const;

    friend bool operator==(TickClock, TickClock) = default;

private:
    constexpr explicit TickClock(bool isCounter) : m_isCounter(isCounter) {}

    static const bool s_hasCounter;
    static const ClockPair s_programStart; ///< with the counter

    bool m_isCounter = false;
};

/// Two clocks at one moment: turns times of the system that are not long ago into ticks. Any thread.
struct ClockPair {
    std::int64_t ticks = 0;
    std::chrono::steady_clock::time_point time;

    static ClockPair now(TickClock clock);
    std::int64_t ticksAt(std::chrono::steady_clock::time_point other, double nanosecondsPerTick) const {
        const std::chrono::duration<double, std::nano> since = other - time;
        return ticks + static_cast<std::int64_t>(since.count() / nanosecondsPerTick);
    }
};

/// Turns ticks into trace time: identity for simulated runs, calibrated and scaled for real ones.
struct TickScale {
    std::int64_t origin = 0;       ///< ticks at the start of the run
    double nanosecondsPerTick = 0; ///< of trace time; 0: ticks are nanoseconds already
    TickClock clock = {};          ///< that the ticks are of, on the real clock

    /// The inverse, to the nearest tick.
    std::int64_t ticksAt(TraceTime time) const {
        const auto nanoseconds = time.time_since_epoch().count();
        return origin + (nanosecondsPerTick == 0 ? nanoseconds
                                                 : static_cast<std::int64_t>(static_cast<double>(nanoseconds) /
                                                                             nanosecondsPerTick));
    }
    /// For a run on the real clock that starts now: `scale` seconds of wall time are one second of trace time.
    static TickScale startingNow(TickClock clock, double scale);

    TraceTime operator()(std::int64_t ticks) const {
        const std::int64_t sinceStart = std::max(ticks - origin, std::int64_t{0}); // what set the stage is at 0
        return TraceTime(Duration(nanosecondsPerTick == 0 ? sinceStart
                                                          : static_cast<std::int64_t>(static_cast<double>(sinceStart) *
                                                                                      nanosecondsPerTick)));
    }
};

} // namespace simul
