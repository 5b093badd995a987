#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

// [the story]
Activity<> sayOneAndTwo(Stage stage, Duration pause) {
    stage.log("One");
    co_await stage.wait(pause, "sleeps");
    stage.log("Two");
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    for (std::int64_t task = 1; task <= parameters.number("tasks"); ++task)
        stage.spawn(fmt::format("Task {}", task), sayOneAndTwo, parameters.duration("pause"));
}

} // namespace

Scenario count() {
    return {
        .name = "count",
        .title = SIMUL_TR("count", "One, two"),
        .line = SIMUL_TR("count", "Three tasks say One, sleep a second, say Two"),
        .text = SIMUL_TR("count",
                         "The smallest example there is. One after another (sync) the log reads One Two One Two One Two "
                         "and it takes three seconds. With coroutines or threads it reads One One One Two Two Two and "
                         "takes one: the sleeps overlap. Look at where the tasks’ waits lie, side by side or one under "
                         "the other."),
        .topic = SIMUL_TR("topics", "first steps"),
        .icon = "clock",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .parameters =
            {
                {"tasks", SIMUL_TR("count", "Tasks"), SIMUL_TR("count", "How many tasks there are."), std::int64_t{3},
                 std::int64_t{1}, std::int64_t{1000}, {}},
                {"pause", SIMUL_TR("count", "Pause"), SIMUL_TR("count", "How long each sleeps between One and Two."),
                 Duration(1s), Duration::zero(), Duration(1h), {}},
            },
        .source = "count.cpp",
        .play = play,
    };
}

} // namespace simul::stories
