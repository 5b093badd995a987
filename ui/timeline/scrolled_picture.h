#pragma once

#include <QImage>
#include <QRegion>

#include <functional>
#include <optional>

namespace simul {

/// A picture that is kept from frame to frame: where parts of it have only moved sideways, they are moved, and painted is
/// what comes into view.
class ScrolledPicture {
public:
    /// Paints what is in `region` anew; the painter is clipped to it.
    using Paint = std::function<void(QPainter&, const QRegion& region)>;

    /// All of it is to be painted anew.
    void invalidate() { m_isStale = true; }
    /// What moves has moved by so many pixels since the last update.
    void moveBy(int pixels) { m_moved += pixels; }
    /// Whether it would be the same after an update() with this size and ratio.
    bool isCurrent(QSize size, double pixelRatio) const;

    /// `moving`: what moves sideways, and what is to be painted anew then, because it does not move pixel by pixel.
    struct Parts {
        std::vector<QRect> moving;
        std::vector<QRect> changing;
        int margin = 0; ///< pixels at the ends of what moves that look otherwise there than in the middle
    };
    const QImage& update(QSize size, double pixelRatio, const Parts& parts, const Paint& paint);

private:
    bool scroll(const Parts& parts, QRegion& uncovered);

    QImage m_image;
    double m_ratio = 1;
    bool m_isStale = true;
    int m_moved = 0;
};

} // namespace simul
