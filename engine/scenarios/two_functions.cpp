#include "engine/scenarios/stories.h"

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

// [the story]
Activity<> fun(Stage stage, std::int64_t number, Duration compute, Duration pause) {
    co_await stage.work(compute, "computes");
    stage.log(std::to_string(number * number));
    co_await stage.wait(pause, "sleeps");
}

Activity<> mainAwaitsInTurn(Stage stage, Duration compute, Duration pause) {
    co_await fun(stage, 3, compute, pause);
    co_await fun(stage, 4, compute, pause);
}

Activity<> mainStartsTasks(Stage stage, Duration compute, Duration pause) {
    const TaskHandle fun1 = stage.spawn("fun1", fun, 3, compute, pause);
    const TaskHandle fun2 = stage.spawn("fun2", fun, 4, compute, pause);
    co_await stage.join(fun1, "waits for fun1");
    co_await stage.join(fun2, "waits for fun2");
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    const bool inTurn = parameters.choice("start") == "in-turn";
    stage.spawn("main", inTurn ? mainAwaitsInTurn : mainStartsTasks, parameters.duration("compute"),
                parameters.duration("pause"));
}

} // namespace

Scenario twoFunctions() {
    return {
        .name = "two-functions",
        .title = SIMUL_TR("two-functions", "Two functions"),
        .line = SIMUL_TR("two-functions", "fun1 and fun2 compute a little, then sleep three seconds"),
        .text = SIMUL_TR("two-functions",
                         "Writing “await” does not make anything concurrent. Awaited in turn (start=in-turn) the two "
                         "coroutines take six seconds, exactly like plain calls. Started as tasks first and awaited "
                         "afterwards they take three. Look at main’s lane: when does it begin to wait for the second?"),
        .topic = SIMUL_TR("topics", "first steps"),
        .icon = "fork",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"start", SIMUL_TR("two-functions", "Start"),
                 SIMUL_TR("two-functions", "Start both as tasks, or await one after the other."), std::string("tasks"),
                 {}, {}, {"tasks", "in-turn"}},
                {"compute", SIMUL_TR("two-functions", "Computing"),
                 SIMUL_TR("two-functions", "How long each computes before it sleeps."), Duration::zero(),
                 Duration::zero(), Duration(1h), {}},
                {"pause", SIMUL_TR("two-functions", "Pause"), SIMUL_TR("two-functions", "How long each sleeps."),
                 Duration(3s), Duration::zero(), Duration(1h), {}},
            },
        .source = "two_functions.cpp",
        .play = play,
    };
}

} // namespace simul::stories
