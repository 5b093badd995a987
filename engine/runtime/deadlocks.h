#pragma once

#include "engine/runtime/task_table.h"
#include "engine/trace/trace.h"

namespace simul {

/// The cycle of waits that `task` closes by waiting for what it is about to wait for; none if there is no such cycle,
/// or if the time of a waitFor() will break it. The sync mutex of the run is held.
std::optional<Deadlock> cycleThrough(const Task& task, TraceTime now);

/// Why a run in which nobody can go on stands still: who waits for what. After the run's last task came to rest.
Deadlock standstill(const TaskTable& tasks, TraceTime now);

} // namespace simul
