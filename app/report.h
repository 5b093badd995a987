#pragma once

#include "engine/analysis/metrics.h"
#include "engine/analysis/races.h"
#include "engine/scenarios/run.h"

#include <nlohmann/json.hpp>

namespace simul {

/// A run that is over, with what it was asked to be.
struct FinishedRun {
    RunRequest request;
    Trace trace;
    RunMetrics metrics;
    std::vector<Race> races;
    std::uint64_t eventsEmitted = 0;
    std::chrono::duration<double> wallTime{};
};

/// Times in seconds, numbers and switches as such.
nlohmann::ordered_json toJson(const Value& value);
/// The unit in which toJson() gives the parameter: "s", "%", "" for numbers, "choice" or "switch".
std::string unitText(const Parameter& parameter);

/// The report that `simul run --json` writes; its keys are a contract (README).
nlohmann::ordered_json jsonReport(const std::vector<FinishedRun>& runs);

/// The same for people: what each task had to say, and a table that compares the runs; `yardstick` is what their speed is
/// measured against.
void printReport(const std::vector<FinishedRun>& runs, Duration yardstick);

/// `1:00:55`, `12:00:00`, `0:00:03.2`: a time of the story as clocks show it.
std::string clockText(TotalTime duration);

} // namespace simul
