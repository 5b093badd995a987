#include "engine/net/descriptor_limit.h"

#include <mutex>
#include <sys/resource.h>

namespace simul {

void allowManyDescriptors() {
    static std::once_flag once;
    std::call_once(once, [] {
        rlimit limit{};
        if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
            limit.rlim_cur = limit.rlim_max;
            setrlimit(RLIMIT_NOFILE, &limit);
        }
    });
}

} // namespace simul
