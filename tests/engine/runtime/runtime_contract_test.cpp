#include "engine/analysis/metrics.h"
#include "tests/support/real_clock.h"
#include "tests/support/runners.h"

#include <QTest>
#include <algorithm>
#include <fmt/format.h>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

Activity<> sleeper(Stage stage, Duration duration) { co_await stage.wait(duration); }
Activity<> worker(Stage stage, Duration duration) { co_await stage.work(duration); }
Activity<> sayAfter(Stage stage, Duration duration, std::string text) {
    co_await stage.wait(duration);
    stage.log(text);
}
Activity<> thrower(Stage stage) {
    co_await stage.wait(1s);
    throw std::runtime_error("the kettle is empty");
}

/// Waits for a wake() that somebody else has to make.
class Parked {
public:
    explicit Parked(Stage stage) : m_stage(stage) {}
    bool await_ready() const { return false; }
    bool await_suspend(std::coroutine_handle<> caller) {
        const Step step{{}, "parks", std::source_location::current(), {CauseKind::Resource, 0}, Step::Kind::Park};
        return m_stage.runtime().begin(m_stage.task(), step, caller);
    }
    void await_resume() const {}

private:
    Stage m_stage;
};

} // namespace

/// What every runtime owes to a body, on both clocks: one list of cases for all of them.
class RuntimeContractTest : public QObject {
    Q_OBJECT

private:
    static void addRunners() { addRows(everyRunner()); }

private slots:
    void emptyStory_data() { addRunners(); }
    void emptyStory() {
        QFETCH(Runner, runner);
        const Told told = tell(runner, [](Stage, const Parameters&) {});
        QCOMPARE(told.trace.outcome(), Outcome::Completed);
        QCOMPARE(told.trace.tasks().size(), 0u);
    }

    void bodyRunsInOrder_data() { addRunners(); }
    void bodyRunsInOrder() {
        QFETCH(Runner, runner);
        const auto body = [](Stage stage) -> Activity<> {
            stage.log("a");
            co_await stage.work(1s);
            stage.log("b");
            co_await stage.wait(2s);
            stage.log("c");
            co_await stage.block(3s);
            stage.log("d");
            co_await stage.yield();
            stage.log("e");
        };
        const Told told = tell(runner, [&](Stage stage, const Parameters&) { stage.spawn("only", body); });
        QCOMPARE(told.log(), (std::vector<std::string>{"a", "b", "c", "d", "e"}));
        QCOMPARE(told.trace.outcome(), Outcome::Completed);
        QCOMPARE(told.stateOf(0), State::Done);
        QCOMPARE(wrongLength(told, runner, 6), std::string());
    }

    void awaitedPartGivesValue_data() { addRunners(); }
    void awaitedPartGivesValue() {
        QFETCH(Runner, runner);
        static const auto half = [](Stage stage, int number) -> Activity<int> {
            co_await stage.wait(1s);
            co_return number / 2;
        };
        static const auto body = [](Stage stage) -> Activity<> {
            const int once = co_await half(stage, 84);
            const int twice = co_await half(stage, once);
            stage.report(std::to_string(twice));
        };
        const Told told = tell(runner, [&](Stage stage, const Parameters&) { stage.spawn("only", body); });
        QCOMPARE(told.trace.tasks()[0].result, std::string("21"));
    }

    void waitsOverlapAsTheModeSays_data() { addRunners(); }
    void waitsOverlapAsTheModeSays() {
        QFETCH(Runner, runner);
        const auto play = [&](Stage stage, const Parameters&) {
            for (int task = 0; task < 4; ++task)
                stage.spawn(fmt::format("Task {}", task + 1), sleeper, Duration(100s));
        };
        const std::string wrong = wrongEveryTime([&] {
            const Told told = tell(runner, play);
            return runner.isSync() ? wrongLength(told, runner, 400) : wrongLength(told, runner, 100, 400);
        });
        QCOMPARE(wrong, std::string());
    }

    void workNeedsWorkers_data() { addRunners(); }
    void workNeedsWorkers() {
        QFETCH(Runner, runner);
        const auto play = [&](Stage stage, const Parameters&) {
            for (int task = 0; task < 4; ++task)
                stage.spawn(fmt::format("Task {}", task + 1), worker, Duration(50s));
        };
        const bool hasTwo = runner.mode != Mode::Sync && runner.mode != Mode::Coroutines && runner.mode != Mode::Polling;
        const std::string wrong = wrongEveryTime([&] {
            const Told told = tell(runner, play, {.set = {{"cores", "2"}, {"workers", "2"}}, .scale = 3 * usualScale});
            return hasTwo ? wrongLength(told, runner, 100, 200) : wrongLength(told, runner, 200);
        });
        QCOMPARE(wrong, std::string());
    }

    void joinWaitsForTheEnd_data() { addRunners(); }
    void joinWaitsForTheEnd() {
        QFETCH(Runner, runner);
        static const auto parent = [](Stage stage) -> Activity<> {
            const TaskHandle child = stage.spawn("child", sayAfter, Duration(50s), std::string("child"));
            stage.log("parent");
            co_await stage.join(child);
            stage.log("joined");
            co_await stage.join(child); // it has ended: at once
            stage.log("again");
        };
        const Told told = tell(runner, [&](Stage stage, const Parameters&) { stage.spawn("parent", parent); });
        QCOMPARE(told.log(), (std::vector<std::string>{"parent", "child", "joined", "again"}));
        QCOMPARE(told.trace.tasks()[1].parent, std::optional(TaskId(std::size_t{0})));
        QVERIFY(std::ranges::any_of(told.trace.links(), [](const Link& link) { return link.kind == LinkKind::Spawn; }));
    }

    void errorEndsTheTaskAlone_data() { addRunners(); }
    void errorEndsTheTaskAlone() {
        QFETCH(Runner, runner);
        const Told told = tell(runner, [&](Stage stage, const Parameters&) {
            stage.spawn("thrower", thrower);
            stage.spawn("other", sayAfter, Duration(5s), std::string("goes on"));
        });
        QCOMPARE(told.stateOf(0), State::Failed);
        QCOMPARE(told.stateOf(1), State::Done);
        QCOMPARE(told.trace.tasks()[0].error, std::string("the kettle is empty"));
        QCOMPARE(told.trace.outcome(), Outcome::Failed);
        QCOMPARE(told.trace.message(), std::string("thrower: the kettle is empty"));
    }

    void joinRethrows_data() { addRunners(); }
    void joinRethrows() {
        QFETCH(Runner, runner);
        static const auto parent = [](Stage stage, Duration before) -> Activity<> {
            const TaskHandle child = stage.spawn("child", thrower);
            co_await stage.wait(before); // the child has failed before, or fails while it is waited for
            try {
                co_await stage.join(child);
            } catch (const std::runtime_error& error) {
                stage.log(error.what());
            }
        };
        for (const Duration before : {Duration::zero(), Duration(20s)}) {
            const Told told = tell(runner, [&](Stage stage, const Parameters&) { stage.spawn("parent", parent, before); });
            QCOMPARE(told.log(), std::vector<std::string>{"the kettle is empty"});
            QCOMPARE(told.stateOf(0), State::Done);
            QCOMPARE(told.trace.outcome(), Outcome::Completed);
        }
    }

    void foreseenFailureIsNoFailureOfTheRun_data() { addRunners(); }
    void foreseenFailureIsNoFailureOfTheRun() {
        QFETCH(Runner, runner);
        const auto body = [](Stage stage) -> Activity<> {
            stage.fail("no such page");
            co_return;
        };
        const Told told = tell(runner, [&](Stage stage, const Parameters&) { stage.spawn("only", body); });
        QCOMPARE(told.stateOf(0), State::Failed);
        QCOMPARE(told.trace.tasks()[0].error, std::string("no such page"));
        QCOMPARE(told.trace.outcome(), Outcome::Completed);
    }

    void joiningOneselfIsADeadlock_data() { addRunners(); }
    void joiningOneselfIsADeadlock() {
        QFETCH(Runner, runner);
        const auto body = [](Stage stage) -> Activity<> {
            co_await stage.wait(1s);
            co_await stage.join(TaskHandle(stage.task()));
            stage.log("never");
        };
        const Told told = tell(runner, [&](Stage stage, const Parameters&) { stage.spawn("Narcissus", body); });
        QCOMPARE(told.trace.outcome(), Outcome::Deadlock);
        QVERIFY(told.log().empty());
        QVERIFY(told.trace.message().find("Narcissus") != std::string::npos);
        QVERIFY(!isFinal(told.stateOf(0)));
    }

    void waitingForEachOtherIsADeadlock_data() { addRunners(); }
    void waitingForEachOtherIsADeadlock() {
        QFETCH(Runner, runner);
        struct Pair {
            std::optional<TaskHandle> first;
            std::optional<TaskHandle> second;
        };
        static const auto waitFor = [](Stage stage, std::shared_ptr<Pair> pair, bool forFirst) -> Activity<> {
            co_await stage.wait(1s);
            const TaskHandle other = forFirst ? *pair->first : *pair->second;
            co_await stage.join(other);
        };
        const Told told = tell(runner, [&](Stage stage, const Parameters&) {
            const auto pair = std::make_shared<Pair>();
            pair->first = stage.spawn("first", waitFor, pair, false);
            pair->second = stage.spawn("second", waitFor, pair, true);
        });
        QCOMPARE(told.trace.outcome(), Outcome::Deadlock);
    }

    void wakeEndsAPark_data() { addRunners(); }
    void wakeEndsAPark() {
        QFETCH(Runner, runner);
        if (runner.isSync())
            QSKIP("in sync nobody else can run while one is parked");
        static const auto parker = [](Stage stage) -> Activity<> {
            co_await Parked(stage);
            stage.log("woken");
        };
        static const auto waker = [](Stage stage, Task* task, Duration after) -> Activity<> {
            co_await stage.wait(after);
            stage.runtime().wake(*task);
        };
        for (const Duration after : {Duration(20s), Duration::zero()}) {
            const Told told = tell(runner, [&](Stage stage, const Parameters&) {
                const TaskHandle task = stage.spawn("parker", parker);
                stage.spawn("waker", waker, &task.task(), after);
            });
            QCOMPARE(told.trace.outcome(), Outcome::Completed);
            QCOMPARE(told.log(), std::vector<std::string>{"woken"});
        }
    }

    void drawsDependOnSeedAndTaskAlone_data() { addRunners(); }
    void drawsDependOnSeedAndTaskAlone() {
        QFETCH(Runner, runner);
        const auto body = [](Stage stage) -> Activity<> {
            Random random = stage.random();
            co_await stage.wait(1s);
            stage.report(std::to_string(random()));
        };
        const auto draws = [&](Runner with, std::uint64_t seed) {
            const auto play = [&](Stage stage, const Parameters&) {
                stage.spawn("a", body);
                stage.spawn("b", body);
            };
            const Told told = tell(with, play, {.seed = seed});
            return std::pair(told.trace.tasks()[0].result, told.trace.tasks()[1].result);
        };
        const auto reference = draws({Mode::Sync, ClockKind::Simulated}, 7);
        QCOMPARE(draws(runner, 7), reference);
        QVERIFY(draws(runner, 8) != reference);
        QVERIFY(reference.first != reference.second);
    }

    void timesAddUpAndNothingIsDropped_data() { addRunners(); }
    void timesAddUpAndNothingIsDropped() {
        QFETCH(Runner, runner);
        static const auto body = [](Stage stage) -> Activity<> {
            Random random = stage.random();
            for (int round = 0; round < 10; ++round) {
                co_await stage.work(random.around(2s, 50));
                co_await stage.wait(random.around(5s, 50));
                co_await stage.yield();
                co_await stage.block(random.around(1s, 50));
            }
        };
        const auto play = [&](Stage stage, const Parameters&) {
            for (int task = 0; task < 12; ++task)
                stage.spawn(fmt::format("Task {}", task + 1), body);
        };
        const Told told = tell(runner, play, {.set = {{"cores", "3"}, {"quantum", "1s"}}});
        QCOMPARE(told.trace.outcome(), Outcome::Completed);
        QCOMPARE(told.emitted, told.trace.slicesStored());
        const RunMetrics metrics = measure(told.trace);
        QCOMPARE(metrics.busy + metrics.blocked + metrics.idle,
                 metrics.makespan * static_cast<Duration::rep>(metrics.workers));
        QVERIFY(metrics.idle >= Duration::zero());
        Duration running{};
        for (const TaskMetrics& task : metrics.tasks) {
            QCOMPARE(task.running + task.ready + task.waiting + task.blocked, task.end - task.start);
            running += task.running;
        }
        if (runner.clock == ClockKind::Simulated)
            QCOMPARE(running, metrics.busy);
    }

    void timeLimitEndsTheRun_data() { addRunners(); }
    void timeLimitEndsTheRun() {
        QFETCH(Runner, runner);
        const auto play = [](Stage stage, const Parameters&) {
            stage.spawn("long", sleeper, Duration(10h));
            stage.spawn("hard", worker, Duration(10h));
        };
        const Told told = tell(runner, play, {.timeout = 20s});
        QCOMPARE(told.trace.outcome(), Outcome::Timeout);
        QCOMPARE(wrongLength(told, runner, 20, 36'000), std::string());
        QCOMPARE(told.stateOf(0), State::Cancelled);
        QCOMPARE(told.stateOf(1), State::Cancelled);
    }
};

QTEST_GUILESS_MAIN(RuntimeContractTest)
#include "runtime_contract_test.moc"
