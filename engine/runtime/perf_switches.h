#pragma once

#include "engine/runtime/switch_source.h"
#include "engine/trace/result.h"

#include <memory>

namespace simul {

/// From the kernel's performance events: every switch of the threads that the calling thread starts from now on, and
/// of those that they start. They pay nothing for it: each CPU has one ring, into which the kernel itself writes. Needs
/// no rights beyond those of Linux's usual settings; containers often refuse. The environment's
/// SIMUL_KERNEL_SWITCHES=off makes it fail. Destroy it only when those threads have ended.
Result<std::unique_ptr<SwitchSource>> openKernelSwitches();

} // namespace simul
