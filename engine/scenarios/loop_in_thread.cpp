#include "engine/runtime/queue.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

/// What is handed to the loop: more_work(seconds), a plain function, or do_some_work(seconds), a coroutine.
struct Job {
    bool isCoroutine;
    std::int64_t seconds;
};
using Jobs = Queue<Job>;

// [the story]
Activity<> doSomeWork(Stage stage, std::int64_t seconds) {
    stage.log(fmt::format("do_some_work({}) begins to wait", seconds));
    co_await stage.wait(std::chrono::seconds(seconds), "waits");
    stage.log(fmt::format("do_some_work({}) is done", seconds));
}

Activity<> moreWork(Stage stage, std::int64_t seconds) {
    stage.log(fmt::format("more_work({}) begins", seconds));
    co_await stage.block(std::chrono::seconds(seconds), "more_work: a plain function, it lets nobody on");
    stage.log(fmt::format("more_work({}) has finished", seconds));
}

Activity<> loop(Stage stage, Jobs jobs) {
    for (std::optional<Job> job = co_await jobs.get(stage, "has nothing to do"); job; job = co_await jobs.get(stage)) {
        if (job->isCoroutine)
            stage.spawn(fmt::format("do_some_work({})", job->seconds), doSomeWork, job->seconds);
        else
            co_await moreWork(stage, job->seconds);
    }
}

Activity<> program(Stage stage, Jobs jobs, std::vector<Job> all) {
    for (const Job job : all)
        jobs.tryPut(stage, job);
    jobs.close(stage);
    stage.log("main has handed everything over, and goes on");
    const TraceTime start = stage.now();
    co_await stage.wait(1s, "does something else for a second");
    const Duration took = stage.now() - start;
    stage.log(fmt::format("main did something else: a second took {:.1f} s", toSeconds(took)));
    stage.measureLongest("main was held", took - 1s);
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    const std::vector<Job> functions = {{false, 6}, {false, 3}};
    const std::vector<Job> mixed = {{false, 20}, {true, 5}, {true, 10}};
    const Jobs jobs(stage, "jobs");
    stage.spawn("main", program, jobs, parameters.choice("jobs") == "functions" ? functions : mixed);
    stage.spawn("Loop", loop, jobs);
}

} // namespace

Scenario loopInThread() {
    return {
        .name = "loop-in-thread",
        .title = SIMUL_TR("loop-in-thread", "A loop in another thread"),
        .line = SIMUL_TR("loop-in-thread", "main hands functions and coroutines to a loop that runs elsewhere"),
        .text = SIMUL_TR("loop-in-thread",
                         "In a program of threads one thread may run an event loop, and others hand it what it shall do. "
                         "Plain functions (jobs=functions) run one after the other, six seconds and three: nine. Behind "
                         "a function of twenty seconds (jobs=mixed) even the coroutines begin only at 20, then together, "
                         "and end at 25 and 30. With threads main is not held: its second of something else takes a "
                         "second. If main lives on the same loop (coroutines) it is held like everybody else. In the "
                         "threads’ picture a coroutine of the loop has a lane of its own, as if it were a thread."),
        .topic = SIMUL_TR("topics", "loop"),
        .icon = "threads",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .parameters =
            {
                {"jobs", SIMUL_TR("loop-in-thread", "Jobs"),
                 SIMUL_TR("loop-in-thread",
                          "What main hands over: functions of 6 and 3 s, or a function of 20 s and coroutines of 5 and 10."),
                 std::string("mixed"), {}, {}, {"functions", "mixed"}},
            },
        .realScale = 0.15,
        .source = "loop_in_thread.cpp",
        .play = play,
    };
}

} // namespace simul::stories
