#pragma once

#include "ui/panels/slice_report.h"

namespace simul {

/// What the kernel did there, on one of its own lanes: as explain(). `lane` is of the kernel's.
std::vector<ReportLine> explainKernel(const Trace& trace, LaneId lane, TraceTime time, Duration whole);

/// The state of a slice of the kernel's in a line: "Ready: preempted, another thread has the CPU".
QString kernelSentence(LaneId lane, const Slice& slice);

/// "Request 7, by the kernel".
QString kernelTitle(const Trace& trace, LaneId lane);

} // namespace simul
