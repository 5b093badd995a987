#pragma once

#include "ui/figures/figure_frame.h"
#include "ui/timeline/ticks.h"

namespace simul {

/// The time axis below the lanes of a figure, and a bar that says how long a piece of it is.
struct FigureAxis {
    const FigureFrame& frame;
    const TimeScale& scale;
    const std::vector<Tick>& ticks;

    static int height(const FigureFrame& frame) { return frame.px(62); }
    void paint(QPainter& painter, int top) const;

private:
    void paintScaleBar(QPainter& painter, int top) const;
};

} // namespace simul
