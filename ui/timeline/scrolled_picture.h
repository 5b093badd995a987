#pragma once

#include <QImage>
#include <QRegion>

#include <functional>
#include <vector>

namespace simul {

/// A picture that is kept from frame to frame: where parts of it have only moved sideways, they are moved, and painted is
/// what comes into view.
class ScrolledPicture {
public:
    /// Paints all of it, or what was said to be uncovered; the painter is clipped to that.
    using Paint = std::function<void(QPainter&, bool isAll)>;

    /// All of it is to be painted anew.
    void invalidate() { m_isStale = true; }
    /// What moves has moved by so many pixels since the last update.
    void moveBy(int pixels) { m_moved += pixels; }
    int moved() const { return m_moved; }
    /// Whether it would be the same after an update() with this size and ratio.
    bool isCurrent(QSize size, double pixelRatio) const;

    /// `moving`: what has moved by moved() pixels within itself. `uncovered`: what has to be painted anew then.
    const QImage& update(QSize size, double pixelRatio, const std::vector<QRect>& moving, const QRegion& uncovered,
                         const Paint& paint);

private:
    bool scroll(const std::vector<QRect>& parts);

    QImage m_image;
    double m_ratio = 1;
    bool m_isStale = true;
    int m_moved = 0;
};

} // namespace simul
