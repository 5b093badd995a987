#pragma once

#include "ui/timeline/slice_painting.h"

#include <QPoint>
#include <QRect>

#include <algorithm>
#include <cmath>
#include <vector>

class QColor;
class QImage;
class QPainter;
class QPolygonF;

namespace simul {

/// Upright arrows of one colour, some with a way along their lane before. Collected and painted at once: one by one, three
/// hundred of them would cost more than all that lies below.
class Arrows {
public:
    /// `width`: of a shaft, in pixels at 100 %.
    Arrows(double uiScale, double width) : m_uiScale(uiScale), m_thickness(std::max(1, px(width))) {}

    /// From a dot at `fromX` along the lane's edge at `fromY` to `toX`, and there to the head's point at `toY`. Both heights
    /// are the first pixel beyond the lane that they touch.
    struct Way {
        int fromX = 0;
        int toX = 0;
        int fromY = 0;
        int toY = 0;
        bool up = false;     ///< said, for the heights do not tell where lanes touch
        bool departs = true; ///< false: it did so left of what is shown
        bool arrives = true; ///< false: right of it
    };
    void add(const Way& way);
    void paintShafts(QPainter& painter, const QColor& colour, Medium medium) const;
    void paintHeads(QPainter& painter, const QColor& colour, Medium medium) const;
    void paint(QPainter& painter, const QColor& colour, Medium medium = Medium::Raster) const {
        paintShafts(painter, colour, medium);
        paintHeads(painter, colour, medium);
    }
    bool isEmpty() const { return m_rects.empty(); }
    bool takeTime() const { return m_takeTime; } ///< some arrive later than they set out

private:
    QPolygonF headOf(bool isDown) const;
    QImage pictureOf(const QPolygonF& head, const QColor& colour, double pixelRatio) const;
    int headHeight() const { return px(5); }
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * m_uiScale)); }

    double m_uiScale;
    int m_thickness;
    std::vector<QRect> m_rects; ///< shafts and dots
    std::vector<QPoint> m_up;   ///< the heads' corners
    std::vector<QPoint> m_down;
    bool m_takeTime = false;
};

} // namespace simul
