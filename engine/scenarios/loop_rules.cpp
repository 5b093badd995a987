#include "engine/runtime/groups.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>
#include <stdexcept>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

using Coroutine = Activity<> (*)(Stage, Duration);
using PlainFunction = void (*)(Stage, Duration);

/// An event loop as a program sees it: takes coroutines, runs them, can be stopped and closed. What it refuses it throws.
class Loop {
public:
    TaskHandle createTask(Stage stage, std::string name, Coroutine coroutine, Duration pause) const {
        if (m_isClosed)
            throw std::logic_error(fmt::format("the loop is closed: it does not take {}", name));
        return stage.spawn(std::move(name), coroutine, pause);
    }
    /// What is no coroutine cannot be awaited.
    TaskHandle createTask(Stage, std::string name, PlainFunction, Duration) const {
        throw std::logic_error(fmt::format("{} is a plain function, not a coroutine: the loop cannot await it", name));
    }
    /// Cancels whatever has not ended, but for the caller; gives those, when they have ended.
    Activity<std::vector<TaskHandle>> stop(Stage stage) const {
        std::vector<TaskHandle> pending = stage.unfinished();
        std::erase_if(pending, [&](TaskHandle task) { return task.id() == stage.current().id(); });
        for (const TaskHandle task : pending)
            stage.cancel(task, "the loop was stopped");
        co_await waitUntil(stage, pending, WaitFor::All, "stops the loop");
        co_return pending;
    }
    void close() { m_isClosed = true; }

private:
    bool m_isClosed = false;
};

// [the story]
Activity<> greet(Stage stage, Duration pause) {
    stage.log(stage.name() + " says hello");
    co_await stage.wait(pause, "waits");
    stage.log(stage.name() + " says goodbye");
}
void shout(Stage stage, Duration) { stage.log("HELLO"); }

template <class Function>
void tryToCreate(Stage stage, Loop loop, const char* name, Function function, Duration pause) {
    try {
        loop.createTask(stage, name, function, pause);
    } catch (const std::logic_error& refusal) {
        stage.log(fmt::format("refused: {}", refusal.what()));
    }
}

Activity<> program(Stage stage, Duration pause) {
    Loop loop;
    loop.createTask(stage, "One", greet, pause);
    loop.createTask(stage, "Two", greet, 10 * pause);
    const TaskHandle three = loop.createTask(stage, "Three", greet, 2 * pause);
    co_await stage.join(three, "rule 1: runs Three to its end, and One and Two with it");
    stage.log("Three was run to its end");

    tryToCreate(stage, loop, "Shout", shout, pause); // rule 2: a plain function is refused

    const std::vector<TaskHandle> pending = co_await loop.stop(stage); // rule 3: what is pending is cancelled
    for (const TaskHandle task : pending)
        stage.log(fmt::format("{} was still pending: cancelled", task.name()));

    loop.close();
    tryToCreate(stage, loop, "Four", greet, pause); // rule 4: a closed loop refuses
}
// [end]

void play(Stage stage, const Parameters& parameters) { stage.spawn("main", program, parameters.duration("pause")); }

} // namespace

Scenario loopRules() {
    return {
        .name = "loop-rules",
        .title = SIMUL_TR("loop-rules", "Rules of the loop"),
        .line = SIMUL_TR("loop-rules", "What an event loop does with what is handed to it, and what it refuses"),
        .text = SIMUL_TR("loop-rules",
                         "Four rules. Who runs one coroutine to its end also runs the tasks that were created before: One "
                         "and Two say hello while main waits for Three only. A plain function is refused, for the loop "
                         "can only await what can be awaited. Stopping the loop cancels what is pending: Two never says "
                         "goodbye. A closed loop takes nothing any more. Look at the lanes of One and Two, which nobody "
                         "awaited, and at the two refusals in main’s lane."),
        .topic = SIMUL_TR("topics", "loop"),
        .icon = "ticket",
        .modes = {Mode::Coroutines},
        .realModes = {Mode::Coroutines},
        .parameters =
            {
                {"pause", SIMUL_TR("loop-rules", "Pause"),
                 SIMUL_TR("loop-rules", "How long One waits; Three waits twice, Two ten times as long."), Duration(1s),
                 Duration(1ms), Duration(1h), {}},
            },
        .worker = SIMUL_TR("loop-rules", "Loop"),
        .realScale = 2,
        .source = "loop_rules.cpp",
        .play = play,
    };
}

} // namespace simul::stories
