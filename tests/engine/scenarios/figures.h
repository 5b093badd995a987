#pragma once

#include "tests/support/story.h"

#include <fmt/format.h>

namespace simul::test {

/// A figure that the articles print: makespan in seconds of a scenario in a mode, on the simulated clock.
struct Figure {
    const char* scenario;
    Mode mode;
    Settings set;
    double makespan;

    std::string name() const {
        std::string name = fmt::format("{} {}", scenario, nameOf(mode));
        for (const auto& [parameter, value] : set)
            name += fmt::format(" {}={}", parameter, value);
        return name;
    }
};

} // namespace simul::test
