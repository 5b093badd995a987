#include "ui/figures/mode_look.h"

#include <QPainter>
#include <QPolygonF>

#include <cmath>

namespace simul {

namespace {

/// In widths of the line.
QList<qreal> dashesOf(Mode mode) {
    switch (mode) {
    case Mode::Sync:
        return {1.5, 2};
    case Mode::Threads:
        return {6, 3};
    case Mode::Pool:
        return {8, 2.5, 1.5, 2.5};
    case Mode::Processes:
        return {12, 3};
    case Mode::Polling:
        return {5, 2, 1.5, 2, 1.5, 2};
    case Mode::Coroutines:
        break;
    }
    return {};
}

/// A regular polygon, its first corner at `turn` degrees (0: to the right).
QPolygonF polygon(QPointF centre, double radius, int corners, double turn) {
    QPolygonF shape;
    for (int corner = 0; corner < corners; ++corner) {
        const double angle = (turn + 360.0 * corner / corners) * 3.14159265358979 / 180;
        shape << centre + radius * QPointF(std::cos(angle), std::sin(angle));
    }
    return shape;
}

} // namespace

QPen modePen(const Theme& theme, Mode mode, double scale) {
    QPen pen(theme.ink(mode), 2 * scale);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::RoundJoin);
    if (const QList<qreal> dashes = dashesOf(mode); !dashes.isEmpty())
        pen.setDashPattern(dashes);
    return pen;
}

void drawModeMarker(QPainter& painter, const Theme& theme, Mode mode, QPointF centre, double size) {
    const double radius = size / 2;
    painter.setPen(QPen(theme.panel, size / 8)); // lets marks on one another be told apart
    painter.setBrush(theme.ink(mode));
    switch (mode) {
    case Mode::Sync:
        painter.drawPolygon(polygon(centre, radius * 1.2, 4, 45));
        break;
    case Mode::Threads:
        painter.drawPolygon(polygon(centre, radius * 1.25, 3, -90));
        break;
    case Mode::Pool:
        painter.drawPolygon(polygon(centre, radius * 1.25, 4, 0));
        break;
    case Mode::Processes:
        painter.drawPolygon(polygon(centre, radius * 1.1, 5, -90));
        break;
    case Mode::Coroutines:
        painter.drawEllipse(centre, radius, radius);
        break;
    case Mode::Polling:
        painter.drawPolygon(polygon(centre, radius * 1.25, 3, 90));
        break;
    }
}

} // namespace simul
