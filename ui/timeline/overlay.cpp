#include "ui/timeline/overlay.h"

#include "ui/timeline/slice_painting.h"

#include <QPainter>

#include <algorithm>

namespace simul {

namespace {

constexpr std::size_t mostArrows = 60; ///< in view; more would only be a grey wall

} // namespace

void Overlay::paintSelection(QPainter& painter, const Selection& selection) const {
    painter.save();
    if (selection.lane.isTask()) {
        paintWorkerBars(painter, selection);
        paintLinks(painter, selection);
    }
    const LaneLayout* lane = layout.find(selection.run, selection.lane);
    if (lane != nullptr) {
        const Lane& slices = comparison.runs[selection.run].trace->lane(selection.lane);
        if (const SliceBox* box = TimelineLayout::boxAt(*lane, slices, selection.time))
            paintRing(painter, *lane, *box);
    }
    painter.restore();
}

void Overlay::paintRing(QPainter& painter, const LaneLayout& lane, const SliceBox& box) const {
    if (box.rect.width() < px(24)) {
        paintBars(painter, lane, box);
        return;
    }
    const QRect body = box.state == State::Waiting ? box.painted() : bodyOf(box.state, box.painted());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.panel, 1));
    painter.drawRect(QRectF(body).adjusted(-0.5, -0.5, 0.5, 0.5));
    painter.setPen(QPen(theme.accent, px(2)));
    painter.drawRoundedRect(QRectF(body).adjusted(-2, -2, 2, 2), 2, 2);
}

void Overlay::paintBars(QPainter& painter, const LaneLayout& lane, const SliceBox& box) const {
    const QRect rect = box.painted();
    painter.fillRect(QRect(rect.left(), lane.rect.top() - px(4), rect.width(), px(3)), theme.accent);
    painter.fillRect(QRect(rect.left(), lane.rect.bottom() + 1 + px(1), rect.width(), px(3)), theme.accent);
}

void Overlay::paintWorkerBars(QPainter& painter, const Selection& selection) const {
    const Trace& trace = *comparison.runs[selection.run].trace;
    for (const LaneLayout& lane : layout.lanes()) {
        if (lane.run != selection.run || lane.row.kind != Row::Kind::Worker)
            continue;
        const Lane& slices = trace.lane(lane.row.lane);
        for (const SliceBox& box : lane.boxes.boxes) {
            const Cause cause = slices[box.index].info.cause();
            if (box.state == State::Running && cause == Cause{CauseKind::Task, selection.lane.task().value})
                paintBars(painter, lane, box);
        }
    }
}

void Overlay::paintLinks(QPainter& painter, const Selection& selection) const {
    const Trace& trace = *comparison.runs[selection.run].trace;
    const TimeRange range = layout.scale().range();
    const auto first = std::ranges::lower_bound(trace.links(), range.begin, {}, &Link::time);
    const auto last = std::ranges::upper_bound(trace.links(), range.end, {}, &Link::time);
    std::vector<const Link*> own;
    for (auto link = first; link != last && own.size() <= mostArrows; ++link) {
        if (link->from == selection.lane.task() || link->to == selection.lane.task())
            own.push_back(&*link);
    }
    if (own.size() > mostArrows)
        return;
    for (const Link* link : own) {
        const LaneLayout* from = layout.find(selection.run, link->from);
        const LaneLayout* to = layout.find(selection.run, link->to);
        if (from == nullptr || to == nullptr || from == to)
            continue;
        const bool down = from->rect.top() < to->rect.top();
        paintArrow(painter, layout.scale().pixel(link->time), down ? from->rect.bottom() + 1 : from->rect.top(),
                   down ? to->rect.top() : to->rect.bottom() + 1);
    }
}

void Overlay::paintArrow(QPainter& painter, int x, int fromY, int toY) const {
    const int direction = toY > fromY ? 1 : -1;
    const double head = px(5);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent, 1.5 * uiScale));
    painter.drawLine(QPointF(x, fromY), QPointF(x, toY - direction * head));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    const std::array<QPointF, 3> points = {QPointF(x, toY), QPointF(x - head * 0.7, toY - direction * head),
                                           QPointF(x + head * 0.7, toY - direction * head)};
    painter.drawPolygon(points.data(), static_cast<int>(points.size()));
    painter.drawEllipse(QPointF(x, fromY), 2 * uiScale, 2 * uiScale);
}

void Overlay::paintHover(QPainter& painter, const Hit& hit) const {
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
