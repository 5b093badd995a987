#include "engine/runtime/policy.h"

#include <cassert>
#include <fmt/format.h>

namespace simul {

Policy policyFor(Mode mode, const ModeSettings& settings) {
    switch (mode) {
    case Mode::Sync:
        return {.waitHoldsWorker = true, .waitingIsBlocked = true, .startsWhenCalled = true, .yieldLetsOthersGo = false};
    case Mode::Threads:
    case Mode::Processes:
        return {.workers = settings.cores,
                .blockHoldsWorker = false,
                .waitingIsBlocked = true,
                .sharesMemory = mode == Mode::Threads,
                .quantum = settings.quantum,
                .switchCost = settings.switchCost};
    case Mode::Pool:
        return {.workers = settings.workers, .waitHoldsWorker = true, .waitingIsBlocked = true,
                .yieldLetsOthersGo = false};
    case Mode::Coroutines:
        return {.helpers = settings.workers};
    case Mode::Polling:
        return {.helpers = settings.workers, .pollInterval = settings.pollInterval, .pollCost = settings.pollCost};
    }
    assert(false);
    return {};
}

Interleaving interleavingOf(Mode mode) {
    switch (mode) {
    case Mode::Sync:
    case Mode::Processes:
        return Interleaving::None;
    case Mode::Coroutines:
    case Mode::Polling:
        return Interleaving::AtAwaits;
    case Mode::Threads:
    case Mode::Pool:
        break;
    }
    return Interleaving::Anywhere;
}

std::string workerName(Mode mode, const ModeSettings& settings, std::uint32_t index, std::uint32_t count) {
    if (mode == Mode::Threads || mode == Mode::Processes)
        return fmt::format("Core {}", index + 1);
    return count == 1 ? settings.worker : fmt::format("{} {}", settings.worker, index + 1);
}

} // namespace simul
