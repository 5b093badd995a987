#include "engine/analysis/kernel_switches.h"
#include "engine/analysis/metrics_csv.h"
#include "engine/analysis/range_csv.h"
#include "engine/analysis/resources.h"
#include "engine/runtime/permits.h"
#include "engine/runtime/queue.h"
#include "engine/trace/trace_parts.h"
#include "tests/support/story.h"
#include "tests/support/trace_from_text.h"

#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

constexpr auto years = 2'000'000h; ///< 228 of them: a Duration has room for one such task, and not for two

Trace threeForYears() {
    return traceFromText("A | blocked 0s-2000000h\nB | blocked 0s-2000000h\nC | running 0s-2000000h\n"
                         "worker a | blocked 0s-2000000h A\nworker b | blocked 0s-2000000h B\n"
                         "worker c | running 0s-2000000h C\nworker d | idle 0s-2000000h");
}

Activity<> hold(Stage stage, Lock lock, Duration length) {
    const Hold held = co_await lock.acquire(stage);
    co_await stage.wait(length);
}
Activity<> put(Stage stage, Queue<int> queue, int count, Duration rest) {
    for (int item = 0; item < count; ++item)
        co_await queue.put(stage, item);
    co_await stage.wait(rest);
}

double hours(TotalTime time) { return toSeconds(time) / 3600; }

} // namespace

/// Times of several tasks, which together are longer than one time can be.
class LongSumsTest : public QObject {
    Q_OBJECT

private slots:
    void workersHaveWhatTheyHave() {
        const RunMetrics metrics = measure(threeForYears());
        QCOMPARE(hours(metrics.busy), 2e6);
        QCOMPARE(hours(metrics.blocked), 4e6);
        QCOMPARE(hours(metrics.idle), 2e6);
        QVERIFY(metrics.busy + metrics.blocked + metrics.idle == TotalTime(metrics.makespan) * 4);
        QCOMPARE(metrics.utilization, 0.25);
        QCOMPARE(hours(metrics.blockedTotal), 4e6);
        QCOMPARE(metrics.meanFinish, Duration(years));
    }

    void rangesAddUp() {
        const Trace trace = threeForYears();
        for (const RangeStatistics& range : {measureRange(trace, TraceTime{}, trace.end()), estimateRange(trace, TraceTime{}, trace.end())})
            QCOMPARE(hours(range.states[std::size_t(State::Blocked)].time), 4e6);
        const RangeStatistics range = measureRange(trace, TraceTime{}, trace.end());
        QCOMPARE(range.states[std::size_t(State::Blocked)].whole.mean(), Duration(years));
        QVERIFY(rangeCsv(trace, range).find(",blocked,14400000000,2,0,7200000000,7200000000,") != std::string::npos);
    }

    void tablesSayIt() {
        const Trace trace = threeForYears();
        const std::string table = metricsCsv(std::array{NamedTrace{"x", trace}});
        const std::string expected = "x,,completed,0,7200000000,7200000000,,,14400000000,7200000000,";
        QVERIFY2(table.find(expected) != std::string::npos, table.c_str());
    }

    /// One after the other has the lock, and all that come later wait.
    void waitsForALockAddUp() {
        const Told told = tell({Mode::Threads, ClockKind::Simulated}, [](Stage stage, const Parameters&) {
            const Lock lock(stage, "lock");
            for (int task = 0; task < 4; ++task)
                stage.spawn("task", hold, lock, Duration(600'000h));
        });
        const std::vector<ResourceUse> uses = resourceUses(told.trace);
        QCOMPARE(uses.size(), std::size_t{1});
        QCOMPARE(hours(uses[0].totalWait), 3.6e6);
        QCOMPARE(uses[0].longestWait, Duration(1'800'000h));
    }

    void timesInAQueueHaveAMean() {
        const Told told = tell({Mode::Coroutines, ClockKind::Simulated}, [](Stage stage, const Parameters&) {
            const Queue<int> queue(stage, "queue", 10);
            stage.spawn("task", put, queue, 3, Duration(years));
        });
        const std::vector<ResourceUse> uses = resourceUses(told.trace);
        QCOMPARE(uses.size(), std::size_t{1});
        QCOMPARE(uses[0].items.size(), std::size_t{3});
        QCOMPARE(uses[0].meanInside, Duration(years));
    }

    void processorsHaveWorked() {
        TraceParts parts;
        for (int task = 0; task < 3; ++task)
            parts.tasks.push_back({.name = "task", .parent = {}, .created = {}, .result = {}, .error = {}, .use = ThreadUse{years, 1, 2}});
        makeLanes(parts);
        const std::optional<TotalUse> use = useOf(assemble(std::move(parts)));
        QVERIFY(use.has_value());
        QCOMPARE(hours(use->cpuTime), 6e6);
        QCOMPARE(use->involuntarySwitches, std::uint64_t{6});
    }
};

QTEST_GUILESS_MAIN(LongSumsTest)
#include "long_sums_test.moc"
