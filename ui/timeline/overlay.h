#pragma once

#include "ui/theme.h"
#include "ui/timeline/arrows.h"
#include "ui/timeline/layout.h"
#include "ui/timeline/trace_search.h"

class QPainter;

namespace simul {

/// Rings and arrows over painted lanes, in the lanes' coordinates.
struct Overlay {
    const Theme& theme;
    double uiScale;
    const TimelineLayout& layout;
    const Comparison& comparison;

    /// The ring of the selected slice, bars over what its worker did for it, and the arrows of its task; of a resource
    /// the ring of its holder, or the items that it is about.
    void paintSelection(QPainter& painter, const Selection& selection) const;
    /// Every arrow of the runs that have room for theirs: 8 px each.
    Arrows allArrows() const;
    void paintAllArrows(QPainter& painter) const;
    void paintHover(QPainter& painter, const Hit& hit) const;
    /// Lights what was looked for: a line under each such slice, and under the names of lanes.
    void paintFound(QPainter& painter, const SearchHits& found) const;

private:
    void paintRing(QPainter& painter, const LaneLayout& lane, const SliceBox& box) const;
    void paintBars(QPainter& painter, const LaneLayout& lane, const SliceBox& box) const;
    void paintArrows(QPainter& painter, const Selection& selection) const;
    void paintResource(QPainter& painter, const LaneLayout& lane, TraceTime time) const;
    void paintItemsInside(QPainter& painter, const LaneLayout& lane, const ResourceUse& use, TraceTime time) const;
    void paintItemsOf(QPainter& painter, std::size_t run, TaskId task) const;
    void paintFrame(QPainter& painter, const QRect& body) const;
    void paintWorkerBars(QPainter& painter, const Selection& selection) const;
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * uiScale)); }
};

} // namespace simul
