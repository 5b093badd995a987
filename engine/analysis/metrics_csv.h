#pragma once

#include "engine/analysis/metrics.h"
#include "engine/trace/chrome_writer.h"

#include <string>

namespace simul {

/// The metrics of some runs as RFC 4180, a row for each run and one for each task, times in seconds:
/// run,task,outcome,start,end,running,ready,waiting,blocked,idle,switches,preemptions,utilization. A run's row has no task:
/// its `running`, `blocked` and `idle` are its workers', and it starts at 0; a task's row has no last four columns. Of workers
/// that nobody recorded there is nothing.
std::string metricsCsv(std::span<const NamedTrace> runs);

} // namespace simul
