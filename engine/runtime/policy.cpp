#include "engine/runtime/policy.h"

#include <cassert>
#include <fmt/format.h>

namespace simul {

Policy policyFor(Mode mode, const ModeSettings& settings) {
    switch (mode) {
    case Mode::Sync:
        return {.waitHoldsWorker = true, .waitingIsBlocked = true, .startsWhenCalled = true, .yieldLetsOthersGo = false};
    case Mode::Threads:
        return {.workers = settings.cores,
                .blockHoldsWorker = false,
                .waitingIsBlocked = true,
                .quantum = settings.quantum,
                .switchCost = settings.switchCost};
    case Mode::Pool:
        return {.workers = settings.workers, .waitHoldsWorker = true, .waitingIsBlocked = true,
                .yieldLetsOthersGo = false};
    case Mode::Coroutines:
        return {};
    case Mode::Processes:
    case Mode::Polling:
        break;
    }
    assert(false && "no scenario offers this mode yet");
    return {};
}

std::string workerName(Mode mode, const ModeSettings& settings, std::uint32_t index, std::uint32_t count) {
    if (mode == Mode::Threads)
        return fmt::format("Core {}", index + 1);
    return count == 1 ? settings.worker : fmt::format("{} {}", settings.worker, index + 1);
}

} // namespace simul
