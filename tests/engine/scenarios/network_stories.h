#pragma once

#include "tests/support/story.h"

#include <algorithm>

namespace simul::test {

using Lines = std::vector<std::string>;

inline Told simulate(const std::string& scenario, Mode mode, const Settings& set = {}) {
    return tell(scenario, {mode, ClockKind::Simulated}, {.set = set});
}

inline Lines sorted(Lines lines) {
    std::ranges::sort(lines);
    return lines;
}

/// What each task has to show, or went wrong with.
inline Lines results(const Told& told) {
    Lines texts;
    for (const TaskInfo& task : told.trace.tasks())
        texts.push_back(task.name + ": " + (task.error.empty() ? task.result : task.error));
    return texts;
}

/// Every mode of a story on every clock that has it.
inline std::vector<Runner> runnersOf(const Scenario& scenario) {
    std::vector<Runner> runners;
    for (const Mode mode : scenario.modes)
        runners.push_back({mode, ClockKind::Simulated});
    for (const Mode mode : scenario.realModes)
        runners.push_back({mode, ClockKind::Real});
    return runners;
}

} // namespace simul::test
