#pragma once

#include <chrono>
#include <filesystem>
#include <thread>

namespace simul::test {

inline int entriesOf(const char* folder) {
    int count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder))
        ++count;
    return count;
}
inline int threadCount() { return entriesOf("/proc/self/task"); }
/// How many threads more than `before` stay. A thread that was joined stands in /proc for a moment yet, until the kernel
/// has taken it down: waits for that, five seconds at most.
inline int threadsLeft(int before) {
    const auto enough = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (threadCount() > before && std::chrono::steady_clock::now() < enough)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return threadCount() - before;
}
inline int descriptorCount() { return entriesOf("/proc/self/fd"); }

/// A run must stop within this. Sanitizers slow a program down ten times and more; what is promised is promised of the
/// program as it is shipped.
inline std::chrono::milliseconds limitForStop() {
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
    return std::chrono::milliseconds(1000);
#else
    return std::chrono::milliseconds(100);
#endif
}

} // namespace simul::test
