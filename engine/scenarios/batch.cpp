#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

// [the story]
Activity<> doSomeWork(Stage stage, Duration pause) {
    stage.log(fmt::format("starts, {:g} s to go", toSeconds(pause)));
    co_await stage.wait(pause, "waits for its result");
    stage.log("has finished");
}

Activity<> batchOfTwo(Stage stage, Duration first, Duration second) {
    const TaskHandle one = stage.spawn("Work 1", doSomeWork, first);
    const TaskHandle two = stage.spawn("Work 2", doSomeWork, second);
    co_await stage.join(one, "gathers work 1");
    co_await stage.join(two, "gathers work 2");
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    stage.spawn("main", batchOfTwo, parameters.duration("first"), parameters.duration("second"));
}

} // namespace

Scenario batch() {
    return {
        .name = "batch",
        .title = SIMUL_TR("batch", "A batch of two"),
        .line = SIMUL_TR("batch", "Work of two seconds and work of five, gathered"),
        .text = SIMUL_TR("batch",
                         "Two pieces of work that mostly wait. One after the other they take the sum, seven seconds; "
                         "together they take as long as the longer one, five. That is the whole promise of concurrency "
                         "for programs that wait: the sum becomes the maximum."),
        .topic = SIMUL_TR("topics", "first steps"),
        .icon = "flow",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"first", SIMUL_TR("batch", "First work"), SIMUL_TR("batch", "How long the first takes."), Duration(2s),
                 Duration::zero(), Duration(1h), {}},
                {"second", SIMUL_TR("batch", "Second work"), SIMUL_TR("batch", "How long the second takes."),
                 Duration(5s), Duration::zero(), Duration(1h), {}},
            },
        .source = "batch.cpp",
        .play = play,
    };
}

} // namespace simul::stories
