#include "engine/runtime/queue.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

using WorkQueue = Queue<std::int64_t>;

// [the story]
Activity<> waiter(Stage stage, WorkQueue queue) {
    std::optional<std::int64_t> delay = queue.tryGet(stage);
    if (!delay)
        stage.log(stage.name() + ": nothing to do");
    for (; delay; delay = queue.tryGet(stage)) {
        co_await stage.wait(std::chrono::seconds(*delay), "waits for its work");
        stage.log(fmt::format("{}: {} s elapsed", stage.name(), *delay));
    }
}

Activity<> blocker(Stage stage, WorkQueue queue) {
    std::optional<std::int64_t> delay = queue.tryGet(stage);
    if (!delay)
        stage.log(stage.name() + ": nothing to do");
    for (; delay; delay = queue.tryGet(stage)) {
        co_await stage.block(std::chrono::seconds(*delay), "blocks");
        stage.log(fmt::format("{}: {} s elapsed", stage.name(), *delay));
        co_await stage.yield("lets others go first");
    }
}

Activity<> counter(Stage stage, WorkQueue queue) {
    std::optional<std::int64_t> count = queue.tryGet(stage);
    if (!count)
        stage.log(stage.name() + ": nothing to do");
    for (; count; count = queue.tryGet(stage)) {
        std::int64_t total = 0;
        for (std::int64_t step = 0; step < *count; ++step) {
            ++total;
            co_await stage.yield("lets others go first");
        }
        stage.log(fmt::format("{} total: {}", stage.name(), total));
    }
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    const WorkQueue queue(stage, "work", 0, {15, 10, 5, 2});
    const std::string& kind = parameters.choice("kind");
    const auto body = kind == "wait" ? waiter : kind == "block" ? blocker : counter;
    stage.spawn("One", body, queue);
    stage.spawn("Two", body, queue);
}

} // namespace

Scenario workQueue() {
    return {
        .name = "work-queue",
        .title = SIMUL_TR("work-queue", "Two workers, one queue"),
        .line = SIMUL_TR("work-queue", "One and Two take 15, 10, 5 and 2 from a queue"),
        .text = SIMUL_TR("work-queue",
                         "One after another (sync) One takes everything and Two finds nothing to do: 32 seconds. "
                         "Waiting (kind=wait) the two share the work in 17. With a blocking call (kind=block) the "
                         "coroutines take turns, and still need 32: each call holds the loop for both. Counting and "
                         "letting go at each step (kind=count) the totals come out in the order of their lengths, as far "
                         "as there are two at a time. Look at the loop’s lane: who holds it?"),
        .topic = SIMUL_TR("topics", "queue"),
        .icon = "queue",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"kind", SIMUL_TR("work-queue", "Kind"), SIMUL_TR("work-queue", "What a task does with an item."),
                 std::string("wait"), {}, {}, {"wait", "block", "count"}},
            },
        .realScale = 0.1,
        .source = "work_queue.cpp",
        .play = play,
    };
}

} // namespace simul::stories
