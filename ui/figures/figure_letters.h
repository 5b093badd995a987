#pragma once

#include "ui/figures/figure.h"
#include "ui/figures/figure_frame.h"
#include "ui/timeline/layout.h"

namespace simul {

/// Letters in circles over the lanes, each with a line down through them at its moment.
struct FigureLetters {
    const FigureFrame& frame;
    const TimelineLayout& layout;
    const std::vector<FigureLetter>& letters;

    /// What they take between legend and lanes.
    static int heightOf(const FigureFrame& frame, const std::vector<FigureLetter>& letters) {
        return letters.empty() ? 0 : frame.px(30);
    }
    /// Ends at the lanes' top, which is the painter's y = 0.
    void paint(QPainter& painter) const;

private:
    std::vector<double> centres() const;
};

} // namespace simul
