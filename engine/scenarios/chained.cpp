#include "engine/scenarios/draws.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

// [the story]
Activity<std::string> part1(Stage stage, std::int64_t number, std::int64_t seconds) {
    co_await stage.wait(std::chrono::seconds(seconds), "part 1 sleeps");
    co_return fmt::format("result{}-1", number);
}

Activity<std::string> part2(Stage stage, std::int64_t number, std::string before, std::int64_t seconds) {
    co_await stage.wait(std::chrono::seconds(seconds), "part 2 sleeps");
    co_return fmt::format("result{}-2 derived from {}", number, before);
}

Activity<> chain(Stage stage, std::int64_t number, std::vector<std::int64_t> article) {
    Draws draws(stage.random(), article);
    const TraceTime start = stage.now();
    const std::string first = co_await part1(stage, number, draws.next());
    stage.log(first);
    const std::string second = co_await part2(stage, number, first, draws.next());
    stage.log(fmt::format("{} (took {:.0f} s)", second, toSeconds(stage.now() - start)));
    stage.report(second);
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    const std::vector<std::pair<std::int64_t, std::vector<std::int64_t>>> chains = {{9, {4, 7}}, {6, {4, 4}}, {3, {0, 4}}};
    const bool asInArticle = parameters.choice("draws") == "article";
    for (const auto& [number, article] : chains)
        stage.spawn(fmt::format("Chain {}", number), chain, number, asInArticle ? article : std::vector<std::int64_t>{});
}

} // namespace

Scenario chained() {
    return {
        .name = "chained",
        .title = SIMUL_TR("chained", "Chained coroutines"),
        .line = SIMUL_TR("chained", "Three chains: part 1, and what it gives goes into part 2"),
        .text = SIMUL_TR("chained",
                         "Part 2 needs what part 1 gives, so within a chain one comes after the other, in every mode: "
                         "concurrency does not make a chain shorter. But three chains need not wait for each other. With "
                         "the article’s own draws (draws=article) the chains sleep 4 and 7, 4 and 4, 0 and 4 seconds: "
                         "one after another (sync) that is 23 seconds, as coroutines 11, as long as the longest chain. "
                         "Look at where a chain’s second wait begins, and that nobody else’s does with it."),
        .topic = SIMUL_TR("topics", "first steps"),
        .icon = "flow",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"draws", SIMUL_TR("chained", "Draws"),
                 SIMUL_TR("chained", "How long the parts sleep: drawn from the seed, 0 to 10 s, or as in the article."),
                 std::string("random"), {}, {}, {"random", "article"}},
            },
        .tasks = SIMUL_TR("chained", "Chains"),
        .realScale = 0.2,
        .source = "chained.cpp",
        .play = play,
    };
}

} // namespace simul::stories
