#include "ui/timeline/arrows.h"

#include <QImage>
#include <QPainter>
#include <QPolygonF>

namespace simul {

void Arrows::add(const Way& way) {
    const int direction = way.up ? -1 : 1;
    // Upright, and a dot where it begins: without smooth edges they cost a fifth.
    m_takeTime = m_takeTime || way.fromX != way.toX;
    if (way.fromX != way.toX)
        m_rects.emplace_back(way.fromX, way.fromY + direction * px(1) - m_thickness / 2, way.toX - way.fromX, m_thickness);
    if (way.departs) {
        const int radius = px(2);
        m_rects.emplace_back(way.fromX - radius, way.fromY - radius / 2, 2 * radius, radius);
        m_rects.emplace_back(way.fromX - radius / 2, way.fromY - radius, radius, 2 * radius);
    }
    if (!way.arrives)
        return;
    const int end = way.toY - direction * headHeight();
    m_rects.emplace_back(way.toX - m_thickness / 2, std::min(way.fromY, end), m_thickness, std::abs(end - way.fromY));
    (direction > 0 ? m_down : m_up).emplace_back(way.toX - headHeight(), std::min(way.toY, end));
}

/// Its top is in the middle.
QPolygonF Arrows::headOf(bool isDown) const {
    const int height = headHeight();
    const int point = isDown ? height : 0;
    const int back = height - point;
    return {QPointF(height, point), QPointF(0.3 * height, back), QPointF(1.7 * height, back)};
}

/// As all are alike.
QImage Arrows::pictureOf(const QPolygonF& head, const QColor& colour, double pixelRatio) const {
    const int height = headHeight();
    QImage image(QSize(2 * height, height) * pixelRatio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(pixelRatio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(head);
    return image;
}

void Arrows::paintShafts(QPainter& painter, const QColor& colour, Medium medium) const {
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.setRenderHint(QPainter::Antialiasing, medium == Medium::Vector);
    painter.drawRects(m_rects.data(), static_cast<int>(m_rects.size()));
    painter.restore();
}

void Arrows::paintHeads(QPainter& painter, const QColor& colour, Medium medium) const {
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.setRenderHint(QPainter::Antialiasing, medium == Medium::Vector);
    for (const bool isDown : {false, true}) {
        const std::vector<QPoint>& heads = isDown ? m_down : m_up;
        if (heads.empty())
            continue;
        const QPolygonF head = headOf(isDown);
        const QImage picture =
            medium == Medium::Raster ? pictureOf(head, colour, painter.device()->devicePixelRatio()) : QImage();
        for (const QPoint& at : heads) {
            if (medium == Medium::Raster)
                painter.drawImage(at, picture);
            else
                painter.drawPolygon(head.translated(at));
        }
    }
    painter.restore();
}

} // namespace simul
