#pragma once

#include "ui/theme.h"
#include "ui/timeline/layout.h"
#include "ui/timeline/slice_painting.h"

class QPainter;

namespace simul {

/// Paints what only resources have: tracks with holders, levels and marks, the ways of items, the ring of a deadlock.
struct ResourcePainter {
    const Theme& theme;
    Medium medium;
    double uiScale;

    void paintTrack(QPainter& painter, const LaneLayout& lane) const;
    void paintTexts(QPainter& painter, const TimelineLayout& layout, const LaneLayout& lane) const;
    /// The numbers at the ends of a level's track, right-aligned at `right`.
    void paintScale(QPainter& painter, const LaneLayout& lane, int right) const;
    void paintItem(QPainter& painter, const ItemPath& path, const QColor& colour, double width) const;
    void paintRing(QPainter& painter, const std::vector<RingArrow>& ring) const;

private:
    void paintHolds(QPainter& painter, const ResourceBoxes& boxes) const;
    void paintLevel(QPainter& painter, const ResourceBoxes& boxes) const;
    void paintMarks(QPainter& painter, const LaneLayout& lane) const;
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * uiScale)); }
};

} // namespace simul
