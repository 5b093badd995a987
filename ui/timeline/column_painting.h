#pragma once

#include "ui/timeline/slice_painting.h"
#include "ui/timeline/stacking.h"

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
    /// Pixels in lines, so many from one line to the next.
    struct Pixels {
        QRgb* first = nullptr;
        qsizetype perLine = 0;
    };
    /// Where no column is.
    enum class Gaps { AreClear, StayAsTheyAre };

    static Pixels pixelsUnder(const QPainter& painter, const QRect& rect);
    void paintStrip(QPainter& painter, std::span<const Column> columns, const QRect& lane, double scale);
    void makeTextures(int width, double scale);
    void findTops(std::span<const Column> columns, int x0, QSize size, double scale);
    void fillStrip(const Pixels& pixels, QSize size, QPoint pattern, Gaps gaps) const;
    void fillLine(QRgb* line, std::size_t count, std::uint8_t above,
                  const std::array<const QRgb*, stackParts + 1>& rows) const;
    void fillShare(QPainter& painter, State state, std::span<const QRect> rects) const;
    std::size_t collect(std::span<const Column> columns, const QRect& lane);

    const Theme* m_theme = nullptr;
    Medium m_medium = Medium::Raster;
    QColor m_waiting;
    int m_origin = 0;
    double m_scale = 0; ///< of the textures: device pixels a pixel
    /// How a state fills its part of a stack: a row of pixels for each line until it repeats, from where it begins on.
    std::array<QImage, stackParts> m_textures;
    bool m_areOpaque = false; ///< all of them
    QImage m_strip;
    StackShares m_shares; ///< by device pixel
    StackTops m_tops;
    std::vector<QRgb> m_nothing; ///< a line of it

    struct LaneColumns {
        std::vector<Column> columns;
        QRect lane;
    };
    std::vector<LaneColumns> m_lanes; ///< of vectors, until they are drawn
    std::array<std::vector<QRect>, StateCount> m_rects;
};

} // namespace simul
