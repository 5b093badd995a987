#pragma once

#include "ui/timeline/lane_boxes.h"

namespace simul {

/// What a lane had on a scale from which the new one differs by a shift of whole pixels.
struct KeptLane {
    LaneBoxes boxes;
    int shift = 0; ///< pixels
    int left = 0;  ///< where it still holds: in the new scale's pixels, up to before `right`
    int right = 0;
};

/// The pixels of `lane` within `area` (its left, right, top and height). Slices from 3 pixels on become boxes; runs of
/// narrower ones become columns, so that gaps and short slices survive. What is kept is not looked at again.
void layoutLane(const Lane& lane, TraceTime end, const TimeScale& scale, const QRect& area, ColumnSums& sums,
                LaneBoxes& out, const KeptLane& kept = {});

} // namespace simul
