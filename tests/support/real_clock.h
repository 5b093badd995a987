#pragma once

#include "tests/support/story.h"

#include <cmath>
#include <fmt/format.h>

namespace simul::test {

/// By how much a run on the real clock may be longer or shorter than the simulated one: a share. Shorter, because what
/// becomes ready while the loop is held is taken up in another order.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr double allowedLateness = 0.3; // what is promised is promised of the program as it is shipped
#else
constexpr double allowedLateness = 0.05;
#endif

/// Tells the scenario on both clocks; empty if the real run was as long as the simulated one, else what was wrong. A
/// machine that does something else for a moment is late once, a clock that drifts is late every time: best of five.
inline std::string lateness(const std::string& scenario, Mode mode, const How& how) {
    const Told simulated = tell(scenario, {mode, ClockKind::Simulated}, how);
    double error = 1;
    for (int attempt = 0; attempt < 5 && std::abs(error) > allowedLateness; ++attempt) {
        const Told real = tell(scenario, {mode, ClockKind::Real}, how);
        if (real.trace.outcome() != simulated.trace.outcome())
            return fmt::format("{}: {}", nameOf(real.trace.outcome()), real.trace.message());
        error = real.seconds() / simulated.seconds() - 1;
    }
    if (std::abs(error) <= allowedLateness)
        return "";
    return fmt::format("{:.1f} % too {}", 100 * std::abs(error), error > 0 ? "long" : "short");
}

/// The modes that the scenario has, on the clocks that have them.
inline std::vector<Runner> runnersOf(const std::string& scenario) {
    std::vector<Runner> runners;
    for (const Mode mode : scenarioNamed(scenario)->modes)
        runners.push_back({mode, ClockKind::Simulated});
    for (const Mode mode : scenarioNamed(scenario)->realModes)
        runners.push_back({mode, ClockKind::Real});
    return runners;
}

} // namespace simul::test
