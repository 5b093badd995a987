#pragma once

#include "engine/analysis/resources.h"
#include "ui/timeline/lane_boxes.h"

#include <QLine>
#include <QPolygon>

namespace simul {

/// A lock that is held, cut to what is shown.
struct HoldBox {
    static constexpr std::size_t manyHoldings = ~std::size_t{0};

    QRect rect;                       ///< of several that are too narrow: as high as the part of the time it was held
    std::size_t index = manyHoldings; ///< into ResourceUse::holdings
    bool startsHere = false;          ///< its start is in view
    bool continues = false;           ///< goes on beyond the right edge
};

/// Something that somebody did with an event or a variable.
struct DeedMark {
    int x = 0;
    SyncKind kind = SyncKind::Set;
};

/// An item's way: down from the lane that put it, along the queue's track, on to the lane that got it.
struct ItemPath {
    std::size_t index = 0;     ///< into ResourceUse::items
    std::optional<QPoint> put; ///< at the putter's lane; none: it is not shown
    QLine inside;              ///< within the track
    std::optional<QPoint> got;
};

/// The pixels of a resource's lane: a track for what has it or is in it, and below that who stands in line.
struct ResourceBoxes {
    QRect track;
    QRect line; ///< empty if nobody ever stands in line
    std::vector<HoldBox> holds;
    QPolygon level;         ///< of queues and semaphores: the upper edge, from left to right
    std::uint32_t full = 0; ///< the level at the top of the track
    std::vector<QRect> set; ///< while an event is set
    std::vector<DeedMark> marks;
    std::vector<ItemPath> items; ///< as many as there is room for, or none

    void clear();
};

/// The pixels of a resource within `area`. Those in line become boxes of `lineBoxes`, with indexes into
/// ResourceUse::line. `end`: of the trace.
void layoutResource(const ResourceUse& use, const std::vector<SyncEvent>& events, TraceTime end, const TimeScale& scale,
                    const QRect& area, ResourceBoxes& out, LaneBoxes& lineBoxes);

} // namespace simul
