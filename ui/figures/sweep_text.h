#pragma once

#include "engine/scenarios/sweep.h"

#include <QString>

namespace simul {

/// A parameter's title in the user's language.
QString parameterTitle(const Scenario& scenario, const Parameter& parameter);

/// A value with its unit, whole: "24", "1 min 31.5 s", "12.5 %".
QString valueText(const Value& value);

/// What came of a run: "0:30:55", or how it ended: "deadlock at 0:00:03".
QString pointText(const SweepPoint& point);

/// "Judit Polgár’s simul: makespan over opponents".
QString sweepTitle(const SweepRequest& request);

/// Clock, seed, and the scenario's other parameters: "Simulated clock, seed 1, moves per game 30."
QString sweepSubtitle(const SweepRequest& request);

/// The command that does the sweep again.
QString sweepCommand(const SweepRequest& request);

} // namespace simul
