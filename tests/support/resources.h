#pragma once

#include <algorithm>
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
inline int descriptorCount() { return entriesOf("/proc/self/fd"); }

/// How many more than `before` stay, once those have gone that only need a moment: twenty seconds at most.
template <typename Count>
int leftOf(Count count, int before) {
    const auto enough = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (count() > before && std::chrono::steady_clock::now() < enough)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return std::max(0, count() - before);
}
/// A thread that was joined stands in /proc until the kernel has taken it down.
inline int threadsLeft(int before) { return leftOf(threadCount, before); }
/// A site closes its ends of connections in its own time, also those of the test before: fewer than `before` is no fault.
inline int descriptorsLeft(int before) { return leftOf(descriptorCount, before); }

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
