#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

// [the story]
Activity<> callInThread(Stage stage, Duration call) {
    co_await stage.offload(call, "a blocking call, in a thread");
    stage.log("the call has returned");
}

Activity<> callHere(Stage stage, Duration call) {
    co_await stage.block(call, "a blocking call");
    stage.log("the call has returned");
}

using Body = Activity<> (*)(Stage, Duration);

Activity<> program(Stage stage, Body body, Duration duration, std::int64_t things, Duration each) {
    const TaskHandle call = stage.spawn("Call", body, duration);
    for (std::int64_t thing = 1; thing <= things; ++thing) {
        const TraceTime start = stage.now();
        co_await stage.wait(each, "does other things");
        stage.log(fmt::format("main has done thing {}", thing));
        stage.measureLongest("main was held", stage.now() - start - each);
    }
    co_await stage.join(call, "waits for the call");
    stage.log("main has the result");
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    stage.spawn("main", program, parameters.choice("call") == "to-thread" ? callInThread : callHere,
                parameters.duration("duration"), parameters.number("things"), parameters.duration("each"));
}

} // namespace

Scenario toThread() {
    return {
        .name = "to-thread",
        .title = SIMUL_TR("to-thread", "A blocking call, in a thread"),
        .line = SIMUL_TR("to-thread", "main does other things while a blocking call runs"),
        .text = SIMUL_TR("to-thread",
                         "Some libraries only block. Called from a coroutine (call=here) such a call holds the loop for "
                         "two seconds, and main comes to its other things only afterwards. Handed to a thread "
                         "(call=to-thread) it holds nobody: the call and the other things take two seconds together. Look "
                         "at main’s lane while the call runs: is it moving?"),
        .topic = SIMUL_TR("topics", "loop"),
        .icon = "to-end",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .parameters =
            {
                {"call", SIMUL_TR("to-thread", "Call"),
                 SIMUL_TR("to-thread", "Where the blocking call runs: in a thread, or here, on the loop."),
                 std::string("to-thread"), {}, {}, {"to-thread", "here"}},
                {"duration", SIMUL_TR("to-thread", "Duration"), SIMUL_TR("to-thread", "How long the call blocks."),
                 Duration(2s), Duration::zero(), Duration(1h), {}},
                {"things", SIMUL_TR("to-thread", "Other things"), SIMUL_TR("to-thread", "How many things main does."),
                 std::int64_t{4}, std::int64_t{0}, std::int64_t{1000}, {}},
                {"each", SIMUL_TR("to-thread", "Each"), SIMUL_TR("to-thread", "How long each of them takes."),
                 Duration(400ms), Duration::zero(), Duration(1h), {}},
            },
        .realScale = 2,
        .source = "to_thread.cpp",
        .play = play,
    };
}

} // namespace simul::stories
