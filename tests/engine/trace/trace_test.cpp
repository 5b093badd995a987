#include "engine/trace/duration_text.h"
#include "engine/trace/lane.h"
#include "engine/trace/trace.h"
#include "engine/trace/transitions.h"

#include <QTest>
#include <type_traits>

using namespace simul;
using namespace std::chrono_literals;

// Ids are types: what is not the same kind neither compares nor converts.
template <class A, class B>
concept Comparable = requires(A a, B b) { a == b; };
static_assert(Comparable<TaskId, TaskId>);
static_assert(!Comparable<TaskId, WorkerId>);
static_assert(!std::is_convertible_v<TaskId, WorkerId>);
static_assert(!std::is_convertible_v<std::uint32_t, TaskId>);
static_assert(!Comparable<TraceTime, std::chrono::steady_clock::time_point>);

namespace {

Slice sliceAt(Duration start, State state) { return {TraceTime(start), SliceInfo(state, {}, {}, {})}; }

} // namespace

class TraceTest : public QObject {
    Q_OBJECT

private slots:
    void sliceInfoKeepsItsParts() {
        const SliceInfo info(State::Blocked, {CauseKind::Join, 0xffffff}, PlaceId(0xffffU), WorkerId(0xfffeU));
        QCOMPARE(info.state(), State::Blocked);
        QCOMPARE(info.cause(), (Cause{CauseKind::Join, 0xffffff}));
        QCOMPARE(info.place(), PlaceId(0xffffU));
        QCOMPARE(info.worker(), WorkerId(0xfffeU));
    }

    void laneIdTellsWorkersFromTasks() {
        QVERIFY(LaneId(WorkerId(7U)).isWorker());
        QVERIFY(LaneId(TaskId(7U)).isTask());
        QCOMPARE(LaneId(WorkerId(7U)).worker(), WorkerId(7U));
        QVERIFY(LaneId(WorkerId(7U)) != LaneId(TaskId(7U)));
    }

    void laneFindsSlices() {
        Lane lane;
        QVERIFY(!lane.find(TraceTime(0s)));
        constexpr std::size_t count = 1000; // many blocks of 16, the last one not full
        for (std::size_t index = 0; index < count; ++index)
            lane.append(sliceAt(Duration(10 + 10 * static_cast<Duration::rep>(index)), State::Running));
        QVERIFY(!lane.find(TraceTime(Duration(9))));
        for (std::size_t index = 0; index < count; ++index) {
            const Duration start(10 + 10 * static_cast<Duration::rep>(index));
            QCOMPARE(lane.find(TraceTime(start)), std::optional(index));
            QCOMPARE(lane.find(TraceTime(start + Duration(9))), std::optional(index));
        }
        QCOMPARE(lane.find(TraceTime(1h)), std::optional(count - 1));
    }

    void laneFindsTheLastOfEqualStarts() {
        Lane lane;
        for (const State state : {State::Ready, State::Running, State::Done})
            lane.append(sliceAt(5s, state));
        QCOMPARE(lane.find(TraceTime(5s)), std::optional<std::size_t>(2));
    }

    void lastSliceEndsWithTheTraceUnlessItIsFinal() {
        Lane lane;
        lane.append(sliceAt(1s, State::Running));
        QCOMPARE(lane.endOf(0, TraceTime(9s)), TraceTime(9s));
        lane.append(sliceAt(3s, State::Done));
        QCOMPARE(lane.endOf(0, TraceTime(9s)), TraceTime(3s));
        QCOMPARE(lane.endOf(1, TraceTime(9s)), TraceTime(3s));
    }

    /// Every pair of states, against the rules said another way.
    void everyPairOfStates() {
        using enum State;
        const std::vector<State> all = {Idle, Created, Ready, Running, Waiting, Blocked, Done, Failed, Cancelled};
        QCOMPARE(all.size(), StateCount);
        for (const State before : all) {
            for (const State after : all) {
                bool expected = false;
                if (before != Idle && !isFinal(before)) {
                    const bool wasOnWorker = before == Running || before == Blocked;
                    expected = after == Cancelled || (after == Ready && before != Ready) ||
                               (after == Running && (before == Ready || wasOnWorker)) ||
                               (after == Blocked && wasOnWorker) ||
                               (before == Running && (after == Waiting || after == Done || after == Failed));
                }
                QVERIFY2(mayFollow(before, after) == expected,
                         (std::string(nameOf(before)) + " -> " + std::string(nameOf(after))).c_str());
            }
        }
    }

    void labelsKnowTheTasksNumber() {
        QCOMPARE(labelFor({"opponent {n} thinks", "", 0, ""}, "Table 7"), std::string("opponent 7 thinks"));
        QCOMPARE(labelFor({"fetches {n}", "", 0, ""}, "google.com"), std::string("fetches google.com"));
        QCOMPARE(labelFor({"fetches {n}", "", 0, ""}, "54356"), std::string("fetches 54356"));
        QCOMPARE(labelFor({"sleeps", "", 0, ""}, "Table 7"), std::string("sleeps"));
    }

    void durations_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("nanoseconds");
        QTest::addColumn<QString>("again");
        QTest::newRow("5s") << "5s" << qint64{5'000'000'000} << "5s";
        QTest::newRow("250ms") << "250ms" << qint64{250'000'000} << "250ms";
        QTest::newRow("1h30min") << "1h30min" << qint64{5'400'000'000'000} << "1h30min";
        QTest::newRow("90min") << "90min" << qint64{5'400'000'000'000} << "1h30min";
        QTest::newRow("0.5s") << "0.5s" << qint64{500'000'000} << "500ms";
        QTest::newRow("1.5s") << "1.5s" << qint64{1'500'000'000} << "1.5s";
        QTest::newRow("0") << "0" << qint64{0} << "0s";
        QTest::newRow("7ns") << "7ns" << qint64{7} << "7ns";
        QTest::newRow("1min2s") << "1min2s" << qint64{62'000'000'000} << "1min2s";
    }
    void durations() {
        QFETCH(QString, text);
        QFETCH(qint64, nanoseconds);
        QFETCH(QString, again);
        const Result<Duration> duration = parseDuration(text.toStdString());
        QVERIFY(static_cast<bool>(duration));
        QCOMPARE(duration->count(), nanoseconds);
        QCOMPARE(formatDuration(*duration), again.toStdString());
        QCOMPARE(*parseDuration(formatDuration(*duration)), *duration);
    }

    void wrongDurations_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "5", "s", "-5s", "5 s", "5sec", "1e400s", "inf s", "nans", "5s5", "400000h999999999h", "0x5s"})
            QTest::newRow(*text == '\0' ? "empty" : text) << text;
    }
    void wrongDurations() {
        QFETCH(QString, text);
        const Result<Duration> duration = parseDuration(text.toStdString());
        QVERIFY(!duration);
        QVERIFY(!duration.error().empty());
    }
};

QTEST_GUILESS_MAIN(TraceTest)
#include "trace_test.moc"
