#pragma once

#include "ui/timeline/device_pixels.h"
#include "ui/timeline/state_textures.h"

#include <optional>

namespace simul {

/// A lane's pixels, if all that drawing there does is to write them.
struct LanePixels {
    DevicePixels pixels; ///< from the lane's corner on
    QRect rect;          ///< in the scene
    int scale = 1;       ///< device pixels a pixel

    /// None: they cannot be written.
    static std::optional<LanePixels> under(const QPainter& painter, const QRect& lane);
};

/// Writes bodies that have no border pixel by pixel, as fillBodies() would draw them: where there are thousands of some
/// pixels each, in a tenth of the time. Reusable: keeps its memory from frame to frame.
class BodyFiller {
public:
    void setStyle(const Theme& theme);
    /// Where patterns begin, in pixels of the scene; 0 unless told.
    void setPatternOrigin(int x) { m_origin = x; }

    /// What of `body` lies within the lane. Returns whether it could be written.
    bool fill(const LanePixels& lane, State state, QRect body);

private:
    int m_origin = 0;
    StateTextures m_textures;
};

} // namespace simul
