#include "engine/runtime/permits.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

struct Evening {
    std::int64_t meals;
    Duration think;
    Duration reach;
    Duration eat;
    double variation;
};

// [the story]
Activity<> dine(Stage stage, Lock firstFork, Lock secondFork, Evening evening) {
    Random random = stage.random();
    for (std::int64_t meal = 1; meal <= evening.meals; ++meal) {
        co_await stage.wait(random.around(evening.think, evening.variation), "thinks");
        const Hold first = co_await firstFork.acquire(stage, "wants a first fork");
        co_await stage.wait(random.around(evening.reach, evening.variation), "reaches for the second fork");
        const Hold second = co_await secondFork.acquire(stage, "wants the second fork");
        co_await stage.wait(random.around(evening.eat, evening.variation), "eats");
        stage.count("meals");
    }
    stage.log(stage.name() + " is full");
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    const auto count = static_cast<std::size_t>(parameters.number("philosophers"));
    const Evening evening{parameters.number("meals"), parameters.duration("think"), parameters.duration("reach"),
                          parameters.duration("eat"), parameters.percent("variation")};
    std::vector<Lock> forks;
    for (std::size_t fork = 1; fork <= count; ++fork)
        forks.emplace_back(stage, fmt::format("fork {}", fork));
    for (std::size_t seat = 0; seat < count; ++seat) {
        std::size_t first = seat;
        std::size_t second = (seat + 1) % count;
        if (parameters.choice("lock_order") == "lowest" && second < first)
            std::swap(first, second);
        stage.spawn(fmt::format("Philosopher {}", seat + 1), dine, forks[first], forks[second], evening);
    }
}

} // namespace

Scenario philosophers() {
    return {
        .name = "philosophers",
        .title = SIMUL_TR("philosophers", "Dining philosophers"),
        .line = SIMUL_TR("philosophers", "Five philosophers, five forks, and it takes two to eat"),
        .text = SIMUL_TR("philosophers",
                         "Each philosopher takes the fork at the left, then the one at the right. If all take the left "
                         "one at the same time each waits for a neighbour, for ever. When their times differ (variation) "
                         "it goes well on some evenings: that is what makes deadlocks hard to find. With one rule, the "
                         "fork with the lower number first (lock_order=lowest), no circle can close, whatever the times "
                         "are. Look at who reaches last when it goes wrong, and at how many eat at once when it does "
                         "not. One after another (sync) nobody ever meets a neighbour."),
        .topic = SIMUL_TR("topics", "trouble"),
        .icon = "cycle",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"lock_order", SIMUL_TR("philosophers", "Order of forks"),
                 SIMUL_TR("philosophers", "Which fork comes first: the left one, or the one with the lower number."),
                 std::string("left"), {}, {}, {"left", "lowest"}},
                {"philosophers", SIMUL_TR("philosophers", "Philosophers"),
                 SIMUL_TR("philosophers", "How many sit at the table, with as many forks."), std::int64_t{5},
                 std::int64_t{2}, std::int64_t{1000}, {}},
                {"meals", SIMUL_TR("philosophers", "Meals"), SIMUL_TR("philosophers", "How often each eats."),
                 std::int64_t{3}, std::int64_t{1}, std::int64_t{1000}, {}},
                {"think", SIMUL_TR("philosophers", "Thinking"),
                 SIMUL_TR("philosophers", "How long one thinks before a meal."), Duration(1s), Duration::zero(),
                 Duration(1h), {}},
                {"reach", SIMUL_TR("philosophers", "Reaching"),
                 SIMUL_TR("philosophers", "How long one needs from the first fork to the second."), Duration(500ms),
                 Duration::zero(), Duration(1h), {}},
                {"eat", SIMUL_TR("philosophers", "Eating"), SIMUL_TR("philosophers", "How long a meal takes."),
                 Duration(2s), Duration::zero(), Duration(1h), {}},
                {"variation", SIMUL_TR("philosophers", "Variation"),
                 SIMUL_TR("philosophers", "By how much all that is shorter or longer, drawn from the seed."), 0.0, 0.0,
                 100.0, {}},
            },
        .realScale = 0.5,
        .source = "philosophers.cpp",
        .play = play,
    };
}

} // namespace simul::stories
