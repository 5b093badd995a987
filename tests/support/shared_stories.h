#pragma once

#include "engine/runtime/event_flag.h"
#include "engine/runtime/permits.h"
#include "engine/runtime/queue.h"
#include "engine/runtime/shared.h"
#include "tests/support/story.h"
#include "ui/comparison.h"

namespace simul::test {

/// Small stories about what tasks share, as the window would have them.
namespace shared {

using namespace std::chrono_literals;

inline Activity<> takeBoth(Stage stage, Lock first, Lock second, Duration after, Duration between) {
    co_await stage.wait(after, "does something else");
    const Hold one = co_await first.acquire(stage, "wants the first");
    co_await stage.wait(between, "uses it");
    const Hold two = co_await second.acquire(stage, "wants the second");
    co_await stage.wait(between, "uses both");
}
inline Activity<> hold(Stage stage, Lock lock, Duration after, Duration length) {
    co_await stage.wait(after);
    const Hold held = co_await lock.acquire(stage);
    co_await stage.wait(length, "holds it");
}
inline Activity<> produce(Stage stage, Queue<int> queue, int count, Duration pause) {
    for (int item = 0; item < count; ++item) {
        co_await stage.work(pause, "makes an item");
        co_await queue.put(stage, item, "puts it");
    }
}
inline Activity<> consume(Stage stage, Queue<int> queue, int count, Duration pause) {
    for (int item = 0; item < count; ++item) {
        co_await queue.get(stage, "wants an item");
        co_await stage.work(pause, "uses it");
    }
}
inline Activity<> ring(Stage stage, EventFlag bell, Shared<int> rings) {
    co_await stage.wait(5s);
    rings.write(stage, rings.read(stage) + 1);
    bell.set(stage);
    co_await stage.wait(5s);
    bell.clear(stage);
    co_await stage.wait(5s);
    rings.write(stage, rings.read(stage) + 1);
}
inline Activity<> listen(Stage stage, EventFlag bell, Shared<int> rings) {
    co_await bell.wait(stage);
    rings.read(stage);
    co_await stage.wait(3s);
    rings.read(stage);
}

} // namespace shared

inline ModeRun runOf(Mode mode, const Play& play, const Settings& set = {}) {
    ModeRun run{mode, ClockKind::Simulated, nullptr};
    run.trace = std::make_shared<const Trace>(std::move(tell({mode, ClockKind::Simulated}, play, {.set = set}).trace));
    run.renew();
    return run;
}

/// Two parents, two machines, in opposite order: washer (0) and dryer (1). With threads a deadlock at 20 min.
inline void playLaundry(Stage stage, const Parameters&) {
    using namespace std::chrono_literals;
    const Lock washer(stage, "Washer");
    const Lock dryer(stage, "Dryer");
    stage.spawn("Parent A", shared::takeBoth, dryer, washer, Duration(0min), Duration(10min));
    stage.spawn("Parent B", shared::takeBoth, washer, dryer, Duration(5min), Duration(15min));
    stage.spawn("Kids", shared::hold, dryer, Duration(12min), Duration(1min));
    stage.measureLongest("longest wait of the kids", 8min);
    stage.runtime().recorder().addWarning("Nobody folds the towels.");
}

/// Three in turn at one lock: A from 10 s, B from 40 s (in line since 20 s), C from 70 s (since 25 s) to 75 s.
inline void playInTurn(Stage stage, const Parameters&) {
    using namespace std::chrono_literals;
    const Lock lock(stage, "Lock");
    stage.spawn("A", shared::hold, lock, Duration(10s), Duration(30s));
    stage.spawn("B", shared::hold, lock, Duration(20s), Duration(30s));
    stage.spawn("C", shared::hold, lock, Duration(25s), Duration(5s));
}

/// Two producers, three consumers, a queue of four places; 12 items.
inline void playFactory(Stage stage, const Parameters&) {
    using namespace std::chrono_literals;
    const Queue<int> queue(stage, "Queue", 4);
    stage.spawn("Producer 1", shared::produce, queue, 6, Duration(1s));
    stage.spawn("Producer 2", shared::produce, queue, 6, Duration(1500ms));
    stage.spawn("Consumer 1", shared::consume, queue, 4, Duration(3s));
    stage.spawn("Consumer 2", shared::consume, queue, 4, Duration(4s));
    stage.spawn("Consumer 3", shared::consume, queue, 4, Duration(5s));
}

/// An event that is set at 5 s and cleared at 10 s, and a variable that is read and written.
inline void playDoorbell(Stage stage, const Parameters&) {
    const EventFlag bell(stage, "Bell");
    const Shared<int> rings(stage, "Rings", 0);
    stage.spawn("Visitor", shared::ring, bell, rings);
    stage.spawn("Child", shared::listen, bell, rings);
}

} // namespace simul::test
