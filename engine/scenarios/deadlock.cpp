#include "engine/runtime/permits.h"
#include "engine/scenarios/stories.h"

#include <memory>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

/// The tasks of the story: each may wait for the other, so none can be given the other's handle when it is made.
using Guests = std::shared_ptr<std::vector<TaskHandle>>;

// [the story]
Activity<> writeLetter(Stage stage, Lock first, Lock second, Duration pause) {
    const Hold one = co_await first.acquire(stage, "takes the first thing");
    co_await stage.wait(pause, "looks for the second thing");
    const Hold other = co_await second.acquire(stage, "takes the second thing");
    co_await stage.wait(pause, "writes");
    stage.log(stage.name() + " has written");
}

Activity<> goThroughTheDoor(Stage stage, Guests guests, std::size_t before, Duration pause) {
    co_await stage.wait(pause, "comes to the door");
    if (before < guests->size())
        co_await stage.join(guests->at(before), "“After you!”");
    stage.log(stage.name() + " is through");
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    const bool isCured = parameters.isOn("cure");
    const Duration pause = parameters.duration("pause");
    if (parameters.choice("kind") == "locks") {
        const Lock pen(stage, "the pen");
        const Lock paper(stage, "the paper");
        stage.spawn("Ann", writeLetter, pen, paper, pause);
        stage.spawn("Ben", writeLetter, isCured ? pen : paper, isCured ? paper : pen, pause);
        return;
    }
    constexpr std::size_t nobody = 2;
    const Guests guests = std::make_shared<std::vector<TaskHandle>>();
    guests->push_back(stage.spawn("Alphonse", goThroughTheDoor, guests, std::size_t{1}, pause));
    guests->push_back(stage.spawn("Gaston", goThroughTheDoor, guests, isCured ? nobody : std::size_t{0}, pause));
}

} // namespace

Scenario deadlock() {
    return {
        .name = "deadlock",
        .title = SIMUL_TR("deadlock", "Deadlock"),
        .line = SIMUL_TR("deadlock", "Each waits for what the other one holds, or for the other one’s end"),
        .text = SIMUL_TR("deadlock",
                         "Ann takes the pen and then wants the paper, Ben takes the paper and then wants the pen "
                         "(kind=locks). Alphonse waits until Gaston is through the door, Gaston until Alphonse is "
                         "(kind=tasks): that is the deadlock that coroutines make without any lock. The circle is named "
                         "the moment it closes: who holds what, who wants what. One after another (sync) there is no "
                         "quarrel about pen and paper, for Ann has written before Ben begins, but two who await each "
                         "other stand still even there. The cure (cure=on) breaks the circle: both take the pen first; "
                         "Gaston just goes."),
        .topic = SIMUL_TR("topics", "trouble"),
        .icon = "lock",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"kind", SIMUL_TR("deadlock", "Kind"),
                 SIMUL_TR("deadlock", "What the two want: two locks, or the end of each other."), std::string("locks"),
                 {}, {}, {"locks", "tasks"}},
                {"cure", SIMUL_TR("deadlock", "Cure"),
                 SIMUL_TR("deadlock", "Both take the locks in the same order, and only one waits for the other."), false,
                 {}, {}, {}},
                {"pause", SIMUL_TR("deadlock", "Pause"), SIMUL_TR("deadlock", "How long each step takes."), Duration(1s),
                 Duration::zero(), Duration(1h), {}},
            },
        .realScale = 2,
        .source = "deadlock.cpp",
        .play = play,
    };
}

} // namespace simul::stories
