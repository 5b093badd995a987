#include "engine/runtime/thread_use.h"

#include <ctime>
#include <sys/resource.h>

namespace simul {

std::chrono::nanoseconds threadTime() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

ThreadUse useOfThisThread() {
    ThreadUse use{threadTime()};
#if defined(__linux__)
    rusage usage{};
    if (getrusage(RUSAGE_THREAD, &usage) == 0) {
        use.voluntarySwitches = static_cast<std::uint64_t>(usage.ru_nvcsw);
        use.involuntarySwitches = static_cast<std::uint64_t>(usage.ru_nivcsw);
    }
#endif
    return use;
}

ThreadUse useSince(const ThreadUse& before) {
    const ThreadUse now = useOfThisThread();
    return {now.cpuTime - before.cpuTime, now.voluntarySwitches - before.voluntarySwitches,
            now.involuntarySwitches - before.involuntarySwitches};
}

} // namespace simul
