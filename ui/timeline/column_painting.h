#pragma once

#include "ui/timeline/stack_filler.h"

namespace simul {

/// Paints columns as stacked shares: on raster devices pixel by pixel, a lane as one picture, else as rectangles that
/// are grouped by colour. Both come out the same. Reusable: keeps its memory from frame to frame.
class ColumnPainter {
public:
    /// To be called before anything is drawn on a device. `waiting`: a rail says nothing about shares, so that Waiting
    /// is an area of this colour; the other states look as ever.
    void setStyle(const Theme& theme, Medium medium, const QColor& waiting);

    /// Where patterns begin, in pixels of the scene; 0 unless told.
    void setPatternOrigin(int x) { m_origin = x; }

    /// `columns`: sorted, within `lane`. On a device of vectors nothing is drawn before finish().
    void paint(QPainter& painter, std::span<const Column> columns, const QRect& lane);
    void finish(QPainter& painter);

private:
    void paintStrip(QPainter& painter, std::span<const Column> columns, const QRect& lane, double scale);
    std::size_t collect(std::span<const Column> columns, const QRect& lane);

    const Theme* m_theme = nullptr;
    Medium m_medium = Medium::Raster;
    QColor m_waiting;
    int m_origin = 0;
    StateTextures m_textures;
    StackFiller m_stacks;
    QImage m_strip; ///< where they cannot be written where they are seen

    struct LaneColumns {
        std::vector<Column> columns;
        QRect lane;
    };
    std::vector<LaneColumns> m_lanes; ///< of vectors, until they are drawn
    std::array<std::vector<QRect>, StateCount> m_rects;
};

} // namespace simul
