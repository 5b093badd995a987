#pragma once

#include "ui/panels/slice_report.h"

namespace simul {

/// What the inspector says about a lock, queue, event or variable at `time`: who has it, who waits and since when, and
/// what it came to over the whole run.
SliceReport reportOnResource(const ModeRun& run, const ResourceUse& use, TraceTime time, Duration whole);

/// The part of the run in which it was in use, and the rest; nothing for what cannot be in use.
std::vector<Share> sharesOf(const ResourceUse& use);

} // namespace simul
