#include "ui/timeline/device_pixels.h"

#include <QPaintEngine>
#include <QPainter>

namespace simul {

DevicePixels pixelsUnder(const QPainter& painter, const QRect& rect) {
    const QTransform& transform = painter.deviceTransform();
    const QPaintEngine* engine = painter.paintEngine();
    if (engine->paintDevice()->devType() != QInternal::Image || transform.type() > QTransform::TxScale ||
        painter.opacity() < 1 || painter.compositionMode() != QPainter::CompositionMode_SourceOver)
        return {};
    auto* image = static_cast<QImage*>(engine->paintDevice());
    const bool is32Bit =
        image->format() == QImage::Format_RGB32 || image->format() == QImage::Format_ARGB32_Premultiplied;
    const QRectF exact = transform.mapRect(QRectF(rect));
    const QRect inImage = exact.toRect();
    if (!is32Bit || QRectF(inImage) != exact || !image->rect().contains(inImage))
        return {};
    const auto isCut = [](const QRegion& clip, const QRect& whole) { return !(QRegion(whole) - clip).isEmpty(); };
    if ((painter.hasClipping() && isCut(painter.clipRegion(), rect)) ||
        (!engine->systemClip().isEmpty() && isCut(engine->systemClip(), inImage)))
        return {};
    return {reinterpret_cast<QRgb*>(image->scanLine(inImage.top())) + inImage.left(), perLine(*image)};
}

} // namespace simul
