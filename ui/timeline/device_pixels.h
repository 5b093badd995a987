#pragma once

#include <QImage>
#include <QRect>

class QPainter;

namespace simul {

/// Pixels to be written, in lines, so many from one line to the next.
struct DevicePixels {
    QRgb* first = nullptr;
    qsizetype perLine = 0;
};

/// Between a line of pixels and the next.
inline qsizetype perLine(const QImage& image) {
    return image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
}

/// Those under `rect` of the scene, if all that drawing opaque pixels there does is to write them; else none. A
/// widget's pixels are an image too.
DevicePixels pixelsUnder(const QPainter& painter, const QRect& rect);

} // namespace simul
