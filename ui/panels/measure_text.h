#pragma once

#include "ui/comparison.h"

#include <QString>

namespace simul {

/// "Longest wait of a hurt child", in the user's language.
QString measureName(const Scenario* scenario, const Measure& measure);
/// Its value: "0:12:00" in a run of `whole`, or a number.
QString measureText(const Measure& measure, Duration whole);
/// nullptr if the run has none of that name.
const Measure* measureNamed(const Trace& trace, const std::string& name);
/// Of all runs, in the order in which they come.
std::vector<std::string> measureNames(const Comparison& comparison);

} // namespace simul
