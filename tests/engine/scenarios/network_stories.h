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

} // namespace simul::test
