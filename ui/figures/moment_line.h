#pragma once

#include "ui/theme.h"
#include "ui/timeline/layout.h"

#include <QPen>

class QPainter;

namespace simul {

/// An upright line through all lanes at one moment, on a ground of its own, because slices are dark. It stops before words
/// and goes on behind them, and leaves the panels' headers alone.
struct MomentLine {
    const TimelineLayout& layout;
    const Theme& theme;
    QPen pen;
    double margin; ///< around words, and below the lanes of a panel

    void paint(QPainter& painter, int x) const;

private:
    struct Reach {
        double top;
        double bottom;
    };

    std::vector<Reach> wordsAt(double x) const;
    void paintPart(QPainter& painter, int x, double top, double bottom) const;
};

} // namespace simul
