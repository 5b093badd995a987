#pragma once

#include "ui/timeline/kept_lane.h"

namespace simul {

/// The pixels of `lane` within `area` (its left, right, top and height). Slices from 3 pixels on become boxes; runs of
/// narrower ones become columns, so that gaps and short slices survive. What is kept is not looked at again.
void layoutLane(const Lane& lane, TraceTime end, const TimeScale& scale, const QRect& area, ColumnSums& sums,
                LaneBoxes& out, const KeptLane& kept = {});

} // namespace simul
