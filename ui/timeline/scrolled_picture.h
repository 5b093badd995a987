#pragma once

#include <QImage>
#include <QRegion>

#include <algorithm>
#include <functional>
#include <vector>

namespace simul {

/// A picture that is kept from frame to frame. Some parts of it move sideways: where they have done nothing else, they are
/// moved, and painted is what comes into view.
class ScrolledPicture {
public:
    /// What is to be painted; the painter is clipped to it.
    enum class Part { Uncovered, Moving, All };
    using Paint = std::function<void(QPainter&, Part)>;

    /// All of it is to be painted anew, or only what moves.
    void invalidate(Part part = Part::All) { m_stale = std::max(m_stale, part); }
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
    Part m_stale = Part::All; ///< Uncovered: nothing, if nothing has moved
    int m_moved = 0;
};

} // namespace simul
