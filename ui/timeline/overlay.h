#pragma once

#include "ui/theme.h"
#include "ui/timeline/layout.h"

class QPainter;

namespace simul {

/// Rings and arrows over painted lanes, in the lanes' coordinates.
struct Overlay {
    const Theme& theme;
    double uiScale;
    const TimelineLayout& layout;
    const Comparison& comparison;

    /// The ring of the selected slice, bars over what its worker did for it, and the arrows of its task.
    void paintSelection(QPainter& painter, const Selection& selection) const;
    void paintHover(QPainter& painter, const Hit& hit) const;

private:
    void paintRing(QPainter& painter, const LaneLayout& lane, const SliceBox& box) const;
    void paintBars(QPainter& painter, const LaneLayout& lane, const SliceBox& box) const;
    void paintLinks(QPainter& painter, const Selection& selection) const;
    void paintWorkerBars(QPainter& painter, const Selection& selection) const;
    void paintArrow(QPainter& painter, int x, int fromY, int toY) const;
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * uiScale)); }
};

} // namespace simul
