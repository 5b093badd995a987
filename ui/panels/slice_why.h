#pragma once

#include "ui/panels/slice_report.h"

namespace simul {

/// Why a lane is in its state at `time`, as statements that follow from each other. Where a task waits: for what, since
/// when, who stands before it, and when it goes on.
std::vector<ReportLine> explain(const ModeRun& run, const Scenario& scenario, LaneId lane, TraceTime time,
                                Duration whole);

} // namespace simul
