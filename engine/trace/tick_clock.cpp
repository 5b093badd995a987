#include "engine/trace/tick_clock.h"

#include <fstream>
#include <limits>
#include <string>
#include <thread>

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

const bool TickClock::s_timeStampCounter = timeStampCounterIsSafe();

/// The pair with the shortest gap of several.
ClockPair ClockPair::now() {
    ClockPair best;
    std::int64_t bestGap = std::numeric_limits<std::int64_t>::max();
    for (int attempt = 0; attempt < 8; ++attempt) {
        const std::int64_t before = TickClock::now();
        const auto time = std::chrono::steady_clock::now();
        const std::int64_t gap = TickClock::now() - before;
        if (gap < bestGap) {
            bestGap = gap;
            best = {before + gap / 2, time};
        }
    }
    return best;
}

namespace {
const ClockPair programStart = ClockPair::now();
} // namespace

double TickClock::nanosecondsPerTick() {
    if (!usesTimeStampCounter())
        return 1;
    constexpr auto enough = std::chrono::milliseconds(50);
    std::this_thread::sleep_until(programStart.time + enough);
    const ClockPair now = ClockPair::now();
    return std::chrono::duration<double, std::nano>(now.time - programStart.time).count() /
           static_cast<double>(now.ticks - programStart.ticks);
}

TickScale TickScale::startingNow(double scale) {
    const double perTick = TickClock::nanosecondsPerTick() / scale;
    return {TickClock::now(), perTick};
}

} // namespace simul
