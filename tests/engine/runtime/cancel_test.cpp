#include "engine/runtime/event_flag.h"
#include "engine/runtime/groups.h"
#include "engine/runtime/permits.h"
#include "engine/runtime/queue.h"
#include "tests/engine/runtime/main_story.h"
#include "tests/support/runners.h"

#include <QTest>
#include <fmt/format.h>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

constexpr double tenHours = 36'000; ///< in seconds: what a story takes in which nobody is cancelled

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

/// How tasks are ended by others: cancelled, out of time, forgotten. The same in every mode, on both clocks.
class CancelTest : public QObject {
    Q_OBJECT

private:
    static void addRunners() { addRows(everyRunner()); }

private slots:
    void cancelEndsAWait_data() { addRunners(); }
    void cancelEndsAWait() {
        QFETCH(Runner, runner);
        if (runner.isSync())
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
        if (runner.isSync())
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
        if (runner.isSync())
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
        if (runner.isSync())
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
                const TaskHandle inner = isShielded ? stage.spawn("shielded", victim, innerHasBegun, Duration(100s))
                                                    : stage.spawn("plain", victim, innerHasBegun, Duration(10h));
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
        QCOMPARE(told.warnings(),
                 (std::vector<std::string>{"left had not ended when main returned: it was cancelled.",
                                           "unawaited was created but never awaited: it never ran."}));
        QCOMPARE(wrongLength(told, runner, 5, tenHours), std::string());
    }
};

QTEST_GUILESS_MAIN(CancelTest)
#include "cancel_test.moc"
