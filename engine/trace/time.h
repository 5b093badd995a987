#pragma once

#include <chrono>
#include <cstdint>

namespace simul {

using Duration = std::chrono::nanoseconds;

/// The clock of a trace: nanoseconds of story time since the start of the run. On the real clock with `--scale 0.01`
/// 50 ms of wall time are 5 s of trace time, so that simulated and real runs share one axis.
struct TraceClock {
    using duration = Duration;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<TraceClock, duration>;
    static constexpr bool is_steady = true;
};

using TraceTime = TraceClock::time_point;

/// Seconds as a floating point number: for reports and ratios, never for arithmetic on the trace.
constexpr double toSeconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }
constexpr double toSeconds(TraceTime time) { return toSeconds(time.time_since_epoch()); }

} // namespace simul
