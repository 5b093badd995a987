#include "engine/analysis/metrics.h"
#include "engine/analysis/range_csv.h"

#include "tests/support/random_lane.h"
#include "tests/support/story.h"
#include "tests/support/trace_from_text.h"

#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

TraceTime at(Duration time) { return TraceTime(time); }

const StateUse& use(const StateUses& uses, State state) { return uses[static_cast<std::size_t>(state)]; }
Duration time(const RangeStatistics::OfTask& task, State state) { return task.times[static_cast<std::size_t>(state)]; }

LengthSpread spreadOf(std::initializer_list<Duration> lengths) {
    LengthCollector collector;
    for (const Duration length : lengths)
        collector.add(length);
    return collector.spread();
}

} // namespace

/// What is measured in a range is what lies in it, no more.
class RangeStatisticsTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsTypical() {
        QCOMPARE(spreadOf({}).count, std::uint64_t{0});
        QCOMPARE(spreadOf({}).mean(), Duration::zero());
        const LengthSpread one = spreadOf({7s});
        QVERIFY(one.least == 7s && one.most == 7s && one.median == 7s && one.p90 == 7s && one.p99 == 7s && one.mean() == 7s);
        const LengthSpread four = spreadOf({4s, 1s, 10s, 2s});
        QCOMPARE(four.count, std::uint64_t{4});
        QCOMPARE(four.total, Duration(17s));
        QCOMPARE(four.mean(), Duration(4250ms));
        QCOMPARE(four.least, Duration(1s));
        QCOMPARE(four.most, Duration(10s));
        QCOMPARE(four.median, Duration(2s)); // half of them do not exceed it
        QCOMPARE(four.p90, Duration(10s));
        LengthCollector hundred;
        for (int length = 100; length >= 1; --length)
            hundred.add(length * 1s);
        QCOMPARE(hundred.spread().median, Duration(50s));
        QCOMPARE(hundred.spread().p90, Duration(90s));
        QCOMPARE(hundred.spread().p99, Duration(99s));
    }

    void percentilesOfVeryManyAreNearlyRight() {
        LengthCollector collector;
        std::vector<std::int64_t> lengths;
        std::mt19937_64 random(7);
        for (std::size_t i = 0; i < LengthCollector::mostKept + 300'000; ++i) {
            lengths.push_back(static_cast<std::int64_t>(std::exp(static_cast<double>(random() % 20'000) / 1000.0)));
            collector.add(Duration(lengths.back()));
        }
        std::ranges::sort(lengths);
        const LengthSpread spread = collector.spread();
        QCOMPARE(spread.count, std::uint64_t{lengths.size()});
        QCOMPARE(spread.least.count(), lengths.front());
        QCOMPARE(spread.most.count(), lengths.back());
        const auto isNear = [&](Duration found, std::size_t per100) {
            const auto exact = static_cast<double>(lengths[(lengths.size() * per100 + 99) / 100 - 1]);
            return std::abs(static_cast<double>(found.count()) - exact) <= exact * 0.01;
        };
        QVERIFY(isNear(spread.median, 50));
        QVERIFY(isNear(spread.p90, 90));
        QVERIFY(isNear(spread.p99, 99));
    }

    void cutSlicesCountWithWhatLiesInTheRange() {
        const Trace trace = traceFromText("A | running 0s-10s, waiting 10s-14s, running 14s-20s, waiting 20s-50s, done 50s\n"
                                          "B | ready 0s-12s, running 12s-15s, done 15s\n"
                                          "C | running 40s-50s, done 50s");
        const RangeStatistics range = measureRange(trace, at(5s), at(30s));
        QVERIFY(range.isExact);
        const StateUse& running = use(range.states, State::Running);
        QCOMPARE(running.time, Duration(5s + 6s + 3s));
        QCOMPARE(running.slices, std::uint64_t{3});
        QCOMPARE(running.cut, std::uint64_t{1});
        QCOMPARE(running.whole.count, std::uint64_t{2}); // the cut one does not make the least smaller
        QCOMPARE(running.whole.least, Duration(3s));
        QCOMPARE(running.whole.most, Duration(6s));
        const StateUse& waiting = use(range.states, State::Waiting);
        QCOMPARE(waiting.time, Duration(4s + 10s));
        QCOMPARE(waiting.whole.count, std::uint64_t{1});
        QCOMPARE(use(range.states, State::Ready).time, Duration(7s));
        QCOMPARE(use(range.states, State::Done).slices, std::uint64_t{1}); // B's end
        QCOMPARE(use(range.states, State::Blocked).slices, std::uint64_t{0});
        QCOMPARE(range.tasks.size(), std::size_t{2}); // C is not there yet
        QCOMPARE(time(range.tasks[0], State::Running), Duration(11s));
        QCOMPARE(time(range.tasks[1], State::Ready), Duration(7s));
        QCOMPARE(range.tasks[0].slices, std::uint64_t{4});

        QCOMPARE(range.tasks[0].use(State::Running)->slices, std::uint64_t{2});
        QCOMPARE(range.tasks[0].use(State::Running)->whole.median, Duration(6s));
        QCOMPARE(range.tasks[1].use(State::Running)->whole.mean(), Duration(3s));
        QVERIFY(range.tasks[1].use(State::Blocked) == nullptr);
        const StateUses ofA = measureRange(trace.lane(TaskId(0U)), trace.end(), at(5s), at(30s));
        QCOMPARE(use(ofA, State::Running).time, Duration(11s));
        QCOMPARE(use(ofA, State::Running).whole.median, Duration(6s));
    }

    void theWholeRunIsWhatTheMetricsSay() {
        const Told told = tell("chess", {Mode::Coroutines, ClockKind::Simulated});
        const RangeStatistics range = measureRange(told.trace, TraceTime{}, told.trace.end());
        const RunMetrics metrics = measure(told.trace);
        QCOMPARE(range.tasks.size(), metrics.tasks.size());
        Duration running{};
        for (std::size_t task = 0; task < metrics.tasks.size(); ++task) {
            running += metrics.tasks[task].running;
            QCOMPARE(time(range.tasks[task], State::Ready), metrics.tasks[task].ready);
            QCOMPARE(time(range.tasks[task], State::Waiting), metrics.tasks[task].waiting);
        }
        QCOMPARE(use(range.states, State::Running).time, running);
        QCOMPARE(use(range.states, State::Running).cut, std::uint64_t{0});
        QCOMPARE(use(range.states, State::Running).whole.most, Duration(5s)); // her move
        QCOMPARE(use(range.states, State::Done).slices, std::uint64_t{metrics.tasks.size()});
    }

    void theEstimateIsNearlyRight() {
        const Told told = tell("chess", {Mode::Threads, ClockKind::Simulated}, {.set = {{"moves", "400"}}});
        QVERIFY(told.trace.lane(TaskId(0U)).tree() != nullptr); // else it would be walked
        for (const auto& [from, to] : {std::pair(at(0s), told.trace.end()), std::pair(at(1h), at(3h)), std::pair(at(10s), at(11s))}) {
            const RangeStatistics exact = measureRange(told.trace, from, to);
            const RangeStatistics estimate = estimateRange(told.trace, from, to);
            QVERIFY(!estimate.isExact);
            QCOMPARE(estimate.tasks.size(), exact.tasks.size());
            for (const State state : {State::Running, State::Blocked, State::Waiting, State::Ready}) {
                const double difference = toSeconds(use(estimate.states, state).time - use(exact.states, state).time);
                QVERIFY(std::abs(difference) <= 0.01 * toSeconds(to - from) * static_cast<double>(exact.tasks.size()));
            }
        }
    }

    void asATable() {
        const Trace trace = traceFromText("A, \"x\" | running 0s-10s, waiting 10s-14s, running 14s-15s, done 15s\n"
                                          "B | ready 0s-2500ms, running 2500ms-15s, done 15s");
        QCOMPARE(rangeCsv(trace, measureRange(trace, at(5s), at(20s))),
                 std::string("task,state,time,slices,cut,min,mean,median,p90,p99,max\r\n"
                             ",running,16,3,2,1,1,1,1,1,1\r\n"
                             ",waiting,4,1,0,4,4,4,4,4,4\r\n"
                             ",done,0,2,0,,,,,,\r\n"
                             "\"A, \"\"x\"\"\",running,6,2,1,1,1,1,1,1,1\r\n"
                             "\"A, \"\"x\"\"\",waiting,4,1,0,4,4,4,4,4,4\r\n"
                             "B,running,10,1,1,,,,,,\r\n"));
        const std::string estimated = rangeCsv(trace, estimateRange(trace, at(5s), at(20s)));
        QVERIFY(estimated.ends_with("B,running,10,,,,,,,,\r\n"));
    }

    void theMeanEndOfVeryLongTasks() { // the sum of the ends is more than a Duration can say
        const Trace trace = traceFromText("A | running 0s-2000000h\nB | running 0s-2000000h\nC | running 0s-2000000h");
        QCOMPARE(measure(trace).meanFinish, Duration(2'000'000h));
    }

    /// Neither of the two ways to look counts who waits for its time, or has gone.
    void whoIsNotThereYetIsNotThere() {
        const Trace trace = traceFromText("A | created 0s-20s, running 20s-30s, done 30s\nB | running 0s-5s, done 5s");
        for (const RangeStatistics& range : {measureRange(trace, at(6s), at(10s)), estimateRange(trace, at(6s), at(10s))})
            QVERIFY(range.tasks.empty());
        for (const RangeStatistics& range : {measureRange(trace, at(10s), at(25s)), estimateRange(trace, at(10s), at(25s))}) {
            QCOMPARE(range.tasks.size(), std::size_t{1});
            QCOMPARE(time(range.tasks[0], State::Running), Duration(5s));
        }
    }

    void nothingInAnEmptyRange() {
        const Trace trace = traceFromText("A | running 0s-10s, done 10s");
        QVERIFY(measureRange(trace, at(20s), at(30s)).tasks.empty());
        QVERIFY(measureRange(trace, at(5s), at(5s)).tasks.empty());
        QVERIFY(measureRange(Trace{}, at(0s), at(5s)).tasks.empty());
        QVERIFY(estimateRange(trace, at(20s), at(30s)).tasks.empty());
    }
};

QTEST_GUILESS_MAIN(RangeStatisticsTest)
#include "range_statistics_test.moc"
