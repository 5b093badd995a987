#include "ui/timeline/state_textures.h"

#include "ui/timeline/device_pixels.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace simul {

namespace {

bool isOpaque(const QImage& image) {
    for (int y = 0; y < image.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        if (!std::all_of(line, line + image.width(), [](QRgb pixel) { return qAlpha(pixel) == 255; }))
            return false;
    }
    return true;
}

} // namespace

void StateTextures::setStyle(const Theme& theme, const QColor& waiting) {
    if (m_theme != &theme || m_waiting != waiting)
        m_scale = 0; // those that there are belong to another theme
    m_theme = &theme;
    m_waiting = waiting;
}

void StateTextures::make(int width, double scale) {
    if (m_scale == scale && m_width >= width)
        return;
    m_scale = scale;
    m_width = std::max(width, 2048);
    m_areOpaque = true;
    for (std::size_t part = 0; part < stackParts; ++part) {
        QImage& image = m_images[part];
        const int period = std::max(1, patternPeriod(*m_theme, stackOrder[part], scale));
        image = QImage(m_width + period, period, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.scale(scale, scale);
        const QRect all(0, 0, static_cast<int>(std::ceil(image.width() / scale)),
                        static_cast<int>(std::ceil(period / scale)));
        fillShares(painter, *m_theme, m_waiting, stackOrder[part], {&all, 1}, Medium::Raster);
        m_areOpaque = m_areOpaque && isOpaque(image);
        m_textures[part] = {reinterpret_cast<const QRgb*>(image.constBits()), perLine(image), period};
    }
}

void fillShares(QPainter& painter, const Theme& theme, const QColor& waiting, State state, std::span<const QRect> areas,
                Medium medium) {
    if (state != State::Waiting) {
        fillBodies(painter, theme, state, areas, false, medium);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(waiting);
    painter.drawRects(areas.data(), static_cast<int>(areas.size()));
}

} // namespace simul
