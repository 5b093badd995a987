#pragma once

#include "engine/trace/trace.h"

namespace simul {

/// The processor time of the calling thread since it started.
std::chrono::nanoseconds threadTime();

/// What the calling thread has used since it started. Its switches are counted on Linux only.
ThreadUse useOfThisThread();

/// What it used from `before` on.
ThreadUse useSince(const ThreadUse& before);

} // namespace simul
