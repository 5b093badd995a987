#include "ui/timeline/scrolled_picture.h"

#include <QPainter>

#include <cmath>
#include <cstring>
#include <utility>

namespace simul {

namespace {

constexpr int roomToMove = 1024; ///< pixels
constexpr int roomToReturn = 128; ///< of these, for who pans to and fro

QRegion regionOf(const std::vector<QRect>& rects) {
    QRegion region;
    for (const QRect& rect : rects)
        region += rect;
    return region;
}

} // namespace

bool ScrolledPicture::isCurrent(QSize size, double pixelRatio) const {
    return m_stale == Part::Uncovered && m_moved == 0 && m_size == size && m_ratio == pixelRatio;
}

void ScrolledPicture::update(QSize size, double pixelRatio, const std::vector<QRect>& moving, const QRegion& uncovered,
                             const Paint& paint) {
    if (isCurrent(size, pixelRatio))
        return;
    if (m_moved != 0 && m_slack == 0 && pixelRatio == std::round(pixelRatio))
        takeSize(size, pixelRatio, static_cast<int>(roomToMove * pixelRatio)); // megabytes, only for who pans
    else if (m_size != size || m_ratio != pixelRatio)
        takeSize(size, pixelRatio, 0);
    m_moving = moving;
    if (m_stale == Part::Uncovered && !scroll())
        m_stale = Part::Moving;
    m_moved = 0;
    if (m_stale == Part::Still)
        paintStill(paint);
    const Part part = std::exchange(m_stale, Part::Uncovered);
    if (m_size.isEmpty())
        return;
    if (part != Part::Uncovered)
        m_offset = m_slack / 2;
    QPainter painter(&m_image);
    painter.translate(m_offset / m_ratio, 0);
    painter.setClipRegion(part == Part::Uncovered ? uncovered : regionOf(moving));
    paint(painter, part == Part::Uncovered ? Part::Uncovered : Part::Moving);
}

void ScrolledPicture::paintThrough(QPainter& painter, QPoint corner, QSize size, double pixelRatio,
                                   const std::vector<QRect>& moving, const Paint& paint) {
    if (m_size != size || m_ratio != pixelRatio)
        takeSize(size, pixelRatio, 0);
    m_moving = moving;
    if (m_stale == Part::Still)
        paintStill(paint);
    m_stale = Part::Moving;
    m_isPaintedThrough = true;
    m_moved = 0;
    for (const QRect& part : still())
        drawStill(painter, corner, part);
    painter.save();
    painter.translate(corner);
    painter.setClipRegion(regionOf(moving), Qt::IntersectClip);
    paint(painter, Part::Moving);
    painter.restore();
}

void ScrolledPicture::takeSize(QSize size, double pixelRatio, int slack) {
    m_slack = slack;
    m_image = QImage(size * pixelRatio + QSize(m_slack, 0), QImage::Format_RGB32);
    m_image.setDevicePixelRatio(pixelRatio);
    m_size = size;
    m_ratio = pixelRatio;
    m_stale = Part::Still;
}

void ScrolledPicture::paintStill(const Paint& paint) {
    if (m_size.isEmpty())
        return;
    QPainter painter(&m_image);
    painter.setClipRegion(still());
    paint(painter, Part::Still);
}

/// Returns whether that can be done.
bool ScrolledPicture::scroll() {
    const double exact = m_moved * m_ratio;
    const int by = static_cast<int>(std::lround(exact));
    if (std::abs(exact - by) > 1e-6)
        return false;
    m_offset -= by; // what is shown `by` further right than before is where it was
    if (m_offset >= 0 && m_offset <= m_slack)
        return true;
    const int back = std::min(static_cast<int>(roomToReturn * m_ratio), m_slack / 2);
    const int wanted = by > 0 ? m_slack - back : back; // whoever pans goes on that way
    moveStored(wanted - std::exchange(m_offset, wanted), by);
    return true;
}

/// Of what moves, which has moved by `shift`, only what was in view before is there; it goes `by` further right.
void ScrolledPicture::moveStored(int by, int shift) {
    constexpr std::size_t pixel = sizeof(QRgb);
    for (const QRect& part : m_moving) {
        const QRect to = stored(part);
        const int width = to.width() - std::abs(shift);
        const int left = to.left() + std::max(shift, 0);
        for (int y = to.top(); y <= to.bottom() && width > 0; ++y) {
            uchar* line = m_image.scanLine(y);
            std::memmove(line + pixel * static_cast<std::size_t>(left),
                         line + pixel * static_cast<std::size_t>(left - by), pixel * static_cast<std::size_t>(width));
        }
    }
}

/// Where in the image a part that moves lies.
QRect ScrolledPicture::stored(const QRect& part) const {
    const auto device = [this](int pixels) { return static_cast<int>(std::lround(pixels * m_ratio)); };
    const QRect rect(QPoint(device(part.left()), device(part.top())),
                     QPoint(device(part.right() + 1) - 1, device(part.bottom() + 1) - 1));
    return rect.translated(m_offset, 0) & m_image.rect();
}

QRegion ScrolledPicture::still() const {
    return QRegion(QRect(QPoint(), m_size)) - regionOf(m_moving);
}

void ScrolledPicture::draw(QPainter& painter, QPoint corner) const {
    for (const QRect& part : still())
        drawStill(painter, corner, part);
    for (const QRect& part : m_moving) {
        if (const QRect from = stored(part); !from.isEmpty())
            painter.drawImage(QPointF(corner + part.topLeft()), m_image, from);
    }
}

void ScrolledPicture::drawStill(QPainter& painter, QPoint corner, const QRect& part) const {
    if (part.isEmpty()) // which to a painter is everything
        return;
    painter.drawImage(QPointF(corner + part.topLeft()), m_image,
                      QRectF(QPointF(part.topLeft()) * m_ratio, QSizeF(part.size()) * m_ratio));
}

} // namespace simul
