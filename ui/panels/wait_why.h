#pragma once

#include "ui/panels/slice_report.h"

namespace simul {

/// What a task waits for or is blocked by: since when, who has it, what its worker does meanwhile, and until when.
std::vector<ReportLine> explainWait(const ModeRun& run, const Scenario& scenario, LaneId task, TraceTime time,
                                    Duration whole);

} // namespace simul
