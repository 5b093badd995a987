#pragma once

#include "engine/runtime/mode.h"
#include "engine/runtime/stage.h"
#include "engine/scenarios/parameter.h"

#include <functional>

namespace simul {

/// A story: what it is called, what it teaches, how it may be run, and the play itself. One file each in this folder.
struct Scenario {
    std::string name;  ///< on the command line
    std::string title; ///< in lists
    std::string line;  ///< one line of description
    std::string text;  ///< for the class: what to look at, what to conclude
    std::string topic; ///< one word: "I/O", "queue", "network"...
    std::string icon;  ///< a file of resources/icons, without its ending
    std::vector<Mode> modes;
    std::vector<Mode> realModes; ///< those that the real clock has too
    std::vector<Parameter> parameters;
    std::string worker = "Worker";        ///< what the one worker is called: "Judit"
    std::string workers = "Workers";      ///< and several: "Judits"
    std::string tasks = "Tasks";          ///< what the tasks are called together: "Tables"
    std::int64_t defaultCores = 8;
    double realScale = 1;                 ///< what makes a real run of the defaults take a few seconds
    Duration firstLook = Duration::zero(); ///< the part worth a first look; zero: the whole
    std::string source;                   ///< the file that holds the bodies, below engine/scenarios

    /// What keeps the story from being played so, in one sentence; asked before anything runs. Empty: nothing ever does.
    std::function<Result<std::monostate>(const Parameters& parameters, ClockKind clock)> check = {};
    /// Sets the stage before the run: makes shared things, spawns the first tasks. Throws std::runtime_error with one
    /// sentence if it cannot.
    std::function<void(Stage stage, const Parameters& parameters)> play;
};

/// Every scenario, in the order of the catalogue.
const std::vector<Scenario>& catalogue();
/// nullptr if there is none of that name.
const Scenario* scenarioNamed(std::string_view name);

/// The scenario's own parameters and those of the modes (`cores`, `workers`, `quantum`, `switch_cost`, ...).
Parameters parametersFor(const Scenario& scenario);

} // namespace simul
