#pragma once

#include "ui/timeline/label.h"
#include "ui/timeline/lane_boxes.h"
#include "ui/timeline/pixel_span.h"

namespace simul {

/// What a lane had on a scale from which the new one differs by a shift of whole pixels.
struct KeptLane {
    LaneBoxes boxes;
    std::vector<Label> labels; ///< on them
    int shift = 0;             ///< pixels
    int left = 0;              ///< where it still holds: in the new scale's pixels, up to before `right`
    int right = 0;

    /// The largest part that begins and ends in the middle of runs of columns: there it can be cut.
    std::optional<PixelSpan> cuttable() const;
    /// How what lies at `x` of the new scale was added up.
    IntervalSums::Way wayAt(int x) const;
};

} // namespace simul
