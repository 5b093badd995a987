#pragma once

#include <QImage>
#include <QRegion>

#include <algorithm>
#include <functional>
#include <vector>

namespace simul {

/// A picture that is kept from frame to frame. Some parts of it move sideways: where they have done nothing else, painted is
/// only what comes into view. They lie in a wider image, so that even a pan seldom copies them.
class ScrolledPicture {
public:
    /// What is to be painted; the painter is clipped to it.
    enum class Part { Uncovered, Moving, Still };
    using Paint = std::function<void(QPainter&, Part)>;

    /// What moves is to be painted anew, or all of it.
    void invalidate(Part part = Part::Still) {
        m_stale = std::max(m_stale, part);
        m_isPaintedThrough = false;
    }
    /// What moves has moved by so many pixels since the last update.
    void moveBy(int pixels) { m_moved += pixels; }
    int moved() const { return m_moved; }
    /// Whether it would be the same after an update() with this size and ratio.
    bool isCurrent(QSize size, double pixelRatio) const;

    /// `moving`: what has moved by moved() pixels within itself; from top to bottom, all from the same x on to the right
    /// end. `uncovered`: what has to be painted anew then.
    void update(QSize size, double pixelRatio, const std::vector<QRect>& moving, const QRegion& uncovered,
                const Paint& paint);
    /// Its top left corner comes to `corner`.
    void draw(QPainter& painter, QPoint corner) const;
    /// Instead of both, if the next frame will probably be another: what moves is painted where it is shown, and not kept.
    void paintThrough(QPainter& painter, QPoint corner, QSize size, double pixelRatio, const std::vector<QRect>& moving,
                      const Paint& paint);
    /// Whether what moves is another than in all frames so far.
    bool isNew() const { return m_stale != Part::Uncovered && !m_isPaintedThrough; }
    /// Only a part that does not move.
    void drawStill(QPainter& painter, QPoint corner, const QRect& part) const;

private:
    void takeSize(QSize size, double pixelRatio, int slack);
    void paintStill(const Paint& paint);
    bool scroll();
    void moveStored(int by, int shift);
    QRect stored(const QRect& part) const;
    QRegion still() const;

    QImage m_image;
    QSize m_size;
    double m_ratio = 1;
    Part m_stale = Part::Still; ///< Uncovered: nothing, if nothing has moved
    bool m_isPaintedThrough = false; ///< what is stale
    int m_moved = 0;
    std::vector<QRect> m_moving;
    int m_offset = 0; ///< device pixels that what moves lies further right in the image
    int m_slack = 0;  ///< the most of that
};

} // namespace simul
