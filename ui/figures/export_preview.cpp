#include "ui/figures/export_preview.h"

#include <QPainter>

namespace simul {

void ExportPreview::setFigure(QImage image) {
    m_image = std::move(image);
    update();
}

void ExportPreview::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    const QRect ground = rect().adjusted(0, 0, -1, -1);
    painter.fillRect(rect(), palette().color(QPalette::Mid));
    if (m_image.isNull())
        return;
    const QSize room = ground.size() - QSize(16, 16);
    const QSize size = m_image.size().scaled(room, Qt::KeepAspectRatio).boundedTo(m_image.size());
    const QRect target(QPoint(ground.center().x() - size.width() / 2, ground.center().y() - size.height() / 2), size);
    // In two steps: Qt's smooth scaling looks at too few pixels when it makes a picture much smaller.
    const double ratio = devicePixelRatioF();
    QImage shown = m_image.scaled(size * ratio, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    shown.setDevicePixelRatio(ratio);
    painter.drawImage(target.topLeft(), shown);
}

} // namespace simul
