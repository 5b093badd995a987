#include "engine/analysis/resources.h"

#include "engine/runtime/event_flag.h"
#include "engine/runtime/permits.h"
#include "engine/runtime/queue.h"
#include "engine/runtime/shared.h"
#include "tests/support/runners.h"

#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

constexpr Runner coroutines{Mode::Coroutines, ClockKind::Simulated};
constexpr Runner threads{Mode::Threads, ClockKind::Simulated};

Activity<> washFor(Stage stage, Semaphore machine, Duration after, Duration length) {
    co_await stage.wait(after);
    const Hold hold = co_await machine.acquire(stage);
    co_await stage.wait(length);
}
Activity<> takeBoth(Stage stage, Lock first, Lock second, Duration between) {
    const Hold one = co_await first.acquire(stage);
    co_await stage.wait(between);
    const Hold two = co_await second.acquire(stage);
}
Activity<> produce(Stage stage, Queue<int> queue, int count, Duration pause) {
    for (int item = 0; item < count; ++item) {
        co_await stage.wait(pause);
        co_await queue.put(stage, item);
    }
}
Activity<> consume(Stage stage, Queue<int> queue, int count, Duration pause) {
    for (int item = 0; item < count; ++item) {
        co_await queue.get(stage);
        co_await stage.wait(pause);
    }
}

TraceTime at(Duration time) { return TraceTime(time); }

std::vector<std::pair<Duration, std::uint32_t>> pairs(const std::vector<Level>& levels) {
    std::vector<std::pair<Duration, std::uint32_t>> out;
    for (const Level& level : levels)
        out.emplace_back(level.time.time_since_epoch(), level.amount);
    return out;
}
using Pairs = std::vector<std::pair<Duration, std::uint32_t>>;

} // namespace

class ResourcesTest : public QObject {
    Q_OBJECT

    static Told threeWash(Runner runner) {
        return tell(runner, [](Stage stage, const Parameters&) {
            const Lock washer(stage, "washer");
            stage.spawn("A", washFor, washer, Duration(10s), Duration(30s));
            stage.spawn("B", washFor, washer, Duration(20s), Duration(30s));
            stage.spawn("C", washFor, washer, Duration(25s), Duration(5s));
        });
    }

private slots:
    void aLockGoesFromHandToHand() {
        const Told told = threeWash(threads);
        const std::vector<ResourceUse> uses = resourceUses(told.trace);
        QCOMPARE(uses.size(), std::size_t{1});
        const ResourceUse& washer = uses[0];
        QCOMPARE(washer.capacity, 1U);
        QCOMPARE(washer.holdings.size(), std::size_t{3});
        QCOMPARE(washer.holdings[1].task, TaskId(1U));
        QCOMPARE(washer.holdings[1].start, at(40s));
        QCOMPARE(washer.holdings[1].end, at(70s));
        QVERIFY(!washer.holdings[1].isOpen);
        QCOMPARE(washer.inUse, Duration(65s));
        QCOMPARE(washer.idle, Duration(10s));
        QCOMPARE(washer.most, 1U);
        QCOMPARE(washer.longestWait, Duration(45s));
        QCOMPARE(washer.totalWait, Duration(20s + 45s));
        QCOMPARE(washer.waits.size(), std::size_t{2});
        QCOMPARE(washer.waits[0].state, State::Blocked);
        QCOMPARE(washer.moments, (std::vector{at(10s), at(20s), at(25s), at(40s), at(70s), at(75s)}));
    }

    void askedAboutAMoment() {
        const Told told = threeWash(coroutines);
        const ResourceUse washer = resourceUses(told.trace).at(0);
        QVERIFY(holdersAt(washer, at(9s)).empty());
        QCOMPARE(lineAt(washer, at(19s)).count, 0U);
        const LineAt line = lineAt(washer, at(30s));
        QCOMPARE(line.count, 2U);
        QCOMPARE(line.first->task, TaskId(1U)); // B came before C
        QCOMPARE(line.first->state, State::Waiting);
        QCOMPARE(lineAt(washer, at(40s)).count, 1U);
        QCOMPARE(lineAt(washer, at(40s)).first->task, TaskId(2U));
        QCOMPARE(lineAt(washer, at(70s)).count, 0U);
        QCOMPARE(holdersAt(washer, at(40s)).size(), std::size_t{1}); // at the hand-over: the new one
        QCOMPARE(holdersAt(washer, at(40s))[0]->task, TaskId(1U));
        QVERIFY(holdersAt(washer, at(75s)).empty());
        QCOMPARE(useOf({&washer, 1}, washer.id), &washer);
        QCOMPARE(useOf({&washer, 1}, ResourceId(7U)), nullptr);
    }

    void aSemaphoreHasSeveralHolders() {
        const Told told = tell(coroutines, [](Stage stage, const Parameters&) {
            const Semaphore seats(stage, "seats", 2);
            for (int task = 0; task < 4; ++task)
                stage.spawn("T", washFor, seats, Duration(0s), Duration(20s));
        });
        const ResourceUse seats = resourceUses(told.trace).at(0);
        QCOMPARE(seats.capacity, 2U);
        QCOMPARE(seats.most, 2U);
        QCOMPARE(pairs(seats.levels), (Pairs{{0s, 2}, {20s, 2}, {40s, 0}}));
        QCOMPARE(holdersAt(seats, at(30s)).size(), std::size_t{2});
        QCOMPARE(seats.idle, Duration::zero());
    }

    void whatIsHeldForEverEndsWithTheTrace() {
        const Told told = tell(threads, [](Stage stage, const Parameters&) {
            const Lock washer(stage, "washer");
            const Lock dryer(stage, "dryer");
            stage.spawn("A", takeBoth, washer, dryer, Duration(20s));
            stage.spawn("B", takeBoth, dryer, washer, Duration(30s));
        });
        const std::vector<ResourceUse> uses = resourceUses(told.trace);
        QCOMPARE(uses.size(), std::size_t{2});
        QVERIFY(uses[0].holdings[0].isOpen && uses[1].holdings[0].isOpen);
        QCOMPARE(uses[0].holdings[0].end, told.trace.end());
        QCOMPARE(holdersAt(uses[0], told.trace.end())[0]->task, TaskId(0U));
        QCOMPARE(lineAt(uses[1], told.trace.end()).count, 1U); // A still waits when all is over
        QCOMPARE(lineAt(uses[1], told.trace.end()).first->start, at(20s));
        QCOMPARE(lineAt(uses[0], told.trace.end()).count, 1U); // and B, who came as it was over
        QCOMPARE(lineAt(uses[0], told.trace.end()).first->task, TaskId(1U));
    }

    void itemsSitInAQueue() {
        const Told told = tell(coroutines, [](Stage stage, const Parameters&) {
            const Queue<int> queue(stage, "queue");
            stage.spawn("P", produce, queue, 3, Duration(1s));   // puts at 1, 2, 3
            stage.spawn("C", consume, queue, 3, Duration(10s)); // gets at 1, 11, 21
        });
        const ResourceUse queue = resourceUses(told.trace).at(0);
        QCOMPARE(queue.items.size(), std::size_t{3});
        QCOMPARE(queue.items[2].putBy, std::optional(TaskId(0U)));
        QCOMPARE(queue.items[2].putAt, at(3s));
        QCOMPARE(queue.items[2].gotBy, std::optional(TaskId(1U)));
        QCOMPARE(queue.items[2].gotAt, at(21s));
        QCOMPARE(pairs(queue.levels), (Pairs{{1s, 0}, {2s, 1}, {3s, 2}, {11s, 1}, {21s, 0}}));
        QCOMPARE(queue.most, 2U);
        QCOMPARE(queue.longestInside, Duration(18s));
        QCOMPARE(queue.meanInside, Duration(9s)); // 0, 9 and 18
        QCOMPARE(queue.inUse, Duration(19s));
        QCOMPARE(queue.longestWait, Duration(1s)); // the consumer for the first
        QCOMPARE(levelAt(queue, at(10s)), 2U);
        QCOMPARE(levelAt(queue, at(0s)), 0U);
    }

    void itemsFromTheStartAndItemsLeft() {
        const Told told = tell(coroutines, [](Stage stage, const Parameters&) {
            const Queue<int> queue(stage, "queue", 0, {1, 2, 3});
            stage.spawn("C", consume, queue, 2, Duration(10s));
        });
        const ResourceUse queue = resourceUses(told.trace).at(0);
        QCOMPARE(queue.items.size(), std::size_t{3});
        QVERIFY(!queue.items[0].putBy && !queue.items[2].gotBy);
        QCOMPARE(queue.items[1].gotAt, at(10s));
        QCOMPARE(queue.items[2].gotAt, told.trace.end());
        QCOMPARE(levelAt(queue, told.trace.end()), 1U);
        QCOMPARE(queue.longestInside, Duration(20s));
    }

    void eventsAndVariables() {
        const Told told = tell(coroutines, [](Stage stage, const Parameters&) {
            static const auto ring = [](Stage own, EventFlag bell, Shared<int> rings) -> Activity<> {
                co_await own.wait(5s);
                rings.write(own, rings.read(own) + 1);
                bell.set(own);
                co_await own.wait(5s);
                bell.clear(own);
            };
            static const auto listen = [](Stage own, EventFlag bell) -> Activity<> { co_await bell.wait(own); };
            const EventFlag bell(stage, "bell");
            const Shared<int> rings(stage, "rings", 0);
            stage.spawn("ring", ring, bell, rings);
            stage.spawn("listen", listen, bell);
        });
        const std::vector<ResourceUse> uses = resourceUses(told.trace);
        QCOMPARE(uses.size(), std::size_t{2});
        QCOMPARE(pairs(uses[0].levels), (Pairs{{5s, 1}, {10s, 0}}));
        QCOMPARE(uses[0].inUse, Duration(5s));
        QCOMPARE(uses[0].waits.size(), std::size_t{1});
        QCOMPARE(uses[1].kind, ResourceKind::Variable);
        QCOMPARE(uses[1].deeds.size(), std::size_t{2});
        QCOMPARE(told.trace.syncEvents()[uses[1].deeds[1]].kind, SyncKind::Written);
        QCOMPARE(uses[1].moments, std::vector{at(5s)});
    }

    void whatNobodyTouchedIsNotThere() {
        const Told told = tell(coroutines, [](Stage stage, const Parameters&) {
            const Lock unused(stage, "unused");
            static const auto idle = [](Stage own) -> Activity<> { co_await own.wait(1s); };
            stage.spawn("idle", idle);
        });
        QCOMPARE(told.trace.resources().size(), std::size_t{1});
        QVERIFY(resourceUses(told.trace).empty());
        QVERIFY(resourceUses(Trace()).empty());
    }

    /// In every mode and on both clocks: what is acquired is held until it is released, and sums agree.
    void sumsAgreeEverywhere_data() { addRows(everyRunner()); }
    void sumsAgreeEverywhere() {
        QFETCH(Runner, runner);
        const Told told = threeWash(runner);
        const ResourceUse washer = resourceUses(told.trace).at(0);
        QCOMPARE(washer.holdings.size(), std::size_t{3});
        QCOMPARE(washer.inUse + washer.idle, told.trace.end().time_since_epoch());
        Duration held{};
        for (std::size_t index = 0; index < washer.holdings.size(); ++index) {
            QVERIFY(!washer.holdings[index].isOpen);
            QVERIFY(index == 0 || washer.holdings[index - 1].end <= washer.holdings[index].start);
            held += washer.holdings[index].end - washer.holdings[index].start;
        }
        QCOMPARE(held, washer.inUse);
        QVERIFY(washer.line.empty() || washer.line.back().count == 0);
    }
};

QTEST_GUILESS_MAIN(ResourcesTest)
#include "resources_test.moc"
