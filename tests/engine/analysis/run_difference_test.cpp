#include "engine/analysis/run_difference.h"

#include "tests/support/random_lane.h"
#include "tests/support/story.h"
#include "tests/support/trace_from_text.h"

#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

TraceTime at(Duration time) { return TraceTime(time); }

std::vector<TraceTime> edgesOf(TraceTime from, TraceTime to, std::size_t count) {
    std::vector<TraceTime> edges;
    for (std::size_t i = 0; i <= count; ++i)
        edges.push_back(from + (to - from) * static_cast<Duration::rep>(i) / static_cast<Duration::rep>(count));
    return edges;
}

double sum(const IntervalSums::Sums& sums) {
    double all = 0;
    for (const double each : sums)
        all += each;
    return all;
}

double of(const IntervalSums::Sums& sums, State state) { return sums[StateShares::placeOf(state)] / 1e9; }

} // namespace

/// Where two runs differ, and what their tasks have in common: the name.
class RunDifferenceTest : public QObject {
    Q_OBJECT

private slots:
    void tasksAreMatchedByName() {
        const Trace a = traceFromText("x | running 0s-1s\ny | running 0s-1s\nx | running 0s-1s\nz | running 0s-1s");
        const Trace b = traceFromText("w | running 0s-1s\nx | running 0s-1s\ny | running 0s-1s\nx | running 0s-1s\nx | running 0s-1s");
        const TaskMatches matches = matchTasks(a, b);
        QCOMPARE(matches.pairs.size(), std::size_t{3});
        QVERIFY(matches.pairs[0] == (TaskPair{TaskId(0U), TaskId(1U)}));
        QVERIFY(matches.pairs[1] == (TaskPair{TaskId(1U), TaskId(2U)}));
        QVERIFY(matches.pairs[2] == (TaskPair{TaskId(2U), TaskId(3U)}));
        QVERIFY(matches.onlyA == std::vector{TaskId(3U)});
        QVERIFY(matches.onlyB == (std::vector{TaskId(0U), TaskId(4U)}));
        QVERIFY(matchTasks(Trace{}, b).pairs.empty());
    }

    void aRunDoesNotDifferFromItself() {
        const Told told = tell("chess", {Mode::Pool, ClockKind::Simulated});
        const RunDifference difference = compareRuns(told.trace, told.trace);
        QCOMPARE(difference.tasks.size(), told.trace.tasks().size());
        for (const TaskDifference& task : difference.tasks)
            QCOMPARE(task.differing, Duration::zero());
    }

    void whatDiffers() {
        const Trace a = traceFromText("A | running 0s-10s, blocked 10s-30s, running 30s-40s, done 40s\n"
                                      "B | ready 0s-40s, running 40s-50s, done 50s");
        const Trace b = traceFromText("A | running 0s-10s, waiting 10s-30s, running 30s-40s, done 40s\n"
                                      "B | ready 0s-10s, running 10s-20s, done 20s");
        const RunDifference difference = compareRuns(a, b);
        QCOMPARE(difference.tasks.size(), std::size_t{2});
        QCOMPARE(difference.tasks[0].differing, Duration(20s));
        QCOMPARE(difference.tasks[0].a.blocked - difference.tasks[0].b.blocked, Duration(20s));
        QCOMPARE(difference.tasks[1].differing, Duration(40s)); // until its end in a
        QCOMPARE(difference.tasks[1].b.end - difference.tasks[1].a.end, Duration(-30s));
        QCOMPARE(differingTime(a.lane(TaskId(0U)), a.end(), b.lane(TaskId(0U)), b.end(), at(25s), at(35s)), Duration(5s));

        const std::vector<TraceTime> edges = edgesOf(at(0s), at(50s), 5);
        DifferenceSums sums;
        sums.start(edges);
        for (const TaskDifference& task : difference.tasks)
            sums.add(a.lane(task.tasks.a), a.end(), b.lane(task.tasks.b), b.end());
        QCOMPARE(sums.intervals().size(), std::size_t{5});
        QCOMPARE(sum(sums.intervals()[0].a), 0.0);
        QCOMPARE(of(sums.intervals()[1].a, State::Blocked), 10.0);
        QCOMPARE(of(sums.intervals()[1].a, State::Ready), 10.0);
        QCOMPARE(of(sums.intervals()[1].b, State::Waiting), 10.0);
        QCOMPARE(of(sums.intervals()[1].b, State::Running), 10.0);
        QCOMPARE(of(sums.intervals()[3].a, State::Ready), 10.0);
        QCOMPARE(of(sums.intervals()[3].b, State::Idle), 10.0); // it has ended there
        QCOMPARE(of(sums.intervals()[4].a, State::Running), 10.0);
    }

    /// Who waits when it ends does so also where the other run goes on.
    void aDeadlockLastsToTheEndOfBoth() {
        const Told a = tell("deadlock", {Mode::Threads, ClockKind::Simulated});
        const Told b = tell("deadlock", {Mode::Sync, ClockKind::Simulated});
        QCOMPARE(a.trace.outcome(), Outcome::Deadlock);
        QCOMPARE(b.seconds(), 4.0);
        const RunDifference difference = compareRuns(a.trace, b.trace);
        QCOMPARE(difference.tasks.size(), std::size_t{2});
        for (const TaskDifference& task : difference.tasks) {
            QCOMPARE(task.lived, Duration(4s));
            QVERIFY(task.differing <= task.lived);
        }
        QVERIFY(difference.tasks.front().differing >= 2s); // there it is done after two seconds
        const TaskDifference& task = difference.tasks.front();
        QVERIFY(task.neverEndsA && !task.neverEndsB);
        QCOMPARE(task.a.running + task.a.ready + task.a.waiting + task.a.blocked, Duration(4s));
    }

    void theSumsAreThoseOfTheWalk() {
        const Lane a = randomLane(3000, 1);
        const Lane b = randomLane(4000, 2);
        const TraceTime end = std::max(a.back().start, b.back().start) + Duration(500);
        const std::vector<TraceTime> edges = edgesOf(TraceTime{}, end, 2000); // few in each
        DifferenceSums sums;
        sums.start(edges);
        sums.add(a, end, b, end);
        for (std::size_t i = 0; i < 2000; i += 7) {
            const auto exact = static_cast<double>(differingTime(a, end, b, end, edges[i], edges[i + 1]).count());
            QCOMPARE(sum(sums.intervals()[i].a), exact);
            QCOMPARE(sum(sums.intervals()[i].b), exact);
        }
    }

    /// With many slices in an interval it is their shares that are compared.
    void manySlicesCountByTheirShares() {
        const Lane lane = randomLane(100'000, 3);
        Lane running; // of the same length, one state only
        running.append({lane.front().start, SliceInfo(State::Running, {}, {}, {})});
        const TraceTime end = lane.back().start + Duration(1000);
        const std::vector<TraceTime> edges = edgesOf(lane.front().start, end, 100);
        DifferenceSums sums;
        sums.start(edges);
        sums.add(lane, end, lane, end);
        for (const DifferenceSums::Interval& interval : sums.intervals())
            QCOMPARE(sum(interval.a) + sum(interval.b), 0.0);
        sums.start(edges);
        sums.add(lane, end, running, end);
        for (std::size_t i = 0; i < 100; ++i) {
            const auto exact = static_cast<double>(differingTime(lane, end, running, end, edges[i], edges[i + 1]).count());
            const auto whole = static_cast<double>((edges[i + 1] - edges[i]).count());
            QVERIFY(std::abs(sum(sums.intervals()[i].a) - exact) < 0.03 * whole);
            QVERIFY(std::abs(of(sums.intervals()[i].b, State::Running) * 1e9 - exact) < 0.03 * whole);
        }
    }

    /// Neither walks on, nor takes for known what it has not come to.
    void whatIsStoppedIsLeftAtOnce() {
        std::stop_source stop;
        stop.request_stop();
        const Trace trace = traceFromText("A | running 0s-10s, done 10s\nworker x | running 0s-10s A");
        const RunMetrics metrics = measure(trace, stop.get_token());
        QVERIFY(metrics.tasks.empty());
        QVERIFY(metrics.busy == TotalTime());
        QVERIFY(compareRuns(trace, trace, stop.get_token()).tasks.empty());
    }
};

QTEST_GUILESS_MAIN(RunDifferenceTest)
#include "run_difference_test.moc"
