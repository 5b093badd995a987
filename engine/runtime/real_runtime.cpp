#include "engine/runtime/real_runtime.h"

#include "engine/runtime/thread_use.h"

#include <sys/prctl.h>

namespace simul {

using namespace std::chrono_literals;

RealRuntime::RealRuntime(Recorder& recorder, const ModeSettings& settings, std::uint64_t seed, double scale,
                         std::stop_token stop)
    : Runtime(recorder, seed, std::move(stop)), m_settings(settings), m_scale(scale),
      m_ticks{.clock = TickClock::fastest()} {
    startClock();
}

void RealRuntime::startClock() {
    m_ticks = TickScale::startingNow(m_ticks.clock, m_scale);
    m_start = std::chrono::steady_clock::now();
    recorder().setTickScale(m_ticks);
}

RealRuntime::WallTime RealRuntime::wallAt(TraceTime time) const {
    return m_start + std::chrono::duration_cast<WallTime::duration>(time.time_since_epoch() * m_scale);
}

RealRuntime::WallTime RealRuntime::plan(Task& task, Duration duration) const {
    // A program that was suspended does not make up for it by running its story in no time.
    constexpr auto mostLateness = 100ms;
    const auto lateness = std::chrono::steady_clock::now() - wallAt(task.due);
    if (lateness > mostLateness)
        catchUp(task);
    task.due += duration;
    return wallAt(task.due);
}

bool RealRuntime::spend(Parker& parker, Task& task, Duration duration, bool isWork) const {
    if (isWork && m_settings.burn) {
        const bool goesOn = burn(parker, duration);
        catchUp(task);
        return goesOn;
    }
    return parker.sleepUntil(plan(task, duration));
}

/// Computes until the calling thread has used that much time on a processor.
bool RealRuntime::burn(const Parker& parker, Duration duration) const {
    const auto end = threadTime() + std::chrono::duration_cast<std::chrono::nanoseconds>(duration * m_scale);
    while (threadTime() < end) {
        if (parker.stopped())
            return false;
        constexpr int somewhat = 2000;
        for (int round = 0; round < somewhat; ++round)
            asm volatile("" ::: "memory");
    }
    return true;
}

void RealRuntime::wantExactTimers() {
#if defined(__linux__)
    prctl(PR_SET_TIMERSLACK, 1UL);
#endif
}

} // namespace simul
