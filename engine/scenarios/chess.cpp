#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

struct Pace {
    std::int64_t moves;
    Duration judit;
    Duration opponent;
    double variation;
};

// [the story]
Activity<> game(Stage stage, Pace pace) {
    Random random = stage.random();
    for (std::int64_t move = 1; move <= pace.moves; ++move) {
        co_await stage.work(random.around(pace.judit, pace.variation), "Judit moves");
        co_await stage.wait(random.around(pace.opponent, pace.variation), "opponent {n} thinks");
    }
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    const Pace pace{parameters.number("moves"), parameters.duration("judit"), parameters.duration("opponent"),
                    parameters.percent("variation")};
    const std::int64_t opponents = parameters.number("opponents");
    for (std::int64_t table = 1; table <= opponents; ++table)
        stage.spawn(fmt::format("Table {}", table), game, pace);
}

} // namespace

Scenario chess() {
    return {
        .name = "chess",
        .title = SIMUL_TR("chess", "Judit Polgár’s simul"),
        .line = SIMUL_TR("chess", "One master, many boards: her move is quick, an opponent’s is slow"),
        .text = SIMUL_TR("chess",
                         "Judit Polgár plays many amateurs at once. Her move takes 5 seconds, an opponent’s 55, a game "
                         "30 pairs of moves. If she finishes a game before the next (sync) the evening lasts 12 hours, and "
                         "she sits and waits for eleven of them. Walking on while an opponent thinks (coroutines) she is "
                         "through in an hour, alone: nothing got faster, only the waiting overlaps. 24 Judits (threads) "
                         "need half an hour and 24 Judits. Look at how Judit’s own lane fills, and at how long a table "
                         "stands ready while she is elsewhere: from 13 opponents on she is busy all the time, and more "
                         "boards make each one wait."),
        .topic = SIMUL_TR("topics", "I/O"),
        .icon = "pawn",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .parameters =
            {
                {"opponents", SIMUL_TR("chess", "Opponents"), SIMUL_TR("chess", "How many amateurs play."),
                 std::int64_t{24}, std::int64_t{1}, std::int64_t{1'000'000}, {}},
                {"judit", SIMUL_TR("chess", "Judit’s move"), SIMUL_TR("chess", "How long she needs for a move."),
                 Duration(5s), Duration(1ms), Duration(10min), {}},
                {"opponent", SIMUL_TR("chess", "Opponent’s move"),
                 SIMUL_TR("chess", "How long an opponent needs for a move."), Duration(55s), Duration::zero(),
                 Duration(1h), {}},
                {"moves", SIMUL_TR("chess", "Moves per game"), SIMUL_TR("chess", "Pairs of moves in a game."),
                 std::int64_t{30}, std::int64_t{1}, std::int64_t{1000}, {}},
                {"variation", SIMUL_TR("chess", "Variation"),
                 SIMUL_TR("chess", "By how much moves are shorter or longer than that, drawn from the seed."), 0.0, 0.0,
                 100.0, {}},
            },
        .worker = SIMUL_TR("chess", "Judit"),
        .workers = SIMUL_TR("chess", "Judits"),
        .tasks = SIMUL_TR("chess", "Tables"),
        .defaultCores = 24,
        .realScale = 0.001,
        .firstLook = 5min,
        .source = "chess.cpp",
        .play = play,
    };
}

} // namespace simul::stories
