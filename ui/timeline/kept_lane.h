#pragma once

#include "ui/timeline/label.h"
#include "ui/timeline/lane_boxes.h"

namespace simul {

/// What a lane had on a scale from which the new one differs by a shift of whole pixels.
struct KeptLane {
    LaneBoxes boxes;
    std::vector<Label> labels; ///< on them
    int shift = 0;             ///< pixels
    int left = 0;              ///< where it still holds: in the new scale's pixels, up to before `right`
    int right = 0;
};

} // namespace simul
