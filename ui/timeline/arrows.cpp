#include "ui/timeline/arrows.h"

#include <QImage>
#include <QPainter>

namespace simul {

void Arrows::add(int x, int fromY, int toY) {
    const int direction = toY > fromY ? 1 : -1;
    const int end = toY - direction * headHeight();
    // Upright, and a dot where it begins: without smooth edges they cost a fifth.
    m_rects.emplace_back(x - m_thickness / 2, std::min(fromY, end), m_thickness, std::abs(end - fromY));
    const int radius = px(2);
    m_rects.emplace_back(x - radius, fromY - radius / 2, 2 * radius, radius);
    m_rects.emplace_back(x - radius / 2, fromY - radius, radius, 2 * radius);
    (direction > 0 ? m_down : m_up).emplace_back(x - headHeight(), std::min(toY, end));
}

/// A picture, as all are alike; its top in the middle.
QImage Arrows::headOf(bool isDown, const QColor& colour, double pixelRatio) const {
    const int height = headHeight();
    QImage image(QSize(2 * height, height) * pixelRatio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(pixelRatio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const int point = isDown ? height : 0;
    const int back = height - point;
    painter.drawPolygon(
        QPolygonF({QPointF(height, point), QPointF(0.3 * height, back), QPointF(1.7 * height, back)}));
    return image;
}

void Arrows::paint(QPainter& painter, const QColor& colour) const {
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.drawRects(m_rects.data(), static_cast<int>(m_rects.size()));
    for (const bool isDown : {false, true}) {
        const std::vector<QPoint>& heads = isDown ? m_down : m_up;
        if (heads.empty())
            continue;
        const QImage head = headOf(isDown, colour, painter.device()->devicePixelRatio());
        for (const QPoint& at : heads)
            painter.drawImage(at, head);
    }
    painter.restore();
}

} // namespace simul
