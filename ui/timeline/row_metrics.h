#pragma once

#include "engine/analysis/resources.h"

#include <cmath>

namespace simul {

enum class Density { Roomy, Normal, Compact, Micro };

/// Heights at 100 % of everything that is stacked vertically; `scale` makes them larger on a projector or in a figure.
struct RowMetrics {
    double scale = 1;
    int header = 34;
    int groupGap = 6;     ///< between workers and tasks
    int panelPadding = 4; ///< below the last lane
    Density most = Density::Roomy;

    int px(double pixels) const { return static_cast<int>(std::lround(pixels * scale)); }
    int workerHeight(Density density) const;
    int taskHeight(Density density) const;
    int resourceHeight(const ResourceUse& use, Density density) const;
    int cpuHeight(Density density) const;
    int threadHeight(Density density) const; ///< 0: there is no room to show it
    int gap(Density density) const;
    int selectedHeight() const { return px(20); }
    int foldedHeight() const { return px(18); }
};

} // namespace simul
