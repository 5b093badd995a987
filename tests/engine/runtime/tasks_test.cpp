#include "engine/runtime/async_generator.h"
#include "engine/runtime/event_flag.h"
#include "engine/runtime/groups.h"
#include "engine/runtime/permits.h"
#include "engine/runtime/queue.h"
#include "tests/support/real_clock.h"
#include "tests/support/runners.h"

#include <QTest>
#include <algorithm>
#include <fmt/format.h>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

bool isSync(const Runner& runner) { return runner.mode == Mode::Sync; }

constexpr double tenHours = 36'000; ///< in seconds: what a story takes in which nobody is cancelled

Activity<> sleeper(Stage stage, Duration duration) {
    co_await stage.wait(duration);
    stage.log(stage.name() + " ends");
}
Activity<> thrower(Stage stage, Duration after) {
    co_await stage.wait(after);
    throw std::runtime_error(stage.name() + " broke");
}
/// Sleeps, and says when it begins to, and how it learned of a cancel.
Activity<> victim(Stage stage, EventFlag hasBegun, Duration duration) {
    hasBegun.set(stage);
    try {
        co_await stage.wait(duration);
    } catch (const Cancelled& cancelled) {
        stage.log(fmt::format("{}: {}", stage.name(), cancelled.what()));
        throw;
    }
    stage.log(stage.name() + " ends");
}
Activity<> refuser(Stage stage, EventFlag hasBegun, Duration duration) {
    hasBegun.set(stage);
    try {
        co_await stage.wait(duration);
    } catch (const Cancelled&) {
        stage.log("no");
    }
    co_await stage.wait(5s);
    stage.log("ends");
}

} // namespace

/// What tasks can do to each other: wait, cancel, time out, follow. The same in every mode, on both clocks.
class TasksTest : public QObject {
    Q_OBJECT

private:
    static void addRunners() { addRows(everyRunner()); }
    using Main = Activity<> (*)(Stage);
    /// Slower than usual: whoever a busy machine is late with still comes before those who come long after it.
    static Told tellMain(Runner runner, Main main) {
        return tell(runner, [main](Stage stage, const Parameters&) { stage.spawn("main", main); },
                    {.set = {{"workers", "8"}}, .scale = 3 * usualScale});
    }

private slots:
    void cancelEndsAWait_data() { addRunners(); }
    void cancelEndsAWait() {
        QFETCH(Runner, runner);
        if (isSync(runner))
            QSKIP("in sync nobody runs while one waits");
        const Told told = tellMain(runner, [](Stage stage) -> Activity<> {
            const EventFlag hasBegun(stage, "begun");
            const TaskHandle task = stage.spawn("victim", victim, hasBegun, Duration(10h));
            co_await hasBegun.wait(stage);
            co_await stage.wait(10s);
            stage.log("asks"); // before: from then on both go on, in no order
            const bool asked = stage.cancel(task, "enough");
            try {
                co_await stage.join(task);
            } catch (const Cancelled&) {
                stage.log(asked ? "joined" : "not asked");
            }
            stage.log(stage.cancel(task) ? "asked" : "too late");
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        QCOMPARE(told.log(), (std::vector<std::string>{"asks", "victim: enough", "joined", "too late"}));
        QCOMPARE(told.stateOf(1), State::Cancelled);
        QCOMPARE(told.trace.tasks()[1].error, std::string("enough"));
        QCOMPARE(wrongLength(told, runner, 10, tenHours), std::string());
    }

    void cancelBeforeTheBeginning_data() { addRunners(); }
    void cancelBeforeTheBeginning() {
        QFETCH(Runner, runner);
        const Told told = tellMain(runner, [](Stage stage) -> Activity<> {
            const TaskHandle prepared = stage.spawn(TaskOptions{.name = "prepared", .isPrepared = true}, sleeper, Duration(5s));
            const TaskHandle delayed = stage.spawn(TaskOptions{.name = "delayed", .delay = 10h}, sleeper, Duration(5s));
            stage.cancel(prepared);
            stage.cancel(delayed);
            for (const TaskHandle task : {prepared, delayed}) {
                try {
                    co_await stage.join(task);
                } catch (const Cancelled& cancelled) {
                    stage.log(cancelled.what());
                }
            }
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        QCOMPARE(told.log(), (std::vector<std::string>{"cancelled", "cancelled"}));
        QCOMPARE(told.stateOf(1), State::Cancelled);
        QCOMPARE(told.stateOf(2), State::Cancelled);
        QCOMPARE(wrongLength(told, runner, 0, tenHours), std::string());
    }

    void cancelMayBeRefused_data() { addRunners(); }
    void cancelMayBeRefused() {
        QFETCH(Runner, runner);
        if (isSync(runner))
            QSKIP("in sync nobody runs while one waits");
        const Told told = tellMain(runner, [](Stage stage) -> Activity<> {
            const EventFlag hasBegun(stage, "begun");
            const TaskHandle task = stage.spawn("refuser", refuser, hasBegun, Duration(10h));
            co_await hasBegun.wait(stage);
            co_await stage.wait(10s);
            stage.cancel(task);
            co_await stage.join(task);
            stage.log("joined");
        });
        QCOMPARE(told.log(), (std::vector<std::string>{"no", "ends", "joined"}));
        QCOMPARE(told.stateOf(1), State::Done);
    }

    void cancelReachesWhoIsInLine_data() { addRunners(); }
    void cancelReachesWhoIsInLine() {
        QFETCH(Runner, runner);
        if (isSync(runner))
            QSKIP("in sync nobody runs while one waits");
        const Told told = tellMain(runner, [](Stage stage) -> Activity<> {
            const Lock lock(stage, "lock");
            const Queue<int> queue(stage, "queue");
            static const auto wantsLock = [](Stage own, Lock wanted) -> Activity<> {
                const Hold hold = co_await wanted.acquire(own);
            };
            static const auto wantsItem = [](Stage own, EventFlag hasBegun, Queue<int> wanted) -> Activity<> {
                hasBegun.set(own);
                co_await wanted.get(own);
            };
            const EventFlag hasBegun(stage, "begun");
            Hold hold = co_await lock.acquire(stage);
            const TaskHandle first = stage.spawn("first", wantsLock, lock);
            const TaskHandle second = stage.spawn("second", wantsItem, hasBegun, queue);
            co_await hasBegun.wait(stage);
            do
                co_await stage.wait(20s);
            while (lock.waiters() == 0);
            stage.cancel(first);
            stage.cancel(second);
            const std::vector<TaskHandle> both = {first, second};
            co_await waitUntil(stage, both, WaitFor::All);
            hold.release();
            const Hold again = co_await lock.acquire(stage);
            stage.log(lock.waiters() == 0 ? "free" : "lost");
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        QCOMPARE(told.log(), std::vector<std::string>{"free"});
        QCOMPARE(told.stateOf(1), State::Cancelled);
        QCOMPARE(told.stateOf(2), State::Cancelled);
    }

    void joinPassesACancelOnShieldedDoesNot_data() { addRunners(); }
    void joinPassesACancelOnShieldedDoesNot() {
        QFETCH(Runner, runner);
        if (isSync(runner))
            QSKIP("in sync nobody runs while one waits");
        const Told told = tellMain(runner, [](Stage stage) -> Activity<> {
            static const auto outer = [](Stage own, EventFlag hasBegun, TaskHandle inner, bool isShielded) -> Activity<> {
                hasBegun.set(own);
                if (isShielded)
                    co_await own.joinShielded(inner);
                else
                    co_await own.join(inner);
            };
            for (const bool isShielded : {false, true}) {
                const EventFlag innerHasBegun(stage, "inner has begun");
                const EventFlag outerHasBegun(stage, "outer has begun");
                const TaskHandle inner = stage.spawn(isShielded ? "shielded" : "plain", victim, innerHasBegun, Duration(100s));
                const TaskHandle waiter = stage.spawn("outer", outer, outerHasBegun, inner, isShielded);
                co_await innerHasBegun.wait(stage);
                co_await outerHasBegun.wait(stage);
                co_await stage.wait(20s);
                stage.cancel(waiter);
                const std::vector<TaskHandle> one = {waiter};
                co_await waitUntil(stage, one, WaitFor::All);
            }
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        QCOMPARE(told.log(), (std::vector<std::string>{"plain: cancelled", "shielded ends"}));
        QCOMPARE(told.stateOf(2), State::Cancelled);
        QCOMPARE(told.stateOf(3), State::Done);
        QCOMPARE(told.stateOf(4), State::Cancelled);
    }

    void waitForTimesOut_data() { addRunners(); }
    void waitForTimesOut() {
        QFETCH(Runner, runner);
        const Told told = tellMain(runner, [](Stage stage) -> Activity<> {
            const EventFlag hasBegun(stage, "begun");
            const TaskHandle slow = stage.spawn("slow", victim, hasBegun, Duration(10h));
            bool isTimedOut = false;
            try {
                co_await waitFor(stage, slow, 100s);
            } catch (const TimedOut&) {
                isTimedOut = true;
            }
            stage.log(isTimedOut ? "timed out" : "in time");
            const TaskHandle quick = stage.spawn("quick", victim, hasBegun, Duration(5s));
            co_await waitFor(stage, quick, 10h);
            stage.log("in time");
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        QCOMPARE(told.log(), (std::vector<std::string>{"slow: the time was over", "timed out", "quick ends", "in time"}));
        QCOMPARE(wrongLength(told, runner, 105, tenHours), std::string());
    }

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
        QCOMPARE(isSync(runner) ? wrongLength(told, runner, 270) : wrongLength(told, runner, 150, 270), std::string());
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
        QCOMPARE(told.log(), isSync(runner) ? late : early);
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
        QCOMPARE(told.log(), isSync(runner) ? inTurn : asTheyEnd);
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

    void whoIsForgottenIsNamed_data() { addRunners(); }
    void whoIsForgottenIsNamed() {
        QFETCH(Runner, runner);
        const Told told = tell(runner, [](Stage stage, const Parameters&) {
            static const auto main = [](Stage own) -> Activity<> {
                own.spawn("left", victim, EventFlag(own, "begun"), Duration(10h));
                own.spawn(TaskOptions{.name = "unawaited", .isPrepared = true}, sleeper, Duration(1s));
                co_await own.wait(5s);
            };
            stage.spawn(TaskOptions{.name = "main", .isMain = true}, main);
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        QCOMPARE(told.stateOf(1), State::Cancelled);
        QCOMPARE(told.stateOf(2), State::Created);
        QCOMPARE(told.trace.warnings(),
                 (std::vector<std::string>{"left had not ended when main returned: it was cancelled.",
                                           "unawaited was created but never awaited: it never ran."}));
        QCOMPARE(wrongLength(told, runner, 5, tenHours), std::string());
    }

    void offloadFreesTheLoop_data() { addRunners(); }
    void offloadFreesTheLoop() {
        QFETCH(Runner, runner);
        const Told told = tell(runner, [](Stage stage, const Parameters&) {
            static const auto caller = [](Stage own) -> Activity<> {
                co_await own.offload(50s, "a blocking call");
                own.log("called");
            };
            for (int task = 0; task < 4; ++task)
                stage.spawn("caller", caller);
        }, {.set = {{"workers", "2"}}, .scale = 3 * usualScale});
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        const bool isWide = runner.mode == Mode::Threads || runner.mode == Mode::Processes;
        QCOMPARE(isSync(runner) ? wrongLength(told, runner, 200)
                 : isWide       ? wrongLength(told, runner, 50, 100)
                                : wrongLength(told, runner, 100, 200),
                 std::string());
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
