#pragma once

#include "tests/support/story.h"
#include "tests/support/wrong_every_time.h"

#include <cmath>
#include <limits>

namespace simul::test {

/// By how much a run on the real clock may be longer or shorter than the simulated one: a share. Shorter, because what
/// becomes ready while the loop is held is taken up in another order.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr double allowedLateness = 0.3; // what is promised is promised of the program as it is shipped
#else
constexpr double allowedLateness = 0.05;
#endif

/// A story as it was told the last time: until `isRight` says so, and for the same reason at most so often. On the
/// simulated clock once, which is always the same.
inline Told tellUntil(const std::function<bool(const Told&)>& isRight, const Scenario& scenario, Runner runner,
                      const How& how = {}) {
    Told told;
    wrongEveryTime([&] {
        told = tell(scenario, runner, how);
        return runner.clock == ClockKind::Simulated || isRight(told) ? "" : "wrong";
    });
    return told;
}
inline Told tellUntil(const std::function<bool(const Told&)>& isRight, const std::string& scenario, Runner runner,
                      const How& how = {}) {
    return tellUntil(isRight, *scenarioNamed(scenario), runner, how);
}
inline Told tellUntil(const std::function<bool(const Told&)>& isRight, Runner runner, const Play& play, const How& how = {}) {
    return tellUntil(isRight, storyOf(play), runner, how);
}

/// Empty if `real` has come to the same end as `simulated` in the same time, else what is wrong.
inline std::string lateness(const Told& real, const Told& simulated, double allowed = allowedLateness) {
    if (real.trace.outcome() != simulated.trace.outcome())
        return real.ending();
    const double error = real.seconds() / simulated.seconds() - 1;
    if (-allowedLateness <= error && error <= allowed)
        return {};
    return fmt::format("{:.1f} % too {}", 100 * std::abs(error), error > 0 ? "long" : "short");
}

/// Tells the scenario on both clocks; empty if the real run was as long as the simulated one, else what was wrong.
inline std::string lateness(const std::string& scenario, Mode mode, const How& how) {
    const Told simulated = tell(scenario, {mode, ClockKind::Simulated}, how);
    return wrongEveryTime([&] { return lateness(tell(scenario, {mode, ClockKind::Real}, how), simulated); });
}

/// Empty if a story took as long as it should, else how long it took. A busy machine is late: on the real clock it may
/// take longer than `expected`, but not as long as it would if the runtime did not do what is tested (`otherwise`).
inline std::string wrongLength(const Told& told, Runner runner, double expected,
                               double otherwise = std::numeric_limits<double>::infinity()) {
    constexpr double looks = 5; // of a poller, each up to a second late
    const double most = runner.clock == ClockKind::Simulated ? expected * 1.2 + looks : otherwise;
    if (told.seconds() >= expected * 0.999 && told.seconds() < most)
        return {};
    return fmt::format("{} s instead of {} s", told.seconds(), expected);
}

} // namespace simul::test
