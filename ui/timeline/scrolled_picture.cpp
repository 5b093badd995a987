#include "ui/timeline/scrolled_picture.h"

#include <QPainter>

#include <cmath>
#include <cstring>
#include <utility>

namespace simul {

namespace {

QRegion regionOf(const std::vector<QRect>& rects) {
    QRegion region;
    for (const QRect& rect : rects)
        region += rect;
    return region;
}

} // namespace

bool ScrolledPicture::isCurrent(QSize size, double pixelRatio) const {
    return m_stale == Part::Uncovered && m_moved == 0 && m_image.size() == size * pixelRatio && m_ratio == pixelRatio;
}

const QImage& ScrolledPicture::update(QSize size, double pixelRatio, const std::vector<QRect>& moving,
                                      const QRegion& uncovered, const Paint& paint) {
    if (isCurrent(size, pixelRatio))
        return m_image;
    if (m_image.size() != size * pixelRatio || m_ratio != pixelRatio) {
        m_image = QImage(size * pixelRatio, QImage::Format_RGB32);
        m_image.setDevicePixelRatio(pixelRatio);
        m_ratio = pixelRatio;
        m_stale = Part::All;
    }
    if (m_stale == Part::Uncovered && !scroll(moving))
        m_stale = Part::Moving;
    const Part part = std::exchange(m_stale, Part::Uncovered);
    m_moved = 0;
    if (m_image.isNull())
        return m_image;
    QPainter painter(&m_image);
    if (part != Part::All)
        painter.setClipRegion(part == Part::Moving ? regionOf(moving) : uncovered);
    paint(painter, part);
    return m_image;
}

/// Returns whether that can be done.
bool ScrolledPicture::scroll(const std::vector<QRect>& parts) {
    const double exact = m_moved * m_ratio;
    const int by = static_cast<int>(std::lround(exact));
    if (std::abs(exact - by) > 1e-6)
        return false;
    const auto device = [this](int pixels) { return static_cast<int>(std::lround(pixels * m_ratio)); };
    const QRect whole(QPoint(), m_image.size());
    constexpr std::size_t pixel = sizeof(QRgb);
    for (const QRect& part : parts) {
        const QRect rect = whole & QRect(QPoint(device(part.left()), device(part.top())),
                                         QPoint(device(part.right() + 1) - 1, device(part.bottom() + 1) - 1));
        const int width = rect.width() - std::abs(by);
        if (width <= 0)
            continue;
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            uchar* line = m_image.scanLine(y) + pixel * static_cast<std::size_t>(rect.left());
            std::memmove(line + pixel * static_cast<std::size_t>(std::max(by, 0)),
                         line + pixel * static_cast<std::size_t>(std::max(-by, 0)), pixel * static_cast<std::size_t>(width));
        }
    }
    return true;
}

} // namespace simul
