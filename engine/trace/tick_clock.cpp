#include "engine/trace/tick_clock.h"

#include <fstream>
#include <limits>
#include <string>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace simul {

namespace {

bool timeStampCounterIsSafe() {
#if defined(__x86_64__)
    unsigned eax = 0;
    unsigned ebx = 0;
    unsigned ecx = 0;
    unsigned edx = 0;
    constexpr unsigned powerManagementLeaf = 0x80000007;
    constexpr unsigned invariantBit = 1U << 8;
    if (__get_cpuid(powerManagementLeaf, &eax, &ebx, &ecx, &edx) == 0 || (edx & invariantBit) == 0)
        return false;
    std::ifstream sources("/sys/devices/system/clocksource/clocksource0/available_clocksource");
    for (std::string source; sources >> source;) {
        if (source == "tsc")
            return true;
    }
#endif
    return false;
}

} // namespace

const bool TickClock::s_hasCounter = timeStampCounterIsSafe();
const ClockPair TickClock::s_programStart = ClockPair::now(TickClock(s_hasCounter));

/// The pair with the shortest gap of several.
ClockPair ClockPair::now(TickClock clock) {
    ClockPair best;
    std::int64_t bestGap = std::numeric_limits<std::int64_t>::max();
    for (int attempt = 0; attempt < 8; ++attempt) {
        const std::int64_t before = clock.now();
        const auto time = std::chrono::steady_clock::now();
        const std::int64_t gap = clock.now() - before;
        if (gap < bestGap) {
            bestGap = gap;
            best = {before + gap / 2, time};
        }
    }
    return best;
}

bool TickClock::hasTimeStampCounter() {
    return s_hasCounter;
}

TickClock TickClock::fastest() {
    return TickClock(s_hasCounter && std::chrono::steady_clock::now() - s_programStart.time >= calibration);
}

double TickClock::nanosecondsPerTick() const {
    if (!m_isCounter)
        return 1;
    const ClockPair now = ClockPair::now(*this);
    return std::chrono::duration<double, std::nano>(now.time - s_programStart.time).count() /
           static_cast<double>(now.ticks - s_programStart.ticks);
}

TickScale TickScale::startingNow(TickClock clock, double scale) {
    const double perTick = clock.nanosecondsPerTick() / scale;
    return {clock.now(), perTick, clock};
}

} // namespace simul
