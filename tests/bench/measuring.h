#pragma once

#include <algorithm>
#include <ctime>
#include <fstream>
#include <functional>
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

/// Each once to warm up, then the medians of so many rounds, in turns: what disturbs one disturbs the others.
inline std::vector<double> mediansMs(const std::vector<std::function<void()>>& tasks, int rounds = 15) {
    std::vector<std::vector<double>> times(tasks.size());
    for (const auto& task : tasks)
        task();
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < tasks.size(); ++i)
            times[i].push_back(timeMs(tasks[i]));
    }
    std::vector<double> medians;
    for (std::vector<double>& of : times) {
        std::ranges::sort(of);
        medians.push_back(of[of.size() / 2]);
    }
    return medians;
}

inline double medianMs(const std::function<void()>& doIt, int rounds = 15) {
    return mediansMs({doIt}, rounds).front();
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
