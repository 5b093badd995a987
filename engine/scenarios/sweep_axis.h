#pragma once

#include "engine/scenarios/parameter.h"

namespace simul {

/// More runs than this are a slip of the finger.
inline constexpr std::size_t mostSweepRuns = 100'000;

/// The values of one parameter that a sweep goes through, rising in equal steps.
struct SweepAxis {
    Parameter parameter;
    std::vector<Value> values; ///< at least one, all allowed
};

/// Whether a sweep can go over the parameter: numbers, durations and percentages, not switches and words.
bool canBeSwept(const Parameter& parameter);

/// Reads `name=A..B` or `name=A..B:STEP`, each in the parameter's own unit. Without STEP numbers go up by 1, durations and
/// percentages by the least round step that makes at most 100 of them. B is the last value if the steps meet it. `modes` is how often each value runs.
Result<SweepAxis> parseSweepAxis(const Parameters& parameters, std::string_view text, std::size_t modes);

/// The value on a line of numbers: seconds of durations.
double positionOf(const Value& value);

} // namespace simul
