#pragma once

#include "ui/comparison.h"

#include <QString>

namespace simul {

/// "Coroutines".
QString modeName(Mode mode);
/// The mode's name, or the run's own if it comes from a file.
QString runName(const ModeRun& run);
/// The icon's name in resources/icons.
QString modeIcon(Mode mode);
/// One line about how a run of this mode goes, in the scenario's words: "one Judit, tables one after another".
QString modeLine(const Scenario* scenario, const ModeRun& run);
/// "38 % busy"; empty for a run without workers: a file of others may name none.
QString busyText(const ModeRun& run);
/// How a run ended, in a word or two: "deadlock".
QString outcomeText(Outcome outcome);

} // namespace simul
