#include "ui/timeline/panel_glide.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace simul {

PanelGlide::PanelGlide(Picture before, const QRect& body, const QColor& ground)
    : m_before(std::move(before)), m_body(body), m_ground(ground) {}

const PanelGlide::Strip* PanelGlide::before(std::size_t run) const {
    const auto found = std::ranges::find(m_before.panels, run, &Strip::run);
    return found == m_before.panels.end() ? nullptr : &*found;
}

std::vector<PanelGlide::Strip> PanelGlide::placesAt(const std::vector<Strip>& now, double part) const {
    std::vector<Strip> places = now;
    const auto between = [part](int from, int to) { return from + static_cast<int>(std::lround((to - from) * part)); };
    for (Strip& place : places) {
        if (const Strip* from = before(place.run))
            place = {place.run, between(from->top, place.top), between(from->bottom, place.bottom)};
    }
    return places;
}

PanelGlide::Picture PanelGlide::at(const Picture& now, double part) const {
    Picture picture{now.image, placesAt(now.panels, part)};
    QPainter painter(&picture.image);
    painter.fillRect(m_body, m_ground);
    for (std::size_t index = 0; index < now.panels.size(); ++index) {
        const Strip& place = picture.panels[index];
        painter.setClipRect(QRect(0, place.top, m_body.width(), place.bottom - place.top) & m_body);
        if (const Strip* from = before(place.run)) // lanes that fold away are only there
            paintStrip(painter, m_before.image, *from, place);
        paintStrip(painter, now.image, now.panels[index], place);
    }
    return picture;
}

/// As much of it as is in the picture.
void PanelGlide::paintStrip(QPainter& painter, const QImage& image, const Strip& strip, const Strip& place) const {
    const QRect seen = QRect(0, strip.top, m_body.width(), strip.bottom - strip.top) & m_body;
    const double ratio = image.devicePixelRatio();
    painter.drawImage(QRectF(seen.translated(0, place.top - strip.top)), image,
                      QRectF(seen.x() * ratio, seen.y() * ratio, seen.width() * ratio, seen.height() * ratio));
}

} // namespace simul
