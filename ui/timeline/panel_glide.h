#pragma once

#include <QColor>
#include <QImage>
#include <QRect>

#include <vector>

class QPainter;

namespace simul {

/// Panels on their way from where they were to where they are now, after one has folded or unfolded: cut out of pictures
/// of the view before and now, they slide and open. Costs no layout on the way.
class PanelGlide {
public:
    /// Where the panel of a run is in a picture, from its header on.
    struct Strip {
        std::size_t run = 0;
        int top = 0;
        int bottom = 0; ///< behind it
        friend bool operator==(const Strip&, const Strip&) = default;
    };
    struct Picture {
        QImage image;
        std::vector<Strip> panels;
    };

    /// `body`: where panels are; `ground`: what is behind them.
    PanelGlide(Picture before, const QRect& body, const QColor& ground);

    /// Where they are when `part` of the way is gone, 0 to 1. What was not there before does not move.
    std::vector<Strip> placesAt(const std::vector<Strip>& now, double part) const;
    /// The same moment as a picture of the whole view.
    Picture at(const Picture& now, double part) const;

private:
    void paintStrip(QPainter& painter, const QImage& image, const Strip& strip, const Strip& place) const;
    const Strip* before(std::size_t run) const;

    Picture m_before;
    QRect m_body;
    QColor m_ground;
};

} // namespace simul
