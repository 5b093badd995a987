#include "engine/runtime/async_generator.h"
#include "engine/runtime/groups.h"
#include "tests/engine/runtime/main_story.h"
#include "tests/support/runners.h"

#include <QTest>
#include <algorithm>
#include <fmt/format.h>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

Activity<> thrower(Stage stage, Duration after) {
    co_await stage.wait(after);
    throw std::runtime_error(stage.name() + " broke");
}

} // namespace

/// How tasks wait for each other, follow each other and go before each other. The same in every mode, on both clocks.
class TasksTest : public QObject {
    Q_OBJECT

private:
    static void addRunners() { addRows(everyRunner()); }

private slots:
    void gatherWaitsForAll_data() { addRunners(); }
    void gatherWaitsForAll() {
        QFETCH(Runner, runner);
        const Told told = tellMain(runner, [](Stage stage) -> Activity<> {
            std::vector<TaskHandle> tasks;
            for (const Duration time : {Duration(90s), Duration(30s), Duration(150s)})
                tasks.push_back(stage.spawn("T", sleeper, time));
            co_await gather(stage, tasks);
            stage.log("all");
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        QCOMPARE(told.log().back(), std::string("all"));
        QCOMPARE(runner.isSync() ? wrongLength(told, runner, 270) : wrongLength(told, runner, 150, 270), std::string());
    }

    void gatherEndsAtTheFirstFailure_data() { addRunners(); }
    void gatherEndsAtTheFirstFailure() {
        QFETCH(Runner, runner);
        const Told told = tellMain(runner, [](Stage stage) -> Activity<> {
            std::vector<TaskHandle> tasks;
            tasks.push_back(stage.spawn("slow", sleeper, Duration(200s)));
            tasks.push_back(stage.spawn("bad", thrower, Duration(10s)));
            std::string error;
            try {
                co_await gather(stage, tasks);
            } catch (const std::runtime_error& thrown) {
                error = thrown.what();
            }
            stage.log(error);
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        const std::vector<std::string> late = {"slow ends", "bad broke"};
        const std::vector<std::string> early = {"bad broke", "slow ends"};
        QCOMPARE(told.log(), runner.isSync() ? late : early);
    }

    void asCompletedGivesTheOrderOfTheEnds_data() { addRunners(); }
    void asCompletedGivesTheOrderOfTheEnds() {
        QFETCH(Runner, runner);
        const Told told = tellMain(runner, [](Stage stage) -> Activity<> {
            static const auto quiet = [](Stage own, Duration time) -> Activity<> { co_await own.wait(time); };
            std::vector<TaskHandle> tasks;
            tasks.push_back(stage.spawn("slow", quiet, Duration(200s)));
            tasks.push_back(stage.spawn("quick", quiet, Duration(10s)));
            tasks.push_back(stage.spawn("middling", quiet, Duration(100s)));
            const AsCompleted ended(stage, tasks);
            while (ended.more()) {
                const TaskHandle next = co_await ended.next(stage);
                stage.log(next.name());
            }
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        const std::vector<std::string> inTurn = {"slow", "quick", "middling"};
        const std::vector<std::string> asTheyEnd = {"quick", "middling", "slow"};
        QCOMPARE(told.log(), runner.isSync() ? inTurn : asTheyEnd);
    }

    void callbacksRunInOrder_data() { addRunners(); }
    void callbacksRunInOrder() {
        QFETCH(Runner, runner);
        const Told told = tellMain(runner, [](Stage stage) -> Activity<> {
            const TaskHandle task = stage.spawn("T", sleeper, Duration(60s));
            for (const char* text : {"first", "second", "third"})
                stage.onEnd(task, [text](Stage own) { own.log(text); });
            co_await stage.join(task);
            stage.log("joined");
            stage.onEnd(task, [](Stage own) { own.log("late"); });
        });
        QCOMPARE(told.log(), (std::vector<std::string>{"T ends", "first", "second", "third", "joined", "late"}));
        // They act as whom they follow; one that comes too late for that, as who asked for it.
        QCOMPARE(told.trace.log()[1].task, TaskId(1U));
        QCOMPARE(told.trace.log()[5].task, TaskId(0U));
    }

    void callbacksMaySpawn_data() { addRunners(); }
    void callbacksMaySpawn() {
        QFETCH(Runner, runner);
        const Told told = tellMain(runner, [](Stage stage) -> Activity<> {
            const TaskHandle first = stage.spawn("first", sleeper, Duration(60s));
            stage.onEnd(first, [](Stage own) { own.spawn("second", sleeper, Duration(5s)); });
            co_await stage.join(first);
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        QCOMPARE(told.log(), (std::vector<std::string>{"first ends", "second ends"}));
        QCOMPARE(told.trace.tasks()[2].parent, std::optional(TaskId(1U)));
    }

    void delayedTasksBeginLater_data() { addRunners(); }
    void delayedTasksBeginLater() {
        QFETCH(Runner, runner);
        const Told told = tellMain(runner, [](Stage stage) -> Activity<> {
            stage.spawn(TaskOptions{.name = "later", .delay = 100s}, sleeper, Duration(5s));
            co_await stage.wait(1s);
            stage.log("main ends");
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        QCOMPARE(told.log(), (std::vector<std::string>{"main ends", "later ends"}));
        QCOMPARE(wrongLength(told, runner, 105), std::string());
        QCOMPARE(told.trace.lane(TaskId(1U)).front().state(), State::Created);
    }

    void offloadFreesTheLoop_data() { addRunners(); }
    void offloadFreesTheLoop() {
        QFETCH(Runner, runner);
        const auto play = [](Stage stage, const Parameters&) {
            static const auto caller = [](Stage own) -> Activity<> {
                co_await own.offload(50s, "a blocking call");
                own.log("called");
            };
            for (int task = 0; task < 4; ++task)
                stage.spawn("caller", caller);
        };
        const bool isWide = runner.mode == Mode::Threads || runner.mode == Mode::Processes;
        Told told;
        const std::string wrong = wrongEveryTime([&] {
            told = tell(runner, play, {.set = {{"workers", "2"}}, .scale = 3 * usualScale});
            return runner.isSync() ? wrongLength(told, runner, 200)
                   : isWide        ? wrongLength(told, runner, 50, 100)
                                   : wrongLength(told, runner, 100, 200);
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        QCOMPARE(wrong, std::string());
    }

    void higherPriorityGoesFirst_data() { addRunners(); }
    void higherPriorityGoesFirst() {
        QFETCH(Runner, runner);
        const Told told = tell(runner, [](Stage stage, const Parameters&) {
            static const auto worker = [](Stage own) -> Activity<> {
                co_await own.work(5s);
                own.log(own.name());
            };
            stage.spawn(TaskOptions{.name = "low", .priority = -1}, worker);
            stage.spawn("usual", worker);
            stage.spawn(TaskOptions{.name = "high", .priority = 5}, worker);
            stage.spawn("usual", worker);
        }, {.set = {{"cores", "1"}, {"workers", "1"}}});
        if (runner.mode == Mode::Threads && runner.clock == ClockKind::Real)
            QSKIP("which thread asks for the core first is the system's business");
        QCOMPARE(told.log(), (std::vector<std::string>{"high", "usual", "usual", "low"}));
    }

    void generatorGivesOneByOne_data() { addRunners(); }
    void generatorGivesOneByOne() {
        QFETCH(Runner, runner);
        const Told told = tellMain(runner, [](Stage stage) -> Activity<> {
            static const auto numbers = [](Stage own, int count) -> AsyncGenerator<int> {
                for (int number = 1; number <= count; ++number) {
                    co_await own.wait(5s);
                    co_yield number;
                }
            };
            AsyncGenerator<int> three = numbers(stage, 3);
            for (std::optional<int> number = co_await three.next(); number; number = co_await three.next())
                stage.log(std::to_string(*number));
        });
        QCOMPARE(told.log(), (std::vector<std::string>{"1", "2", "3"}));
        QVERIFY(told.seconds() >= 15);
    }
};

QTEST_GUILESS_MAIN(TasksTest)
#include "tasks_test.moc"
