#pragma once

#include "engine/scenarios/parameter.h"

namespace simul {

/// Where the values of a parameter lie on a slider: from its least to a few times its default, in round steps. What is
/// beyond can be typed; then the slider reaches that far.
class ValueScale {
public:
    /// `parameter` is a number, a duration or a percentage.
    ValueScale(const Parameter& parameter, const Value& shown);

    int steps() const { return m_steps; }
    int positionOf(const Value& value) const;
    /// As the command line would write it.
    std::string textAt(int position) const;

private:
    double numberAt(int position) const;

    Value m_kind; ///< tells number from duration from percentage
    double m_least = 0;
    double m_step = 1;
    int m_steps = 100;
};

/// The value as a number: nanoseconds of durations.
double asNumber(const Value& value);

} // namespace simul
