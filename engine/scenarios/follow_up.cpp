#include "engine/runtime/queue.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

using Progress = Queue<std::int64_t>;

// [the story]
Activity<> download(Stage stage, Progress progress, std::int64_t parts) {
    for (std::int64_t part = 1; part <= parts; ++part) {
        co_await stage.wait(1s, "a part arrives");
        co_await progress.put(stage, 100 * part / parts, "says how far it is");
    }
    progress.close(stage);
    stage.report("downloaded");
}

Activity<> showProgress(Stage stage, Progress progress) {
    std::optional<std::int64_t> percent = co_await progress.get(stage, "waits for news");
    for (; percent; percent = co_await progress.get(stage, "waits for news"))
        stage.log(fmt::format("{} %", *percent));
}

Activity<> unpack(Stage stage) {
    co_await stage.wait(1s, "unpacks");
    stage.log("unpacked");
}

Activity<> remind(Stage stage) {
    stage.log("time for a walk");
    co_return;
}

Activity<> order(Stage stage, std::int64_t parts, Duration delay) {
    const Progress progress(stage, "progress");
    const TaskHandle file = stage.spawn("Download", download, progress, parts);
    stage.spawn("Progress", showProgress, progress);
    stage.spawn(TaskOptions{.name = "Reminder", .delay = delay}, remind);

    stage.onEnd(file, [](Stage own) { own.log("first callback: it is here"); });
    stage.onEnd(file, [](Stage own) { own.log("second callback: a line in the book"); });
    stage.onEnd(file, [](Stage own) { own.spawn("Unpack", unpack); });

    co_await stage.join(file, "waits for the download");
    stage.log("the download is over");
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    stage.spawn("main", order, parameters.number("parts"), parameters.duration("delay"));
}

} // namespace

Scenario followUp() {
    return {
        .name = "follow-up",
        .title = SIMUL_TR("follow-up", "What follows"),
        .line = SIMUL_TR("follow-up", "Callbacks, a follow-up task, a task after a delay, progress"),
        .text = SIMUL_TR("follow-up",
                         "A download of four parts, a second each. What shall happen at its end is said beforehand: "
                         "callbacks run when the task has ended, in the order in which they were added, before those who "
                         "wait for it go on. The third callback starts a task of its own: unpacking. A reminder begins by "
                         "itself after a delay of 6 seconds. The download tells its progress through a queue, and another "
                         "task shows it. One after another (sync) all news of the progress comes when the download is "
                         "over: nobody was there to show it. Look at the arrow from the download to what follows it."),
        .topic = SIMUL_TR("topics", "first steps"),
        .icon = "flow",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .parameters =
            {
                {"parts", SIMUL_TR("follow-up", "Parts"), SIMUL_TR("follow-up", "Of how many parts the download is."),
                 std::int64_t{4}, std::int64_t{1}, std::int64_t{100}, {}},
                {"delay", SIMUL_TR("follow-up", "Delay"), SIMUL_TR("follow-up", "After how long the reminder begins."),
                 Duration(6s), Duration::zero(), Duration(1h), {}},
            },
        .source = "follow_up.cpp",
        .play = play,
    };
}

} // namespace simul::stories
