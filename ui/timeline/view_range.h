#pragma once

#include "ui/timeline/time_scale.h"

#include <optional>

namespace simul {

/// What can be shown of a run that lasts to `end`: all of it and a small margin.
TimeRange wholeRange(TraceTime end);
/// As much of it as can be shown; never less than 100 ns.
TimeRange showable(TimeRange range, TraceTime end);
/// `factor` > 1 shows more detail; `about` keeps its place on the screen. May not be showable.
TimeRange zoomed(TimeRange range, TraceTime about, double factor, TraceTime end);
/// The part of it that lies in the run, in any order of its ends; none if that has no length.
std::optional<TimeRange> withinRun(std::optional<TimeRange> range, TraceTime end);

/// Moved on, or back, as far as the run goes.
TimeRange movedWithinRun(TimeRange range, Duration by, TraceTime end);

/// `duration` times `factor`, rounded.
Duration scaled(Duration duration, double factor);

} // namespace simul
