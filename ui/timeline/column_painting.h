#pragma once

#include "ui/timeline/lane_boxes.h"
#include "ui/timeline/slice_painting.h"

#include <QColor>
#include <QImage>

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
    static constexpr std::size_t mostParts = 6; ///< states in a stack
    using Boundaries = std::array<std::vector<std::uint8_t>, mostParts>;

    /// How a state fills its part of a stack: a row of pixels for each line until it repeats, from where it begins on.
    struct Texture {
        QImage rows;
    };

    void paintStrip(QPainter& painter, std::span<const Column> columns, const QRect& lane, double scale);
    void makeTextures(int width, double scale);
    void findBoundaries(std::span<const Column> columns, int x0, int width, int height, double scale);
    void fillStrip(int patternX, int patternY, int width, int height);
    void fillShare(QPainter& painter, State state, std::span<const QRect> rects) const;
    std::size_t collect(std::span<const Column> columns, const QRect& lane);

    const Theme* m_theme = nullptr;
    Medium m_medium = Medium::Raster;
    QColor m_waiting;
    int m_origin = 0;
    double m_scale = 0; ///< of the textures: device pixels a pixel
    std::array<Texture, mostParts> m_textures;
    QImage m_strip;
    Boundaries m_boundaries;                   ///< by part and pixel: the height at which the part ends
    std::array<bool, 257> m_isBoundary{};      ///< by height: whether any part ends there
    std::vector<std::uint8_t> m_parts;         ///< of a line, by pixel
    std::vector<QRgb> m_nothing;               ///< a line of it

    struct LaneColumns {
        std::vector<Column> columns;
        QRect lane;
    };
    std::vector<LaneColumns> m_lanes; ///< of vectors, until they are drawn
    std::array<std::vector<QRect>, StateCount> m_rects;
};

} // namespace simul
