#include "engine/runtime/event_flag.h"
#include "engine/runtime/permits.h"
#include "engine/runtime/queue.h"
#include "engine/runtime/shared.h"
#include "tests/support/real_clock.h"
#include "tests/support/runners.h"

#include <QTest>
#include <algorithm>
#include <fmt/format.h>
#include <set>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

Activity<> holdFor(Stage stage, Semaphore lock, Duration work) {
    const Hold hold = co_await lock.acquire(stage, "wants the lock");
    stage.log(stage.name() + " in");
    co_await stage.wait(work);
    stage.log(stage.name() + " out");
}
Activity<> takeBoth(Stage stage, Lock first, Lock second, Duration between) {
    const Hold one = co_await first.acquire(stage);
    co_await stage.wait(between);
    const Hold two = co_await second.acquire(stage);
    stage.log(stage.name() + " has both");
}
Activity<> produce(Stage stage, Queue<int> queue, int first, int count, Duration pause) {
    for (int item = first; item < first + count; ++item) {
        co_await stage.wait(pause);
        co_await queue.put(stage, item);
    }
}
Activity<> consume(Stage stage, Queue<int> queue, std::nullptr_t) {
    while (true) {
        const std::optional<int> item = co_await queue.get(stage);
        if (!item)
            co_return;
        stage.log(std::to_string(*item));
        queue.taskDone(stage);
    }
}

} // namespace

/// Locks, semaphores, queues, events and shared variables: the same in every mode, on both clocks.
class SharingTest : public QObject {
    Q_OBJECT

private:
    static void addRunners() { addRows(everyRunner()); }

private slots:
    void lockHasOneHolder_data() { addRunners(); }
    void lockHasOneHolder() {
        QFETCH(Runner, runner);
        const Told told = tell(runner, [](Stage stage, const Parameters&) {
            const Lock lock(stage, "lock");
            for (int task = 1; task <= 4; ++task)
                stage.spawn(fmt::format("T{}", task), holdFor, lock, Duration(10s));
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        std::size_t holders = 0;
        for (const SyncEvent& event : told.trace.syncEvents()) {
            holders += event.kind == SyncKind::Acquired;
            holders -= event.kind == SyncKind::Released;
            QVERIFY(holders <= 1);
        }
        const std::vector<std::string> log = told.log();
        QCOMPARE(log.size(), 8u);
        for (std::size_t index = 0; index < log.size(); index += 2)
            QCOMPARE(log[index].substr(0, 2), log[index + 1].substr(0, 2));
        QVERIFY(told.seconds() >= 40);
    }

    void lockGoesToTheNextInLine_data() { addRunners(); }
    void lockGoesToTheNextInLine() {
        QFETCH(Runner, runner);
        if (runner.isSync())
            QSKIP("in sync nobody ever stands in line");
        const std::vector<std::string> log = {"T1 in", "T1 out", "T2 in", "T2 out", "T3 in", "T3 out", "T4 in", "T4 out"};
        const auto handOvers = [](const Told& each) {
            return std::ranges::count(each.trace.links(), LinkKind::HandOver, &Link::kind);
        };
        const auto isRight = [&](const Told& each) { return each.log() == log && handOvers(each) == 3; };
        const Told told = tellUntil(isRight, runner, [](Stage stage, const Parameters&) {
            const Lock lock(stage, "lock");
            static const auto late = [](Stage own, Lock wanted, Duration after) -> Activity<> {
                co_await own.wait(after);
                co_await holdFor(own, wanted, 50s);
            };
            for (int task = 1; task <= 4; ++task)
                stage.spawn(fmt::format("T{}", task), late, lock, Duration(5s * task));
        }, {.scale = 0.004}); // a busy machine must not change who comes first
        QCOMPARE(told.log(), log);
        QCOMPARE(handOvers(told), 3);
    }

    void semaphoreLetsSeveralIn_data() { addRunners(); }
    void semaphoreLetsSeveralIn() {
        QFETCH(Runner, runner);
        const Told told = tell(runner, [](Stage stage, const Parameters&) {
            const Semaphore semaphore(stage, "seats", 2);
            for (int task = 1; task <= 6; ++task)
                stage.spawn(fmt::format("T{}", task), holdFor, semaphore, Duration(20s));
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        std::size_t inside = 0;
        std::size_t most = 0;
        for (const SyncEvent& event : told.trace.syncEvents()) {
            inside += event.kind == SyncKind::Acquired;
            inside -= event.kind == SyncKind::Released;
            most = std::max(most, inside);
        }
        QCOMPARE(most, runner.isSync() ? 1u : 2u);
        const double expected = runner.isSync() ? 120 : 60;
        QVERIFY2(told.seconds() >= expected * 0.999, fmt::format("{}", told.seconds()).c_str());
    }

    void everyItemIsGotOnce_data() { addRunners(); }
    void everyItemIsGotOnce() {
        QFETCH(Runner, runner);
        for (const std::size_t capacity : {std::size_t{0}, std::size_t{1}, std::size_t{3}}) {
            if (runner.isSync() && capacity > 0)
                continue; // who waits for room waits for ever
            const Told told = tell(runner, [capacity](Stage stage, const Parameters&) {
                static const auto main = [](Stage own, Queue<int> queue) -> Activity<> {
                    std::vector<TaskHandle> producers;
                    for (int producer = 0; producer < 3; ++producer)
                        producers.push_back(own.spawn("P", produce, queue, producer * 20, 20, Duration(1s)));
                    for (int consumer = 0; consumer < 4; ++consumer)
                        own.spawn("C", consume, queue, nullptr);
                    for (const TaskHandle producer : producers)
                        co_await own.join(producer);
                    queue.close(own);
                };
                const Queue<int> queue(stage, "queue", capacity);
                stage.spawn("main", main, queue);
            }, {.set = {{"workers", "8"}}});
            QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
            std::multiset<int> got;
            for (const std::string& line : told.log())
                got.insert(std::stoi(line));
            QCOMPARE(got.size(), 60u);
            for (int item = 0; item < 60; ++item)
                QCOMPARE(got.count(item), 1u);
            for (const SyncEvent& event : told.trace.syncEvents())
                QVERIFY(capacity == 0 || event.kind != SyncKind::Put || event.amount <= capacity + 1);
        }
    }

    void queueJoinWaitsForTheLast_data() { addRunners(); }
    void queueJoinWaitsForTheLast() {
        QFETCH(Runner, runner);
        if (runner.isSync())
            QSKIP("in sync nobody else gets while one waits");
        const Told told = tell(runner, [](Stage stage, const Parameters&) {
            static const auto slow = [](Stage own, Queue<int> queue) -> Activity<> {
                for (std::optional<int> item = queue.tryGet(own); item; item = queue.tryGet(own)) {
                    co_await own.wait(20s);
                    queue.taskDone(own);
                }
            };
            static const auto waiter = [](Stage own, Queue<int> queue) -> Activity<> {
                co_await queue.join(own);
                own.log(fmt::format("{:.0f}", toSeconds(own.now())));
            };
            const Queue<int> queue(stage, "queue", 0, {1, 2, 3});
            stage.spawn("waiter", waiter, queue);
            stage.spawn("slow", slow, queue);
        });
        QCOMPARE(told.trace.outcome(), Outcome::Completed);
        QCOMPARE(told.log().size(), 1u);
        QVERIFY(std::stoi(told.log()[0]) >= 60);
    }

    void eventLetsAllGoOn_data() { addRunners(); }
    void eventLetsAllGoOn() {
        QFETCH(Runner, runner);
        const Told told = tell(runner, [](Stage stage, const Parameters&) {
            static const auto bell = [](Stage own, EventFlag event) -> Activity<> {
                co_await own.wait(10s);
                own.log("rings");
                event.set(own);
            };
            static const auto child = [](Stage own, EventFlag event) -> Activity<> {
                co_await event.wait(own);
                own.log("comes");
            };
            const EventFlag event(stage, "bell");
            stage.spawn("bell", bell, event);
            for (int task = 0; task < 3; ++task)
                stage.spawn("child", child, event);
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        QCOMPARE(told.log(), (std::vector<std::string>{"rings", "comes", "comes", "comes"}));
    }

    void sharedIsSeenByAllButProcesses_data() { addRunners(); }
    void sharedIsSeenByAllButProcesses() {
        QFETCH(Runner, runner);
        const Told told = tell(runner, [](Stage stage, const Parameters&) {
            static const auto add = [](Stage own, Shared<int> sum, Duration after, int what) -> Activity<> {
                co_await own.wait(after);
                sum.write(own, sum.read(own) + what);
                own.log(std::to_string(sum.read(own)));
            };
            const Shared<int> sum(stage, "sum", 100);
            stage.spawn("one", add, sum, Duration(10s), 1);
            stage.spawn("two", add, sum, Duration(40s), 2);
        }, {.scale = 5 * usualScale});
        const std::string second = runner.mode == Mode::Processes ? "102" : "103";
        QCOMPARE(told.log(), (std::vector<std::string>{"101", second}));
    }

    // ---- standing still

    void oppositeOrderIsADeadlock_data() { addRunners(); }
    void oppositeOrderIsADeadlock() {
        QFETCH(Runner, runner);
        const auto isRight = [&](const Told& each) { // a thread that starts too late finds nobody at it
            return runner.isSync() || each.trace.outcome() == Outcome::Deadlock;
        };
        const Told told = tellUntil(isRight, runner, [](Stage stage, const Parameters&) {
            const Lock washer(stage, "washer");
            const Lock dryer(stage, "dryer");
            stage.spawn("A", takeBoth, washer, dryer, Duration(20s));
            stage.spawn("B", takeBoth, dryer, washer, Duration(20s));
            static const auto bystander = [](Stage own) -> Activity<> { co_await own.wait(200s); };
            stage.spawn("bystander", bystander);
        }, {.scale = 5 * usualScale});
        if (runner.isSync()) {
            QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
            return;
        }
        QVERIFY2(told.trace.outcome() == Outcome::Deadlock, told.ending().c_str());
        QVERIFY(told.trace.deadlock() && told.trace.deadlock()->isCycle);
        QCOMPARE(told.trace.deadlock()->waits.size(), 2u);
        QVERIFY2(told.trace.message().find("A holds washer and wants dryer") != std::string::npos, told.ending().c_str());
        QVERIFY2(told.trace.message().find("B holds dryer and wants washer") != std::string::npos, told.ending().c_str());
        QCOMPARE(wrongLength(told, runner, 20, 200), std::string()); // at once, not when the bystander goes
        QVERIFY(!isFinal(told.stateOf(0)) && !isFinal(told.stateOf(1)));
        QCOMPARE(told.stateOf(2), State::Cancelled);
    }

    void sameOrderIsNone_data() { addRunners(); }
    void sameOrderIsNone() {
        QFETCH(Runner, runner);
        const Told told = tell(runner, [](Stage stage, const Parameters&) {
            const Lock washer(stage, "washer");
            const Lock dryer(stage, "dryer");
            for (int task = 0; task < 5; ++task)
                stage.spawn("A", takeBoth, washer, dryer, Duration(5s));
        });
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        QCOMPARE(told.log().size(), 5u);
    }

    void ownLockIsADeadlock_data() { addRunners(); }
    void ownLockIsADeadlock() {
        QFETCH(Runner, runner);
        const Told told = tell(runner, [](Stage stage, const Parameters&) {
            const Lock lock(stage, "diary");
            stage.spawn("Narcissus", takeBoth, lock, lock, Duration(1s));
        });
        QCOMPARE(told.ending(), std::string("deadlock: Narcissus wants diary, which it holds itself."));
    }

    void emptyQueueStandsStill_data() { addRunners(); }
    void emptyQueueStandsStill() {
        QFETCH(Runner, runner);
        const Told told = tell(runner, [](Stage stage, const Parameters&) {
            const Queue<int> queue(stage, "orders");
            stage.spawn("Consumer", consume, queue, nullptr);
        });
        QCOMPARE(told.ending(),
                 std::string("deadlock: Consumer waits for an item in orders; nobody is left who could end that."));
        QVERIFY(!told.trace.deadlock()->isCycle);
    }
};

QTEST_GUILESS_MAIN(SharingTest)
#include "sharing_test.moc"
