#pragma once

#include "ui/panels/slice_report.h"

namespace simul {

/// Why a task that could run does not: who has the workers, who comes first, and when it is served.
std::vector<ReportLine> explainReady(const ModeRun& run, const Scenario& scenario, LaneId task, TraceTime time,
                                     Duration whole);

} // namespace simul
