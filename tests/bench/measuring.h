#pragma once

#include <algorithm>
#include <ctime>
#include <fstream>
#include <malloc.h>
#include <unistd.h>
#include <vector>

namespace simul::bench {

/// CPU time of this thread.
inline double threadMs() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

template <class Do>
double timeMs(const Do& doIt) {
    const double before = threadMs();
    doIt();
    return threadMs() - before;
}

/// Once to warm up, then the median of so many.
template <class Do>
double medianMs(const Do& doIt, int rounds = 15) {
    std::vector<double> times;
    doIt();
    for (int round = 0; round < rounds; ++round)
        times.push_back(timeMs(doIt));
    std::ranges::sort(times);
    return times[times.size() / 2];
}

inline double residentBytes() {
    malloc_trim(0);
    std::ifstream statm("/proc/self/statm");
    double total = 0;
    double resident = 0;
    statm >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

} // namespace simul::bench
