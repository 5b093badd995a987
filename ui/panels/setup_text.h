#pragma once

#include "ui/run_setup.h"

namespace simul {

/// What runs, in one line: clock, seed and the parameters that are not at their defaults.
QString summaryText(const RunSetup& setup);

/// The command that does the same runs again: "simul run chess --mode sync --set opponents=12".
QString commandText(const RunSetup& setup);

} // namespace simul
