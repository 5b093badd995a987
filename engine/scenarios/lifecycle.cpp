#include "engine/runtime/groups.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>
#include <stdexcept>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

// [the story]
Activity<> sleepFor(Stage stage, Duration time) {
    co_await stage.wait(time, "sleeps");
    stage.report("slept well");
}

Activity<> breakAfter(Stage stage, Duration time) {
    co_await stage.wait(time, "sleeps badly");
    throw std::runtime_error("the bed is broken");
}

Activity<> waitShielded(Stage stage, TaskHandle task) {
    co_await stage.joinShielded(task, "waits, with a shield around it");
}

/// Waits for the end of a task, and says what came of it.
Activity<> tellEnd(Stage stage, TaskHandle task) {
    std::string end = "done";
    try {
        co_await stage.join(task, "waits for a task");
    } catch (const Cancelled& cancelled) {
        end = cancelled.what();
    } catch (const std::runtime_error& error) {
        end = error.what();
    }
    stage.log(fmt::format("{}: {}", task.name(), end));
}

Activity<> liveAndLetDie(Stage stage, Duration timeout) {
    const TaskHandle done = stage.spawn("done", sleepFor, 1s);
    const TaskHandle failed = stage.spawn("failed", breakAfter, 1s);
    const TaskHandle cancelled = stage.spawn("cancelled", sleepFor, 1h);
    const TaskHandle shielded = stage.spawn("shielded", sleepFor, 3s);
    const TaskHandle waiter = stage.spawn("its waiter", waitShielded, shielded);
    stage.spawn(TaskOptions{.name = "never awaited", .isPrepared = true}, sleepFor, 1s);
    stage.spawn("left running", sleepFor, 1h);

    co_await tellEnd(stage, done);
    co_await tellEnd(stage, failed);
    stage.cancel(cancelled);
    co_await tellEnd(stage, cancelled);

    const TaskHandle slow = stage.spawn("timed out", sleepFor, 1h);
    try {
        co_await waitFor(stage, slow, timeout, "waits, but not for long");
    } catch (const TimedOut& timedOut) {
        stage.log(fmt::format("{}: {}", slow.name(), timedOut.what()));
    }

    stage.cancel(waiter);
    co_await tellEnd(stage, waiter);
    co_await tellEnd(stage, shielded);
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    stage.spawn(TaskOptions{.name = "main", .isMain = true}, liveAndLetDie, parameters.duration("timeout"));
}

} // namespace

Scenario lifecycle() {
    return {
        .name = "lifecycle",
        .title = SIMUL_TR("lifecycle", "The life of a task"),
        .line = SIMUL_TR("lifecycle", "Done, failed, cancelled, timed out, shielded, never awaited, left running"),
        .text = SIMUL_TR("lifecycle",
                         "One task for each way to end. One is done and one fails; main, who awaits it, gets its error. "
                         "One is cancelled from outside. One is given 0.2 seconds (“wait_for”) and cancelled when they "
                         "are over. One is shielded: its waiter is cancelled, it is not. The last two are mistakes: a "
                         "task that was created but never awaited never runs, and what is still at it when main returns "
                         "is thrown away; the report warns of both. One after another (sync) a task that is cancelled "
                         "before its turn never begins. Look at how each lane ends."),
        .topic = SIMUL_TR("topics", "first steps"),
        .icon = "flow",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .parameters =
            {
                {"timeout", SIMUL_TR("lifecycle", "Timeout"),
                 SIMUL_TR("lifecycle", "After how long main gives up on a task."), Duration(200ms), Duration(1ms),
                 Duration(10s), {}},
            },
        .source = "lifecycle.cpp",
        .play = play,
    };
}

} // namespace simul::stories
