#include "engine/runtime/groups.h"
#include "engine/scenarios/stories.h"

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

// [the story]
Activity<> sendAll(Stage stage, Duration time) {
    co_await stage.wait(time, "sends");
    stage.log("sent");
}

Activity<> receiveAll(Stage stage, Duration time) {
    co_await stage.wait(time, "receives");
    stage.log("received");
}

Activity<> talk(Stage stage, Duration time) {
    co_await stage.wait(time, "connects");
    stage.log("connected");
    std::vector<TaskHandle> both;
    both.push_back(stage.spawn("Send", sendAll, time));
    both.push_back(stage.spawn("Receive", receiveAll, time));
    co_await gather(stage, both, "sends and receives");
    co_await stage.wait(time, "closes");
    stage.log("closed");
}
// [end]

void play(Stage stage, const Parameters& parameters) { stage.spawn("Connection", talk, parameters.duration("time")); }

} // namespace

Scenario connection() {
    return {
        .name = "connection",
        .title = SIMUL_TR("connection", "A connection"),
        .line = SIMUL_TR("connection", "Connect, then send and receive, then close: two seconds each"),
        .text = SIMUL_TR("connection",
                         "Nobody can send before the connection stands, and nobody may close it before all has been sent "
                         "and received: that order is the task’s own and no mode changes it. Sending and receiving do not "
                         "need each other. So of the four times two seconds (sync: 8) coroutines and threads save two "
                         "(6). Look for what lies side by side: it is all that concurrency can win here."),
        .topic = SIMUL_TR("topics", "first steps"),
        .icon = "globe",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .parameters =
            {
                {"time", SIMUL_TR("connection", "Time"), SIMUL_TR("connection", "How long each of the four takes."),
                 Duration(2s), Duration::zero(), Duration(1h), {}},
            },
        .realScale = 0.5,
        .source = "connection.cpp",
        .play = play,
    };
}

} // namespace simul::stories
