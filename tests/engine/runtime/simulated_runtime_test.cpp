#include "engine/analysis/metrics.h"
#include "engine/runtime/random.h"
#include "engine/runtime/timer_queue.h"
#include "tests/support/story.h"
#include "tests/support/trace_text.h"

#include <QTest>
#include <fmt/format.h>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

Activity<> worker(Stage stage, Duration duration) { co_await stage.work(duration); }
Activity<> workWaitWork(Stage stage) {
    co_await stage.work(2s);
    co_await stage.wait(3s);
    co_await stage.work(1s);
}

Told simulate(Mode mode, const Play& play, const How& how = {}) {
    return tell({mode, ClockKind::Simulated}, play, how);
}

} // namespace

/// What the policies make of the same bodies, drawn slice by slice.
class SimulatedRuntimeTest : public QObject {
    Q_OBJECT

private slots:
    void syncHoldsTheWorker() {
        const Told told = simulate(Mode::Sync, [](Stage stage, const Parameters&) {
            stage.spawn("a", workWaitWork);
            stage.spawn("b", workWaitWork);
        });
        QCOMPARE(toText(told.trace, TaskId(std::size_t{0})), std::string("running 0-2, blocked 2-5, running 5-6, done 6"));
        QCOMPARE(toText(told.trace, TaskId(std::size_t{1})),
                 std::string("ready 0-6, running 6-8, blocked 8-11, running 11-12, done 12"));
        QCOMPARE(toText(told.trace, WorkerId(std::size_t{0})),
                 std::string("running 0-2, blocked 2-5, running 5-6, running 6-8, blocked 8-11, running 11-12, idle 12"));
    }

    void coroutinesLetGoWhileTheyWait() {
        const Told told = simulate(Mode::Coroutines, [](Stage stage, const Parameters&) {
            stage.spawn("a", workWaitWork);
            stage.spawn("b", workWaitWork);
        });
        QCOMPARE(toText(told.trace, TaskId(std::size_t{0})), std::string("running 0-2, waiting 2-5, running 5-6, done 6"));
        QCOMPARE(toText(told.trace, TaskId(std::size_t{1})),
                 std::string("ready 0-2, running 2-4, waiting 4-7, running 7-8, done 8"));
        QCOMPARE(toText(told.trace, WorkerId(std::size_t{0})),
                 std::string("running 0-2, running 2-4, idle 4-5, running 5-6, idle 6-7, running 7-8, idle 8"));
    }

    void threadsFreeTheirCoreWhileTheyWait() {
        const auto play = [](Stage stage, const Parameters&) {
            stage.spawn("a", workWaitWork);
            stage.spawn("b", workWaitWork);
        };
        const Told told = simulate(Mode::Threads, play, {.set = {{"cores", "1"}}});
        QCOMPARE(toText(told.trace, TaskId(std::size_t{1})),
                 std::string("ready 0-2, running 2-4, blocked 4-7, running 7-8, done 8"));
    }

    void quantumTakesTheCoreWhenOthersAreReady() {
        const auto play = [](Stage stage, const Parameters&) {
            stage.spawn("a", worker, Duration(5s));
            stage.spawn("b", worker, Duration(2s));
        };
        const Told told = simulate(Mode::Threads, play, {.set = {{"cores", "1"}, {"quantum", "2s"}}});
        QCOMPARE(toText(told.trace, TaskId(std::size_t{0})), std::string("running 0-2, ready 2-4, running 4-7, done 7"));
        QCOMPARE(toText(told.trace, TaskId(std::size_t{1})), std::string("ready 0-2, running 2-4, done 4"));
        QCOMPARE(measure(told.trace).preemptions, std::uint64_t{1});
        QCOMPARE(measure(told.trace).switches, std::uint64_t{2});
    }

    void switchCostKeepsTheCoreFromBoth() {
        const auto play = [](Stage stage, const Parameters&) {
            stage.spawn("a", worker, Duration(2s));
            stage.spawn("b", worker, Duration(2s));
        };
        const Told told = simulate(Mode::Threads, play, {.set = {{"cores", "1"}, {"switch_cost", "500ms"}}});
        QCOMPARE(toText(told.trace, TaskId(std::size_t{1})), std::string("ready 0-2.5, running 2.5-4.5, done 4.5"));
        QCOMPARE(toText(told.trace, WorkerId(std::size_t{0})),
                 std::string("running 0-2, idle 2-2.5, running 2.5-4.5, idle 4.5"));
    }

    /// A look comes before those who are ready at that moment, and sees every wait that ends at it.
    void aLookComesFirst() {
        const Told told = simulate(Mode::Polling, [](Stage stage, const Parameters&) {
            static const auto busy = [](Stage own) -> Activity<> {
                for (int step = 0; step < 6; ++step) {
                    co_await own.work(5s);
                    co_await own.yield();
                }
            };
            static const auto waiting = [](Stage own, Duration time) -> Activity<> { co_await own.wait(time); };
            stage.spawn("busy", busy);
            stage.spawn("early", waiting, 1s);
            stage.spawn("just", waiting, 10s);
            stage.spawn("late", waiting, 11s);
        }, {.set = {{"poll_interval", "15s"}}});
        QCOMPARE(toText(told.trace, TaskId(1U)), std::string("ready 0-5, waiting 5-15, ready 15-20, done 20"));
        QCOMPARE(toText(told.trace, TaskId(2U)), std::string("ready 0-5, waiting 5-15, ready 15-20, done 20"));
        QCOMPARE(toText(told.trace, TaskId(3U)), std::string("ready 0-5, waiting 5-30, done 30"));
    }

    void poolKeepsATaskToItsEnd() {
        const auto play = [](Stage stage, const Parameters&) {
            for (const char* name : {"a", "b", "c"})
                stage.spawn(name, workWaitWork);
        };
        const Told told = simulate(Mode::Pool, play, {.set = {{"workers", "2"}}});
        QCOMPARE(toText(told.trace, TaskId(std::size_t{2})),
                 std::string("ready 0-6, running 6-8, blocked 8-11, running 11-12, done 12"));
    }

    void blockingCallHoldsTheLoop() {
        static const auto blocker = [](Stage stage) -> Activity<> { co_await stage.block(4s); };
        const Told told = simulate(Mode::Coroutines, [](Stage stage, const Parameters&) {
            stage.spawn("a", blocker);
            stage.spawn("b", worker, Duration(1s));
        });
        QCOMPARE(toText(told.trace, TaskId(std::size_t{1})), std::string("ready 0-4, running 4-5, done 5"));
        QCOMPARE(toText(told.trace, WorkerId(std::size_t{0})), std::string("blocked 0-4, running 4-5, idle 5"));
    }

    void syncJoinMakesTheCall() {
        static const auto child = [](Stage stage) -> Activity<> { co_await stage.work(2s); };
        static const auto parent = [](Stage stage) -> Activity<> {
            const TaskHandle first = stage.spawn("first", child);
            const TaskHandle second = stage.spawn("second", child);
            co_await stage.work(1s);
            co_await stage.join(second);
            co_await stage.work(1s);
            static_cast<void>(first);
        };
        const Told told = simulate(Mode::Sync, [](Stage stage, const Parameters&) { stage.spawn("parent", parent); });
        QCOMPARE(toText(told.trace, TaskId(std::size_t{0})), std::string("running 0-1, blocked 1-3, running 3-4, done 4"));
        QCOMPARE(toText(told.trace, TaskId(std::size_t{2})), std::string("ready 0-1, running 1-3, done 3"));
        QCOMPARE(toText(told.trace, TaskId(std::size_t{1})), std::string("ready 0-4, running 4-6, done 6"));
    }

    void threadsReturnToTheirCore() {
        const Told told = simulate(Mode::Threads, [](Stage stage, const Parameters&) {
            for (int task = 0; task < 8; ++task)
                stage.spawn(fmt::format("Task {}", task), workWaitWork);
        });
        QCOMPARE(measure(told.trace).switches, std::uint64_t{0});
    }

    void timersAreServedInOrder() {
        TimerQueue queue;
        Random random(3, 4);
        struct Asked {
            TraceTime at;
            std::uint32_t number;
        };
        std::vector<Asked> asked;
        for (std::uint32_t number = 0; number < 5000; ++number) {
            const TraceTime at(Duration(static_cast<Duration::rep>(random() % 100)));
            asked.push_back({at, number});
            queue.push(at, TaskId(number));
        }
        std::ranges::stable_sort(asked, {}, &Asked::at); // equal times in the order in which they were asked for
        for (const Asked& next : asked) {
            const TimerQueue::Timer timer = queue.pop();
            QCOMPARE(timer.at, next.at);
            QCOMPARE(timer.task().value, next.number);
        }
        QVERIFY(queue.empty());
    }
};

QTEST_GUILESS_MAIN(SimulatedRuntimeTest)
#include "simulated_runtime_test.moc"
