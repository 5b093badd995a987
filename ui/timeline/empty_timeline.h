#pragma once

#include "ui/theme.h"

#include <QRect>

#include <cmath>

class QPainter;

namespace simul {

/// What stands where nothing has run yet: whiskers in place of lanes, and a button that runs.
struct EmptyTimeline {
    const Theme& theme;
    double uiScale;
    QRect rect; ///< below the legend
    int axisLeft;
    bool canRun; ///< a mode is chosen

    QRect runButtonRect() const;
    void paint(QPainter& painter, bool isOverRun) const;

private:
    void paintWhiskers(QPainter& painter) const;
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * uiScale)); }
};

} // namespace simul
