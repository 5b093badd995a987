#pragma once

#include "engine/scenarios/sweep.h"

#include <QString>

#include <vector>

namespace simul {

/// A mark of a chart's axis.
struct AxisTick {
    double position = 0;
    QString label;
};

/// Round values of the swept parameter between the first and the last one, at least `pixels` apart on an axis that is
/// `length` pixels long. Positions are those of positionOf().
std::vector<AxisTick> valueTicks(const SweepAxis& axis, double length, double pixels);

/// Round times from zero to `most`. Positions are seconds.
std::vector<AxisTick> makespanTicks(Duration most, double length, double pixels);

/// Round times from `least` (which is greater than zero) to `most`. Positions are logarithms of seconds to base 10.
std::vector<AxisTick> logarithmicTicks(Duration least, Duration most, double length, double pixels);

} // namespace simul
