#pragma once

#include "engine/runtime/mode.h"
#include "engine/trace/time.h"
#include "engine/trace/trace.h"

#include <string>

namespace simul {

/// What the parameters of the modes say; see the table of modes in the README for their meaning.
struct ModeSettings {
    std::uint32_t cores = 8;        ///< threads: how many may run at once
    std::uint32_t workers = 5;      ///< pool: how many threads it has
    Duration quantum{};             ///< threads: how long one may run while others are ready; 0: for ever
    Duration switchCost{};          ///< threads: what a core needs to take up another thread
    Duration pollInterval{};        ///< polling: how often the worker looks
    Duration pollCost{};            ///< polling: how long a look takes
    bool burn = false;              ///< real clock: work computes instead of sleeping
    std::string worker = "Worker";  ///< what the workers are called
};

/// A mode as data: all that the simulated scheduler needs to know of it.
struct Policy {
    std::uint32_t workers = 1;         ///< in threads: cores
    bool waitHoldsWorker = false;      ///< a task that waits keeps its worker
    bool blockHoldsWorker = true;      ///< a blocking call keeps the worker; a thread's does not keep its core
    bool waitingIsBlocked = false;     ///< waiting is Blocked (holds at least a thread), not Waiting
    bool startsWhenCalled = false;     ///< a spawned task is a call not made yet: a join makes it
    bool yieldLetsOthersGo = true;
    bool sharesMemory = true;
    std::uint32_t helpers = 0;         ///< threads that take over what is offloaded; 0: it blocks
    Duration quantum{};
    Duration switchCost{};
    Duration pollInterval{};           ///< that a wait is over is noticed only then; 0: at once
    Duration pollCost{};
};

/// The row of `mode`.
Policy policyFor(Mode mode, const ModeSettings& settings);

Interleaving interleavingOf(Mode mode);

/// The name of the worker with this index: "Judit", or "Judit 2" where there are several, or "Core 2" in threads.
std::string workerName(Mode mode, const ModeSettings& settings, std::uint32_t index, std::uint32_t count);

} // namespace simul
