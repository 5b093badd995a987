#include "engine/analysis/kernel_switches.h"
#include "engine/analysis/metrics.h"
#include "engine/runtime/perf_switches.h"
#include "tests/support/proc_switches.h"
#include "tests/support/story.h"

#include <QTest>
#include <fmt/format.h>
#include <thread>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

std::string refusalHere() {
    const auto source = openKernelSwitches();
    return source ? "" : source.error();
}

/// By how much `count` is off, as a share.
double errorOf(std::uint64_t count, std::uint64_t expected) {
    return std::abs(static_cast<double>(count) - static_cast<double>(expected)) /
           static_cast<double>(std::max<std::uint64_t>(expected, 1));
}

/// What the kernel's own counters say of all threads of a run; `trace` has them.
std::uint64_t countedIn(const Trace& trace) {
    const TotalUse use = *useOf(trace);
    return use.voluntarySwitches + use.involuntarySwitches;
}

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr double allowedError = 0.05; // the slower the program, the more happens between two looks
#else
constexpr double allowedError = 0.01;
#endif
constexpr Runner realThreads{Mode::Threads, ClockKind::Real};
constexpr Runner realPool{Mode::Pool, ClockKind::Real};

/// Of all lanes from `laneOf(0)` on.
Duration timeIn(State state, const Trace& trace, std::size_t lanes, const std::function<LaneId(std::size_t)>& laneOf) {
    Duration sum{};
    for (std::size_t which = 0; which < lanes; ++which) {
        const Lane& lane = trace.lane(laneOf(which));
        for (std::size_t index = 0; index < lane.size(); ++index)
            sum += lane[index].state() == state ? lane.endOf(index, trace.end()) - lane[index].start : Duration::zero();
    }
    return sum;
}

Activity<> burnAWhile(Stage stage) {
    co_await stage.work(60s, "burns");
    co_await stage.wait(20s, "waits"); // long enough for a busy machine not to be past it
}

void playBurners(Stage stage, std::size_t count) {
    for (std::size_t task = 1; task <= count; ++task)
        stage.spawn(fmt::format("Task {}", task), burnAWhile);
}

std::size_t moreThanCpus() { return 2 * std::max(1U, std::thread::hardware_concurrency()); }

} // namespace

/// What the kernel does with threads: what it records, the counts that there are without that, and that both agree.
class KernelSwitchesTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { qunsetenv("SIMUL_KERNEL_SWITCHES"); }

    // ---- where the kernel refuses

    void aRefusalIsSaidOnceAndTheCountsStay_data() {
        QTest::addColumn<bool>("isPool");
        QTest::newRow("threads") << false;
        QTest::newRow("pool") << true;
    }
    void aRefusalIsSaidOnceAndTheCountsStay() {
        QFETCH(bool, isPool);
        qputenv("SIMUL_KERNEL_SWITCHES", "off");
        const Told told = tell(isPool ? realPool : realThreads, [](Stage stage, const Parameters&) { playBurners(stage, 3); },
                               {.set = {{"burn", "on"}}, .scale = 0.0005});
        const Trace& trace = told.trace;
        QCOMPARE(trace.outcome(), Outcome::Completed);
        QCOMPARE(trace.warnings().size(), std::size_t(1));
        QVERIFY(trace.kernel().has_value());
        QCOMPARE(trace.warnings().front().find(trace.kernel()->refusal), std::size_t(0));
        QVERIFY(trace.cpus().empty());
        QCOMPARE(switchesOf(trace).all(), 0U);
        QVERIFY(!trace.has(LaneId(TaskId(0U)).ofKernel()));
        QVERIFY(trace.lane(LaneId(TaskId(0U)).ofKernel()).empty());
        for (const TaskInfo& task : trace.tasks()) {
            QVERIFY(task.use.has_value());
            QVERIFY2(task.use->cpuTime >= 30ms, fmt::format("{} ns", task.use->cpuTime.count()).c_str());
            QVERIFY(task.use->voluntarySwitches >= 1); // it waits
        }
    }

    void nobodyAsksTheKernelWhereThereAreNoThreads() {
        for (const Runner runner : {Runner{Mode::Threads, ClockKind::Simulated}, Runner{Mode::Coroutines, ClockKind::Real}}) {
            const Told told = tell(runner, [](Stage stage, const Parameters&) { playBurners(stage, 2); });
            QVERIFY(!told.trace.kernel());
            QVERIFY(told.trace.cpus().empty());
            QVERIFY(!useOf(told.trace));
            QVERIFY(told.trace.warnings().empty());
        }
    }

    // ---- where it does not

    void everySwitchIsRecorded_data() {
        QTest::addColumn<QString>("burn");
        QTest::newRow("waiting") << "off";
        QTest::newRow("competing") << "on";
    }
    /// A thread for each of 500 requests, against what the kernel itself counts for each.
    void everySwitchIsRecorded() {
        QFETCH(QString, burn);
        if (const std::string refusal = refusalHere(); !refusal.empty())
            QSKIP(refusal.c_str());
        // A busy machine switches threads between their last look at the counts and their end: best of three.
        const How how{.set = {{"requests", "500"}, {"cores", "2"}, {"burn", burn.toStdString()}}, .scale = 1};
        Told told = tell("same-url", realThreads, how);
        const auto isOff = [&] {
            return told.trace.kernel()->lost > 0 ||
                   errorOf(switchesOf(told.trace).all(), countedIn(told.trace)) > allowedError;
        };
        for (int attempt = 1; attempt < 3 && isOff(); ++attempt)
            told = tell("same-url", realThreads, how);
        const Trace& trace = told.trace;
        QCOMPARE(trace.outcome(), Outcome::Completed);
        QCOMPARE(told.emitted, trace.slicesStored());
        QCOMPARE(trace.kernel()->refusal, "");
        QCOMPARE(trace.kernel()->lost, 0U);
        for (std::size_t task = 0; task < trace.tasks().size(); ++task) {
            const Lane& lane = trace.lane(LaneId(TaskId(task)).ofKernel());
            QVERIFY(lane.size() >= 3); // runs, waits for its answer...
            QCOMPARE(lane.front().state(), State::Running);
            QVERIFY(switchesOf(lane).gaveUp >= 1);
        }
        const std::uint64_t counted = countedIn(trace);
        const std::uint64_t recorded = switchesOf(trace).all();
        QVERIFY2(errorOf(recorded, counted) <= allowedError, fmt::format("{} of {}", recorded, counted).c_str());
    }

    /// The same against /proc, which every thread reads for itself: what lies between its two looks.
    void theCountsAreThoseOfTheKernelsOwnList() {
        if (const std::string refusal = refusalHere(); !refusal.empty())
            QSKIP(refusal.c_str());
        constexpr std::size_t threads = 100;
        struct Look {
            TraceTime from, to;
            std::uint64_t switches = 0;
        };
        static std::vector<Look> looks;
        looks.assign(threads, {});
        const auto body = [](Stage stage, std::size_t index) -> Activity<> {
            const std::uint64_t before = switchesInProc();
            looks[index].from = stage.now();
            for (int turn = 0; turn < 20; ++turn) {
                co_await stage.work(500ms, "works");
                co_await stage.wait(500ms, "waits");
            }
            looks[index].to = stage.now();
            looks[index].switches = switchesInProc() - before;
        };
        const auto play = [&](Stage stage, const Parameters&) {
            for (std::size_t task = 0; task < threads; ++task)
                stage.spawn(fmt::format("Task {}", task + 1), body, task);
        };
        const Told told = tell(realThreads, play, {.set = {{"burn", "on"}}, .scale = 0.002});
        std::uint64_t recorded = 0;
        std::uint64_t counted = 0;
        for (std::size_t task = 0; task < threads; ++task) {
            const Lane& lane = told.trace.lane(LaneId(TaskId(task)).ofKernel());
            for (std::size_t index = 0; index < lane.size(); ++index) {
                const bool isSwitch = lane[index].state() == State::Blocked || lane[index].state() == State::Ready;
                recorded += isSwitch && lane[index].start >= looks[task].from && lane[index].start <= looks[task].to;
            }
            counted += looks[task].switches;
        }
        QVERIFY(counted >= threads * 20); // each wait is one at least
        QVERIFY2(errorOf(recorded, counted) <= allowedError, fmt::format("{} of {}", recorded, counted).c_str());
    }

    void whoCompetesForCpusIsPreempted_data() { aRefusalIsSaidOnceAndTheCountsStay_data(); }
    void whoCompetesForCpusIsPreempted() {
        QFETCH(bool, isPool);
        if (const std::string refusal = refusalHere(); !refusal.empty())
            QSKIP(refusal.c_str());
        const std::size_t count = moreThanCpus();
        const auto play = [&](Stage stage, const Parameters&) { playBurners(stage, count); };
        const How how{.set = {{"burn", "on"}, {"workers", fmt::format("{}", count)}}, .scale = 0.002};
        Told told = tell(isPool ? realPool : realThreads, play, how);
        const auto threadLane = [&](std::size_t index) {
            return (isPool ? LaneId(WorkerId(index)) : LaneId(TaskId(index))).ofKernel();
        };
        const auto ofThreads = [&](State state) { return toSeconds(timeIn(state, told.trace, count, threadLane)); };
        const auto onCpus = [&] {
            return toSeconds(timeIn(State::Running, told.trace, told.trace.cpus().size(), [](std::size_t cpu) { return CpuId(cpu); }));
        };
        // Whatever runs runs on a CPU: both views have the same sum, but for what a busy machine hid: best of three.
        const auto isOff = [&] { return std::abs(onCpus() - ofThreads(State::Running)) > 0.01 * ofThreads(State::Running); };
        for (int attempt = 1; attempt < 3 && isOff(); ++attempt)
            told = tell(isPool ? realPool : realThreads, play, how);
        const Trace& trace = told.trace;
        QCOMPARE(trace.outcome(), Outcome::Completed);
        QVERIFY(switchesOf(trace).preempted > 0);
        QVERIFY(useOf(trace)->involuntarySwitches > 0);
        for (std::size_t index = 0; index < count; ++index)
            QVERIFY(!trace.lane(threadLane(index)).empty());
        QVERIFY(ofThreads(State::Ready) > 0);
        QVERIFY2(!isOff(), fmt::format("{} s and {} s", ofThreads(State::Running), onCpus()).c_str());
    }

    void theRunIsNoLongerForIt() {
        const Told told = tell("same-url", realThreads, {.set = {{"requests", "20"}}, .scale = 1});
        TraceTime last;
        for (std::size_t task = 0; task < told.trace.tasks().size(); ++task)
            last = std::max(last, told.trace.lane(TaskId(task)).back().start);
        QVERIFY(told.trace.end() >= last);
        for (std::size_t cpu = 0; cpu < told.trace.cpus().size(); ++cpu) {
            const Lane& lane = told.trace.lane(CpuId(cpu));
            QVERIFY(lane.empty() || lane.back().start <= told.trace.end());
        }
        const RunMetrics metrics = measure(told.trace);
        QCOMPARE(metrics.tasks.size(), std::size_t(20));
    }

    void aStoppedRunLeavesNoThread() {
        std::stop_source stop;
        std::jthread stopper([&] {
            std::this_thread::sleep_for(30ms);
            stop.request_stop();
        });
        const Told told = tell(realThreads, [](Stage stage, const Parameters&) { playBurners(stage, 4); },
                               {.set = {{"burn", "on"}}, .scale = 1, .stop = stop.get_token()});
        QCOMPARE(told.trace.outcome(), Outcome::Cancelled);
        QCOMPARE(told.emitted, told.trace.slicesStored());
        for (const TaskInfo& task : told.trace.tasks())
            QVERIFY(task.use.has_value());
    }
};

QTEST_GUILESS_MAIN(KernelSwitchesTest)
#include "kernel_switches_test.moc"
