#include "engine/scenarios/draws.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

// [the story]
Activity<> makeRandom(Stage stage, std::int64_t threshold, Duration pause, std::vector<std::int64_t> article) {
    Draws draws(stage.random(), article);
    std::int64_t drawn = draws.next();
    while (drawn <= threshold) {
        stage.log(fmt::format("{} == {} too low; retrying", stage.name(), drawn));
        co_await stage.wait(pause, "sleeps before the next draw");
        drawn = draws.next();
    }
    stage.log(fmt::format("---> Finished: {} == {}", stage.name(), drawn));
    stage.report(std::to_string(drawn));
}
// [end]

/// What each task drew in the article.
const std::vector<std::vector<std::int64_t>> articleDraws = {
    {4, 4, 4, 8, 7, 8, 7, 1, 6, 3, 9, 7, 10}, {4, 7, 10}, {0, 4, 4, 9}};

void play(Stage stage, const Parameters& parameters) {
    const bool asInArticle = parameters.choice("draws") == "article";
    for (std::int64_t index = 0; index < 3; ++index) {
        const auto article = asInArticle ? articleDraws[static_cast<std::size_t>(index)] : std::vector<std::int64_t>{};
        const Duration pause = std::chrono::seconds(index + 1);
        stage.spawn(fmt::format("makerandom({})", index), makeRandom, 9 - index, pause, article);
    }
}

} // namespace

Scenario makerandom() {
    return {
        .name = "makerandom",
        .title = SIMUL_TR("makerandom", "Make random"),
        .line = SIMUL_TR("makerandom", "Three tasks draw numbers until one is above their threshold"),
        .text = SIMUL_TR("makerandom",
                         "Each task draws a number from 0 to 10. If it is not above the task’s threshold (9, 8 and 7) it "
                         "sleeps (1, 2 and 3 seconds) and draws again. Nobody knows beforehand how often. One after "
                         "another (sync) the sleeps add up; as coroutines or threads all three end, and it takes as long "
                         "as the slowest of them. Change the seed: now another one is the slowest. The numbers that a "
                         "task draws are its own, the same in every mode. draws=article draws what the article did: 13 "
                         "draws, 3 and 4."),
        .topic = SIMUL_TR("topics", "first steps"),
        .icon = "cycle",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"draws", SIMUL_TR("makerandom", "Draws"),
                 SIMUL_TR("makerandom", "What the tasks draw: numbers from the seed, or those of the article."),
                 std::string("random"), {}, {}, {"random", "article"}},
            },
        .realScale = 0.2,
        .source = "makerandom.cpp",
        .play = play,
    };
}

} // namespace simul::stories
