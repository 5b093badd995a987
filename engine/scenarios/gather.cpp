#include "engine/runtime/async_generator.h"
#include "engine/runtime/groups.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

// [the story]
Activity<> answer(Stage stage, Duration time) {
    co_await stage.wait(time, "waits for answer {n}");
    stage.log(stage.name());
}

Activity<> gatherThem(Stage stage, std::int64_t count, Duration time) {
    std::vector<TaskHandle> tasks;
    for (std::int64_t number = 1; number <= count; ++number)
        tasks.push_back(stage.spawn(fmt::format("Answer {}", number), answer, time));
    co_await gather(stage, tasks, "gathers all answers");
}

AsyncGenerator<std::int64_t> answers(Stage stage, std::int64_t count, Duration time) {
    for (std::int64_t number = 1; number <= count; ++number) {
        co_await stage.wait(time, "waits for the next answer");
        co_yield number;
    }
}

Activity<> iterateOverThem(Stage stage, std::int64_t count, Duration time) {
    AsyncGenerator<std::int64_t> each = answers(stage, count, time);
    for (std::optional<std::int64_t> number = co_await each.next(); number; number = co_await each.next())
        stage.log(fmt::format("Answer {}", *number));
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    const bool isGathered = parameters.choice("style") == "gathered";
    stage.spawn("main", isGathered ? gatherThem : iterateOverThem, parameters.number("tasks"),
                parameters.duration("time"));
}

} // namespace

Scenario gathered() {
    return {
        .name = "gather",
        .title = SIMUL_TR("gather", "Gather or iterate"),
        .line = SIMUL_TR("gather", "Ten tasks of a second, gathered; the same ten as an asynchronous iterator"),
        .text = SIMUL_TR("gather",
                         "Ten answers of one second each. Gathered (style=gathered) they wait side by side: one second. "
                         "An asynchronous iterator (style=iterated, “async for”) asks for the next answer only when "
                         "it has the one before: ten seconds, also with coroutines. Iterating asynchronously lets *others* run "
                         "meanwhile, but here there are no others: asynchronous iteration alone is not concurrent. Look at "
                         "how many lanes wait at the same time."),
        .topic = SIMUL_TR("topics", "first steps"),
        .icon = "fork",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .parameters =
            {
                {"style", SIMUL_TR("gather", "Style"),
                 SIMUL_TR("gather", "Start all and gather them, or iterate over them."), std::string("gathered"), {}, {},
                 {"gathered", "iterated"}},
                {"tasks", SIMUL_TR("gather", "Tasks"), SIMUL_TR("gather", "How many answers there are."),
                 std::int64_t{10}, std::int64_t{1}, std::int64_t{10'000}, {}},
                {"time", SIMUL_TR("gather", "Time"), SIMUL_TR("gather", "How long an answer takes."), Duration(1s),
                 Duration::zero(), Duration(1h), {}},
            },
        .realScale = 0.5,
        .source = "gather.cpp",
        .play = play,
    };
}

} // namespace simul::stories
