#pragma once

#include "ui/timeline/device_pixels.h"
#include "ui/timeline/state_textures.h"

namespace simul {

/// Writes columns as stacks, pixel by pixel. Reusable: keeps its memory from lane to lane.
class StackFiller {
public:
    /// Where no column is, and over the stacks.
    enum class Gaps { AreClear, StayAsTheyAre };

    /// `size`: of the strip that the columns, of the scene, from `x0` on cover, in device pixels; `scale`: those a
    /// pixel.
    void stack(std::span<const Column> columns, int x0, QSize size, double scale);
    /// `pattern`: the strip's corner, from where patterns begin. Each texture is wider than the strip by a repetition.
    void fill(const DevicePixels& pixels, const StackTextures& textures, QPoint pattern, Gaps gaps);

private:
    using Rows = std::array<const QRgb*, stackParts + 1>;

    void fillLine(QRgb* line, std::uint8_t above, const Rows& rows) const;

    QSize m_size;
    StackShares m_shares; ///< by device pixel
    StackTops m_tops;
    std::vector<QRgb> m_nothing; ///< a line of it
};

} // namespace simul
