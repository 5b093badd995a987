#include "engine/trace/trace_builder.h"

#include <QTest>
#include <algorithm>
#include <thread>

using namespace simul;
using namespace std::chrono_literals;

namespace {

SliceInfo info(State state) { return SliceInfo(state, {}, {}, {}); }

} // namespace

class RecorderTest : public QObject {
    Q_OBJECT

private slots:
    void bufferGivesBackWhatItGot() {
        EventBuffer buffer;
        constexpr std::uint32_t count = 20'000; // over several chunks
        std::uint32_t next = 0;
        const auto check = [&](std::span<const Event> events) {
            for (const Event& event : events)
                QCOMPARE(event.sequence, next++);
        };
        for (std::uint32_t number = 0; number < count; ++number) {
            buffer.push({number, info(State::Running), TaskId(0U), number});
            if (number % 777 == 0)
                buffer.read(buffer.published(), check);
        }
        QCOMPARE(buffer.published(), std::uint64_t{count});
        buffer.read(buffer.published(), check);
        QCOMPARE(next, count);
        QCOMPARE(buffer.read(buffer.published(), check), std::uint64_t{0});
    }

    /// A reader at work while several threads write: everything arrives, once, each lane in its order.
    void nothingIsDroppedWhileItIsRead() {
        constexpr std::uint32_t writers = 4;
        constexpr std::uint32_t perWriter = 50'000;
        Recorder recorder;
        Trace trace;
        TraceBuilder builder(recorder, trace);
        for (std::uint32_t writer = 0; writer < writers; ++writer)
            recorder.addTask(TaskId(writer), {"task", {}, {}, {}, {}});
        {
            std::vector<std::jthread> threads;
            for (std::uint32_t writer = 0; writer < writers; ++writer) {
                threads.emplace_back([&recorder, writer] {
                    ThreadRecorder thread(recorder);
                    thread.record(0, TaskId(writer), 0, info(State::Created));
                    thread.record(0, TaskId(writer), 1, info(State::Ready));
                    for (std::uint32_t number = 2; number < perWriter; ++number)
                        thread.record(number, TaskId(writer), number, info(State::Running));
                });
            }
            for (int round = 0; round < 200; ++round)
                builder.drain();
        }
        builder.drain();
        QCOMPARE(builder.eventsEmitted(), std::uint64_t{writers} * perWriter);
        QCOMPARE(trace.slicesStored(), builder.eventsEmitted());
        for (std::uint32_t writer = 0; writer < writers; ++writer)
            QCOMPARE(trace.lane(TaskId(writer)).size(), std::size_t{perWriter});
    }

    /// Whoever sees that a run is over need not look again.
    void withTheEndEverythingIsThere() {
        static constexpr std::uint32_t events = 200;
        for (int round = 0; round < 300; ++round) {
            Recorder recorder;
            Trace trace;
            TraceBuilder builder(recorder, trace);
            recorder.addTask(TaskId(0U), {"task", {}, {}, {}, {}});
            std::jthread writer([&recorder] {
                ThreadRecorder thread(recorder);
                thread.record(0, TaskId(0U), 0, info(State::Created));
                thread.record(0, TaskId(0U), 1, info(State::Ready));
                for (std::uint32_t number = 2; number < events; ++number)
                    thread.record(number, TaskId(0U), number, info(State::Running));
                recorder.finish(TraceTime(Duration(events)), Outcome::Cancelled, {});
            });
            while (trace.outcome() == Outcome::Unfinished)
                builder.drain();
            QCOMPARE(trace.lane(TaskId(0U)).size(), std::size_t{events});
        }
    }

    /// A task that is woken by one thread and goes on in another has its events in two buffers.
    void aLanesOrderIsKeptAcrossBuffers() {
        Recorder recorder;
        ThreadRecorder own(recorder); // is read first
        ThreadRecorder wakers(recorder);
        recorder.addTask(TaskId(0U), {"task", {}, {}, {}, {}});
        own.record(0, TaskId(0U), 0, info(State::Created));
        wakers.record(1, TaskId(0U), 1, info(State::Ready));
        own.record(2, TaskId(0U), 2, info(State::Running));
        own.record(3, TaskId(0U), 3, info(State::Waiting));
        wakers.record(4, TaskId(0U), 4, info(State::Ready));
        own.record(5, TaskId(0U), 5, info(State::Running));
        const Trace trace = buildTrace(recorder);
        const Lane& lane = trace.lane(TaskId(0U));
        QCOMPARE(lane.size(), std::size_t{6});
        for (std::size_t index = 0; index < lane.size(); ++index)
            QCOMPARE(lane[index].start, TraceTime(Duration(static_cast<Duration::rep>(index))));
    }

    void anEventWaitsForItsPredecessor() {
        Recorder recorder;
        Trace trace;
        TraceBuilder builder(recorder, trace);
        ThreadRecorder own(recorder);
        ThreadRecorder wakers(recorder);
        recorder.addTask(TaskId(0U), {"task", {}, {}, {}, {}});
        own.record(2, TaskId(0U), 2, info(State::Running));
        builder.drain();
        QCOMPARE(trace.slicesStored(), std::uint64_t{0});
        wakers.record(0, TaskId(0U), 0, info(State::Created));
        wakers.record(1, TaskId(0U), 1, info(State::Ready));
        builder.drain();
        QCOMPARE(trace.slicesStored(), std::uint64_t{3});
        QCOMPARE(builder.eventsEmitted(), std::uint64_t{3});
    }

    void oneEventTellsOfATaskAndItsWorker() {
        Recorder recorder;
        ThreadRecorder thread(recorder);
        recorder.addTask(TaskId(0U), {"other", {}, {}, {}, {}});
        recorder.addTask(TaskId(1U), {"task", {}, {}, {}, {}});
        recorder.addWorker(WorkerId(0U), {"worker"});
        const SliceInfo running(State::Running, {}, PlaceId(3U), WorkerId(0U));
        thread.record(0, TaskId(1U), 0, info(State::Created));
        thread.record(0, TaskId(1U), 1, info(State::Ready));
        thread.recordWithWorker(5, TaskId(1U), 2, running);
        thread.record(7, WorkerId(0U), 1, info(State::Idle));
        Trace trace;
        TraceBuilder builder(recorder, trace);
        builder.drain();
        QCOMPARE(builder.eventsEmitted(), std::uint64_t{5});
        QCOMPARE(trace.slicesStored(), std::uint64_t{5});
        const TraceTime start(Duration(5));
        QVERIFY(trace.lane(TaskId(1U)).back() == (Slice{start, running}));
        const SliceInfo held(State::Running, {CauseKind::Task, 1}, PlaceId(3U), WorkerId(0U));
        QVERIFY(trace.lane(WorkerId(0U)).front() == (Slice{start, held}));
        QCOMPARE(trace.lane(WorkerId(0U)).back().state(), State::Idle);
        QVERIFY(trace.lane(TaskId(0U)).empty());
    }

    void placesAreKnownByLabelAndLine() {
        Recorder recorder;
        ThreadRecorder one(recorder);
        ThreadRecorder two(recorder);
        const std::source_location here = std::source_location::current();
        const std::source_location there = std::source_location::current();
        const PlaceId place = one.place("thinks", here);
        QCOMPARE(two.place("thinks", here), place);
        QVERIFY(one.place("sleeps", here) != place);
        QVERIFY(one.place("thinks", there) != place);
        QCOMPARE(one.place("thinks", here), place);
        const Trace trace = buildTrace(recorder);
        QCOMPARE(trace.places().size(), std::size_t{4}); // with "nowhere in particular"
        QCOMPARE(trace.info(place).label, std::string("thinks"));
        QCOMPARE(trace.info(place).line, here.line());
    }

    void tooManyPlacesAreNowhere() {
        Recorder recorder;
        ThreadRecorder thread(recorder);
        PlaceId last;
        for (int number = 0; number < 70'000; ++number)
            last = thread.place(recorder.keep("label " + std::to_string(number)), std::source_location::current());
        QCOMPARE(last, PlaceId{});
        QCOMPARE(buildTrace(recorder).places().size(), std::size_t{65'536});
    }

    void logAndLinksAreSortedByTime() {
        Recorder recorder;
        recorder.addTask(TaskId(0U), {"task", {}, {}, {}, {}});
        Trace trace;
        TraceBuilder builder(recorder, trace);
        recorder.addLog({TraceTime(5s), TaskId(0U), "late"});
        recorder.addLog({TraceTime(2s), TaskId(0U), "early"});
        builder.drain();
        recorder.addLog({TraceTime(3s), TaskId(0U), "between"});
        builder.drain();
        QVERIFY(std::ranges::is_sorted(trace.log(), {}, &LogEntry::time));
        QCOMPARE(trace.log()[1].text, std::string("between"));
    }

    /// A run that begins before the counter's rate is known has the other clock, and waits for nothing.
    void aRunHasTheFastestClockThatIsKnown() {
        QCOMPARE(TickClock().nanosecondsPerTick(), 1.0);
        std::this_thread::sleep_for(TickClock::calibration);
        QCOMPARE(TickClock::fastest() != TickClock(), TickClock::hasTimeStampCounter());
        QVERIFY(TickScale::startingNow(TickClock(), 1).clock == TickClock());
    }

    void bothClocksAgreeWithTheSteadyClock() {
        for (const TickClock clock : {TickClock(), TickClock::fastest()}) {
            const auto before = std::chrono::steady_clock::now();
            const TickScale scale = TickScale::startingNow(clock, 0.5);
            const auto after = std::chrono::steady_clock::now();
            std::this_thread::sleep_for(20ms);
            const auto least = std::chrono::steady_clock::now() - after;
            const TraceTime ticked = scale(clock.now());
            const auto most = std::chrono::steady_clock::now() - before;
            QVERIFY(ticked.time_since_epoch() >= 2 * least - 1us && ticked.time_since_epoch() <= 2 * most + 1us);
            QVERIFY(std::abs(static_cast<double>(scale.ticksAt(ticked) - scale.ticksAt(TraceTime{})) *
                                 scale.nanosecondsPerTick -
                             toSeconds(ticked) * 1e9) < 10);
        }
    }
};

QTEST_GUILESS_MAIN(RecorderTest)
#include "recorder_test.moc"
