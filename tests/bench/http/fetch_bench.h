#pragma once

#include <chrono>
#include <ctime>
#include <string>

/// The parts of fetch_bench, each of which prints one line of numbers and gives the program's exit status.
namespace simul::bench {

using Clock = std::chrono::steady_clock;

inline double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Of the processor, so far, in seconds.
inline double cpuSeconds(clockid_t whose) {
    timespec time{};
    clock_gettime(whose, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}
inline double threadCpuSeconds() { return cpuSeconds(CLOCK_THREAD_CPUTIME_ID); }
inline double processCpuSeconds() { return cpuSeconds(CLOCK_PROCESS_CPUTIME_ID); }

int story(const std::string& requests, const std::string& url, const std::string& atOnce);
int bare(std::size_t requests, const std::string& url, std::size_t atOnce);
int recorderCost(const std::string& requests, const std::string& url, const std::string& atOnce);
int kernelSwitches(std::size_t requests, const std::string& url);
int cancel(std::size_t requests);
int soak(std::size_t requests);

} // namespace simul::bench
