#pragma once

#include "app/command_line.h"
#include "engine/scenarios/run.h"

namespace simul {

/// Options that several commands have: --mode, --seed, --set, --timeout.
void addSharedOptions(CommandLine& line);

// Each fails with one sentence that says what is wrong and what is allowed.

/// The scenario that is named first, --set, --seed and --timeout: everything of a simulated request but the mode.
Result<RunRequest> readRequest(const CommandLine& line);
/// --mode; without it all modes of the scenario on that clock.
Result<std::vector<Mode>> readModes(const CommandLine& line, const Scenario& scenario, ClockKind clock);
Result<std::optional<Duration>> readDuration(const CommandLine& line, const char* option);

} // namespace simul
