#pragma once

#include "engine/scenarios/run.h"
#include "ui/figures/figure.h"

namespace simul {

// What ran, in words; `requests` are those of one comparison, one a mode. Empty for none.

/// In one line: clock, seed, the scenario's own parameters and what else is not at its default.
QString summaryText(const std::vector<RunRequest>& requests);

/// The command that does the same runs again: "simul run chess --mode sync --set opponents=12".
QString commandText(const std::vector<RunRequest>& requests);

/// The command that makes figures of a file: "simul export trace.json".
QString exportCommandText(const std::string& file);

/// Whether a figure of such a run shows the part worth a first look if nobody says what it should show.
bool hasFirstLook(const RunRequest& request);

/// What that command needs besides to show the same part of the runs: " --from 0s --to 5min --letter a=2min".
QString figureArguments(const FigureOptions& options, bool hasFirstLook);

} // namespace simul
