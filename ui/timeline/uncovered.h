#pragma once

#include "ui/timeline/layout.h"
#include "ui/timeline/pixel_span.h"

#include <QRegion>

namespace simul {

/// What of a picture of lanes has to be painted anew after it has been moved sideways: what comes into view, what looks
/// otherwise at an edge than in the middle, and slices that reach into that, because their words keep to what is visible.
class Uncovered {
public:
    /// `seen`: the part of the layout that the picture shows. `moved`: by so many pixels, to the right.
    void find(const TimelineLayout& layout, const QRect& seen, int moved);

    // In the picture's pixels, where `seen` begins at (0, 0).
    const std::vector<QRect>& moving() const { return m_moving; } ///< the panels' lanes without their names
    const QRegion& region() const { return m_region; }
    /// By lane of the layout.
    const std::vector<LaneSpans>& lanes() const { return m_lanes; }

private:
    void addBand(int top, int bottom, const LaneSpans& spans);

    std::vector<QRect> m_moving;
    std::vector<LaneSpans> m_lanes;
    std::vector<QRect> m_rects; ///< of the region, as QRegion wants them
    int m_height = 0;
    QRegion m_region;
};

} // namespace simul
