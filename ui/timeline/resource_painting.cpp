#include "ui/timeline/resource_painting.h"

#include "ui/timeline/digit_text.h"

#include <QPainter>

namespace simul {

namespace {

void drawHead(QPainter& painter, QPointF tip, double direction, double size) {
    const std::array<QPointF, 3> points = {tip, tip + QPointF(-size * 0.6, -direction * size),
                                           tip + QPointF(size * 0.6, -direction * size)};
    painter.drawPolygon(points.data(), static_cast<int>(points.size()));
}

} // namespace

void ResourcePainter::paintTrack(QPainter& painter, const LaneLayout& lane) const {
    const ResourceBoxes& boxes = lane.resource;
    paintHolds(painter, boxes);
    if (!boxes.level.isEmpty())
        paintLevel(painter, boxes);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.lineStrong);
    painter.drawRects(boxes.set.data(), static_cast<int>(boxes.set.size()));
    if (!boxes.marks.empty())
        paintMarks(painter, lane);
}

/// A grey bar with a strong edge where somebody gets it. On paper it has to be told from the lane by an outline.
void ResourcePainter::paintHolds(QPainter& painter, const ResourceBoxes& boxes) const {
    const bool isPrint = theme.kind == ThemeKind::Print;
    painter.setPen(Qt::NoPen);
    painter.setBrush(isPrint ? theme.gridMajor : theme.lineStrong);
    for (const HoldBox& box : boxes.holds)
        painter.drawRect(box.rect.width() > 3 && !box.continues ? box.rect.adjusted(0, 0, -1, 0) : box.rect);
    painter.setBrush(theme.text2);
    for (const HoldBox& box : boxes.holds) {
        if (box.startsHere)
            painter.drawRect(QRect(box.rect.left(), box.rect.top(), 2, box.rect.height()));
    }
}

void ResourcePainter::paintLevel(QPainter& painter, const ResourceBoxes& boxes) const {
    const int bottom = boxes.track.bottom() + 1;
    QPolygon area = boxes.level;
    area << QPoint(area.back().x(), bottom) << QPoint(area.front().x(), bottom);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.kind == ThemeKind::Print ? theme.grid : theme.chosen);
    painter.drawPolygon(area);
    painter.setPen(QPen(theme.lineStrong, 1));
    painter.drawLine(boxes.track.left(), bottom - 1, boxes.level.back().x(), bottom - 1);
    QPen pen(theme.text, std::max(1.0, 1.2 * uiScale));
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(boxes.level);
}

/// What changes something stands above the middle and is full, what only looks below it and hollow.
void ResourcePainter::paintMarks(QPainter& painter, const LaneLayout& lane) const {
    const QRect& track = lane.resource.track;
    const double size = std::min(3.5 * uiScale, track.height() / 4.0);
    const double middle = track.top() + track.height() / 2.0;
    painter.save();
    painter.setPen(QPen(theme.lineStrong, 1));
    painter.drawLine(QPointF(track.left(), middle), QPointF(track.right(), middle));
    painter.setRenderHint(QPainter::Antialiasing);
    for (const DeedMark& mark : lane.resource.marks) {
        const bool isLook = mark.kind == SyncKind::Read || mark.kind == SyncKind::Passed;
        const bool isEnd = mark.kind == SyncKind::Cleared;
        const QPointF at(mark.x + 0.5, isLook ? middle + size + 1 : middle - size - 1);
        painter.setPen(QPen(theme.text2, 1));
        painter.drawLine(QPointF(at.x(), middle), at);
        painter.setPen(QPen(isLook ? theme.text2 : theme.text, 1.2));
        painter.setBrush(isLook || isEnd ? theme.lane : theme.text);
        if (isLook)
            painter.drawEllipse(at, size * 0.8, size * 0.8);
        else
            painter.drawRect(QRectF(at.x() - size * 0.8, at.y() - size * 0.8, size * 1.6, size * 1.6));
    }
    painter.restore();
}

void ResourcePainter::paintTexts(QPainter& painter, const TimelineLayout& layout, const LaneLayout& lane) const {
    if (lane.texts.empty())
        return;
    painter.setFont(layout.labels().font(lane.resource.track.height()));
    painter.setPen(theme.text);
    for (const TrackText& text : lane.texts)
        painter.drawText(text.at, text.text);
}

void ResourcePainter::paintScale(QPainter& painter, const LaneLayout& lane, int right) const {
    const QRect& track = lane.resource.track;
    if (lane.resource.level.isEmpty() || track.height() < px(18))
        return;
    const DigitText digits(uiFont(10 * uiScale));
    painter.setPen(theme.text3);
    digits.drawRightAligned(painter, QPointF(right, track.top() + px(8)), QString::number(lane.resource.full));
    digits.drawRightAligned(painter, QPointF(right, track.bottom() + 1), QStringLiteral("0"));
}

void ResourcePainter::paintItem(QPainter& painter, const ItemPath& path, const QColor& colour, double width) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double head = px(5);
    // Between its lane and the track: upright, and on a ground of its own, because it may cross other lanes.
    const auto connect = [&](QPointF from, QPointF to) {
        painter.setPen(QPen(theme.panel, px(4), Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(from, to);
        painter.setPen(QPen(colour, width));
        painter.drawLine(from, to);
    };
    const QPointF half(0.5, 0);
    if (path.put)
        connect(*path.put + half, path.inside.p1() + half);
    if (path.got)
        connect(path.inside.p2() + half, *path.got + half);
    painter.setPen(QPen(colour, width));
    painter.drawLine(QLineF(path.inside.p1() + half, path.inside.p2() + half));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    if (path.put)
        painter.drawEllipse(*path.put + half, 1.8 * uiScale, 1.8 * uiScale);
    if (path.got)
        drawHead(painter, *path.got + half, path.got->y() < path.inside.y2() ? -1 : 1, head * 0.8);
    painter.restore();
}

void ResourcePainter::paintRing(QPainter& painter, const std::vector<RingArrow>& ring) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = uiFont(10.5 * uiScale, QFont::Bold);
    const QFontMetricsF metrics(font);
    const double head = px(7);
    for (const RingArrow& arrow : ring) {
        const double down = arrow.to.y() > arrow.from.y() ? 1 : -1;
        const QPointF from = QPointF(arrow.from) + QPointF(0.5, 0);
        const QPointF to = QPointF(arrow.to) + QPointF(0.5, 0);
        painter.setPen(QPen(theme.panel, px(8), Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(from - QPointF(0, down * px(5)), to + QPointF(0, down * px(3)));
        QPen pen(theme.text, 2 * uiScale);
        pen.setCapStyle(Qt::FlatCap);
        if (arrow.wants)
            pen.setDashPattern({2.5, 1.5});
        painter.setPen(pen);
        painter.drawLine(from, to - QPointF(0, down * head));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.text);
        painter.drawEllipse(from, 3 * uiScale, 3 * uiScale);
        drawHead(painter, to, down, head);
    }
    for (const RingArrow& arrow : ring) { // the numbers over all lines
        const QPointF centre(arrow.from.x() - 13 * uiScale, (arrow.from.y() + arrow.to.y()) / 2.0);
        const QString number = QString::number(arrow.number);
        painter.setPen(QPen(theme.panel, 1.5 * uiScale));
        painter.setBrush(theme.look(State::Blocked).ink);
        painter.drawEllipse(centre, 8 * uiScale, 8 * uiScale);
        painter.setFont(font);
        painter.setPen(theme.kind == ThemeKind::Dark ? theme.window : QColor(Qt::white));
        painter.drawText(centre + QPointF(-metrics.horizontalAdvance(number) / 2, metrics.capHeight() / 2), number);
    }
    painter.restore();
}

} // namespace simul
