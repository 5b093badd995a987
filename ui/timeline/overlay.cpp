#include "ui/timeline/overlay.h"

#include "ui/timeline/resource_painting.h"
#include "ui/timeline/resource_text.h"
#include "ui/timeline/run_arrows.h"

#include <QPainter>

#include <algorithm>

namespace simul {

namespace {

constexpr std::size_t mostArrows = 60; ///< in view; more would only be a grey wall

} // namespace

void Overlay::paintSelection(QPainter& painter, const Selection& selection) const {
    painter.save();
    if (selection.resource) {
        if (const LaneLayout* lane = layout.find(selection.run, *selection.resource))
            paintResource(painter, *lane, selection.time);
        painter.restore();
        return;
    }
    if (selection.lane.isTask()) {
        paintWorkerBars(painter, selection);
        paintItemsOf(painter, selection.run, selection.lane.task());
    }
    const LaneLayout* lane = layout.find(selection.run, selection.lane);
    if (lane != nullptr) {
        const Lane& slices = comparison.runs[selection.run].trace->lane(selection.lane);
        if (const SliceBox* box = TimelineLayout::boxAt(*lane, slices, selection.time))
            paintRing(painter, *lane, *box);
    }
    if (selection.lane.isTask())
        paintArrows(painter, selection);
    painter.restore();
}

void Overlay::paintRing(QPainter& painter, const LaneLayout& lane, const SliceBox& box) const {
    if (box.rect.width() < px(24)) {
        paintBars(painter, lane, box);
        return;
    }
    paintFrame(painter, box.state == State::Waiting ? box.painted() : bodyOf(box.state, box.painted()));
}

void Overlay::paintFrame(QPainter& painter, const QRect& body) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.panel, 1));
    painter.drawRect(QRectF(body).adjusted(-0.5, -0.5, 0.5, 0.5));
    painter.setPen(QPen(theme.accent, px(2)));
    painter.drawRoundedRect(QRectF(body).adjusted(-2, -2, 2, 2), 2, 2);
}

/// A lock: who holds it at that time. Else a line through the moment, and the items that lie in a queue.
void Overlay::paintResource(QPainter& painter, const LaneLayout& lane, TraceTime time) const {
    const ResourceUse* use = useOf(comparison.runs[lane.run].resources, lane.row.resource);
    if (use == nullptr || lane.resource.track.isEmpty())
        return;
    if (use->kind == ResourceKind::Lock) {
        for (const HoldBox& box : lane.resource.holds) {
            const bool isIt = box.index != HoldBox::manyHoldings && use->holdings[box.index].start <= time &&
                              (time < use->holdings[box.index].end || use->holdings[box.index].isOpen);
            if (!isIt)
                continue;
            paintFrame(painter, box.rect.adjusted(0, 0, box.continues ? 0 : -1, 0));
            return;
        }
    }
    paintItemsInside(painter, lane, *use, time);
    const std::optional<std::size_t> moment = momentAt(*use, time);
    const int x = layout.scale().pixel(moment ? use->moments[*moment] : time);
    if (x < lane.rect.left() || x > lane.rect.right())
        return;
    painter.fillRect(QRect(x - px(1), lane.rect.top() - px(2), px(2), lane.rect.height() + px(4)), theme.accent);
}

/// Those that are in the queue, or came or went at this moment.
void Overlay::paintItemsInside(QPainter& painter, const LaneLayout& lane, const ResourceUse& use, TraceTime time) const {
    const ResourcePainter paint{theme, Medium::Raster, uiScale};
    const std::optional<std::size_t> moment = momentAt(use, time);
    const TraceTime latest = moment ? use.moments[*moment] : time;
    const auto first = std::ranges::partition_point(
        use.items, [&](const QueuedItem& item) { return item.gotBy && item.gotAt < latest; });
    std::size_t count = 0;
    for (auto item = first; item != use.items.end() && item->putAt <= time && count < mostArrows; ++item, ++count) {
        const auto index = static_cast<std::size_t>(item - use.items.begin());
        paint.paintItem(painter, layout.pathOf(lane, *item, index), theme.accent, 1.5 * uiScale);
    }
}

/// What a task put into queues and got out of them.
void Overlay::paintItemsOf(QPainter& painter, std::size_t run, TaskId task) const {
    const ResourcePainter paint{theme, Medium::Raster, uiScale};
    const TimeRange range = layout.scale().range();
    for (const ResourceUse& use : comparison.runs[run].resources) {
        const LaneLayout* lane = use.items.empty() ? nullptr : layout.find(run, use.id);
        if (lane == nullptr || lane->resource.track.isEmpty())
            continue;
        std::vector<ItemPath> own;
        const auto first = std::ranges::partition_point(
            use.items, [&](const QueuedItem& item) { return item.gotBy && item.gotAt < range.begin; });
        for (auto item = first; item != use.items.end() && item->putAt < range.end && own.size() <= mostArrows; ++item) {
            if (item->putBy == task || item->gotBy == task)
                own.push_back(layout.pathOf(*lane, *item, static_cast<std::size_t>(item - use.items.begin())));
        }
        for (const ItemPath& path : own) {
            if (own.size() <= mostArrows)
                paint.paintItem(painter, path, theme.accent, 1.5 * uiScale);
        }
    }
}

void Overlay::paintBars(QPainter& painter, const LaneLayout& lane, const SliceBox& box) const {
    const QRect rect = box.painted();
    painter.fillRect(QRect(rect.left(), lane.rect.top() - px(4), rect.width(), px(3)), theme.accent);
    painter.fillRect(QRect(rect.left(), lane.rect.bottom() + 1 + px(1), rect.width(), px(3)), theme.accent);
}

void Overlay::paintWorkerBars(QPainter& painter, const Selection& selection) const {
    const Trace& trace = *comparison.runs[selection.run].trace;
    for (const LaneLayout& lane : layout.lanes()) {
        if (lane.run != selection.run || (lane.row.kind != Row::Kind::Worker && lane.row.kind != Row::Kind::Cpu))
            continue;
        const Lane& slices = trace.lane(lane.row.lane);
        for (const SliceBox& box : lane.boxes.boxes) {
            const Cause cause = slices[box.index].info.cause();
            if (box.state == State::Running && cause == Cause{CauseKind::Task, selection.lane.task().value})
                paintBars(painter, lane, box);
        }
    }
}

void Overlay::paintArrows(QPainter& painter, const Selection& selection) const {
    Arrows arrows(uiScale, 1.5);
    RunArrows(layout, comparison, selection.run).addTo(arrows, selection.lane.task(), mostArrows);
    arrows.paint(painter, theme.accent);
}

void Overlay::paintAllArrows(QPainter& painter) const {
    allArrows().paint(painter, theme.text3);
}

Arrows Overlay::allArrows() const {
    const double room = (layout.scale().right() - layout.scale().left()) / px(8);
    Arrows arrows(uiScale, 1);
    for (std::size_t run = 0; run < comparison.runs.size(); ++run)
        RunArrows(layout, comparison, run).addTo(arrows, std::nullopt, static_cast<std::size_t>(std::max(room, 0.0)));
    return arrows;
}

void Overlay::paintFound(QPainter& painter, const SearchHits& found) const {
    const TimeRange range = layout.scale().range();
    for (const LaneLayout& lane : layout.lanes()) {
        const auto slices = found.slices.find({static_cast<std::uint32_t>(lane.run), lane.row.lane});
        if (!refOf(lane.row) || lane.isResource() || slices == found.slices.end() || lane.run >= comparison.runs.size())
            continue;
        const Trace& trace = *comparison.runs[lane.run].trace;
        const Lane& own = trace.lane(lane.row.lane);
        const auto from = static_cast<std::uint32_t>(own.find(range.begin).value_or(0));
        int freeFrom = lane.rect.left();
        for (auto index = std::ranges::lower_bound(slices->second, from);
             index != slices->second.end() && *index < own.size() && own[*index].start < range.end; ++index) {
            const int left = std::max(layout.scale().pixel(own[*index].start), freeFrom);
            const int right =
                std::min(std::max(layout.scale().pixel(own.endOf(*index, drawnEnd(trace, own))) - 1, left + px(2)), lane.rect.right() + 1);
            if (right <= left)
                continue; // in a pixel that is lit already
            painter.fillRect(QRect(left, lane.rect.bottom() - px(1), right - left, px(3)), theme.accent);
            freeFrom = right;
        }
    }
}

void Overlay::paintHover(QPainter& painter, const Hit& hit) const {
    const LaneLayout& hovered = layout.lanes()[hit.lane];
    if (hovered.isResource()) {
        const ResourceUse* use = useOf(comparison.runs[hovered.run].resources, hovered.row.resource);
        if (use != nullptr && hit.slice && !use->items.empty())
            paintItemsInside(painter, hovered, *use, hit.time);
        return;
    }
    if (!hit.box)
        return;
    const QRect body =
        hit.box->state == State::Waiting ? hit.box->painted() : bodyOf(hit.box->state, hit.box->painted());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(theme.text, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(body.adjusted(0, 0, -1, -1));
    painter.restore();
}

} // namespace simul
