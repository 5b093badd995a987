#pragma once

#include "engine/scenarios/scenario.h"
#include "engine/trace/recorder.h"

#include <stop_token>

namespace simul {

/// Everything that decides a run. The same request gives the same trace, bit for bit, on the simulated clock.
struct RunRequest {
    const Scenario* scenario = nullptr;
    Parameters parameters; ///< from parametersFor(*scenario)
    Mode mode = Mode::Sync;
    ClockKind clock = ClockKind::Simulated;
    double scale = 1; ///< real clock: seconds of wall time for a second of the story
    std::uint64_t seed = 1;
    std::optional<Duration> timeout = {}; ///< of the story's time; none: no limit
};

/// Runs a scenario to its end, or until `stop` is requested (then within 100 ms, with no task, thread or handle left).
/// Call from any thread but the GUI's; writes into `recorder`, which may be read (TraceBuilder) meanwhile, and ends
/// with Recorder::finish(). Never throws: what goes wrong is the outcome.
void runScenario(const RunRequest& request, Recorder& recorder, std::stop_token stop);

} // namespace simul
