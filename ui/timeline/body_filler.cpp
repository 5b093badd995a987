#include "ui/timeline/body_filler.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace simul {

std::optional<LanePixels> LanePixels::under(const QPainter& painter, const QRect& lane) {
    const double scale = painter.deviceTransform().m11();
    if (scale < 1 || scale != std::floor(scale) || scale != painter.deviceTransform().m22()) // else a body's edges lie between pixels
        return std::nullopt;
    const DevicePixels pixels = pixelsUnder(painter, lane);
    if (pixels.first == nullptr)
        return std::nullopt;
    return LanePixels{pixels, lane, static_cast<int>(scale)};
}

void BodyFiller::setStyle(const Theme& theme) {
    m_textures.setStyle(theme, theme.look(State::Waiting).ink);
}

bool BodyFiller::fill(const LanePixels& lane, State state, QRect body) {
    body &= lane.rect;
    if (body.isEmpty())
        return true;
    const auto part = static_cast<std::size_t>(std::ranges::find(stackOrder, state) - stackOrder.begin());
    const int width = body.width() * lane.scale;
    m_textures.make(width, lane.scale);
    if (part == stackParts || !m_textures.areOpaque())
        return false;
    const StateTexture& texture = m_textures.all()[part];
    const QPoint place = (body.topLeft() - lane.rect.topLeft()) * lane.scale;
    QRgb* line = lane.pixels.first + place.y() * lane.pixels.perLine + place.x();
    QRgb* const end = line + body.height() * lane.scale * lane.pixels.perLine;
    if (texture.period == 1) {
        for (; line != end; line += lane.pixels.perLine)
            std::fill_n(line, width, *texture.first);
        return true;
    }
    TextureLines lines(texture, QPoint(body.left() - m_origin, body.top()) * lane.scale);
    for (; line != end; line += lane.pixels.perLine)
        std::copy_n(lines.next(), width, line);
    return true;
}

} // namespace simul
