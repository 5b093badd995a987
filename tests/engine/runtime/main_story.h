#pragma once

#include "tests/support/real_clock.h"

namespace simul::test {

inline Activity<> sleeper(Stage stage, Duration duration) {
    co_await stage.wait(duration);
    stage.log(stage.name() + " ends");
}

/// A story that begins with one task. Slower than usual: whoever a busy machine is late with still comes before those who
/// come long after it.
inline Told tellMain(Runner runner, Activity<> (*main)(Stage)) {
    return tell(runner, [main](Stage stage, const Parameters&) { stage.spawn("main", main); },
                {.set = {{"workers", "8"}}, .scale = 3 * usualScale});
}

} // namespace simul::test
