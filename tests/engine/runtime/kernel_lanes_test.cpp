#include "engine/analysis/kernel_switches.h"
#include "engine/runtime/kernel_watch.h"
#include "engine/trace/trace_builder.h"

#include <QTest>
#include <fmt/format.h>

using namespace simul;
using namespace std::chrono_literals;

namespace {

using Kind = KernelSwitch::Kind;

/// A clock for scripted switches: `ms` milliseconds after the run's start.
class Script {
public:
    Script() { m_recorder.setTickScale({m_start.ticks, m_clock.nanosecondsPerTick(), m_clock}); }

    KernelLanes::Time at(int ms) const { return m_start.time + std::chrono::milliseconds(ms); }
    KernelSwitch one(int ms, std::int32_t thread, std::uint32_t cpu, Kind kind) const {
        return {at(ms), thread, cpu, kind};
    }
    std::int64_t ticksAt(int ms) const { return m_start.ticksAt(at(ms), m_clock.nanosecondsPerTick()); }
    Recorder& recorder() { return m_recorder; }
    void addTask(std::uint32_t id) {
        m_recorder.addTask(TaskId(id), {fmt::format("Task {}", id + 1), {}, {}, {}, {}});
    }
    Trace finish(int ms) {
        m_recorder.finish(TraceTime(std::chrono::milliseconds(ms)), Outcome::Completed, {});
        return buildTrace(m_recorder);
    }

private:
    TickClock m_clock = TickClock::fastest();
    ClockPair m_start = ClockPair::now(m_clock);
    Recorder m_recorder;
};

/// "1 running 0, 4 ready, 6 done": when, and whom or where.
std::string textOf(const Trace& trace, LaneId id) {
    std::string text;
    const Lane& lane = trace.lane(id);
    for (std::size_t index = 0; index < lane.size(); ++index) {
        const Slice& slice = lane[index];
        text += fmt::format("{}{:.0f} {}", index == 0 ? "" : ", ", 1000 * toSeconds(slice.start), nameOf(slice.state()));
        if (slice.state() == State::Running)
            text += fmt::format(" {}", slice.info.cause().id);
    }
    return text;
}

/// Switches that a test makes up; what they are is handed out once.
class ScriptedSource final : public SwitchSource {
public:
    std::uint32_t cpuCount() const override { return 2; }
    std::uint64_t read(std::vector<KernelSwitch>&) override { return std::exchange(m_lost, 0); }

private:
    std::uint64_t m_lost = 7;
};

} // namespace

/// What becomes of the kernel's records: lanes of threads and CPUs.
class KernelLanesTest : public QObject {
    Q_OBJECT

private slots:
    void recordsBecomeLanesOfThreadsAndCpus() {
        Script script;
        script.addTask(0);
        script.addTask(1);
        KernelLanes lanes(script.recorder(), 2);
        lanes.add(std::vector<ThreadNote>{{script.at(1), 100, 0, LaneId(TaskId(0U))},
                                          {script.at(2), 200, 1, LaneId(TaskId(1U))},
                                          {script.at(9), 100, 1, {}},
                                          {script.at(12), 200, 0, {}}});
        // Each CPU's own order, as the rings have it: the second one's come after all of the first's.
        lanes.add({script.one(4, 100, 0, Kind::Preempted), script.one(5, 200, 0, Kind::CameOn)});
        lanes.add({script.one(3, 200, 1, Kind::GaveUp), script.one(6, 100, 1, Kind::CameOn)});
        lanes.write(KernelLanes::Time::max());
        const Trace trace = script.finish(20);
        const auto kernels = [](std::uint32_t task) { return LaneId(TaskId(task)).ofKernel(); };
        QCOMPARE(textOf(trace, kernels(0)), "1 running 0, 4 ready, 6 running 1, 9 done");
        QCOMPARE(textOf(trace, kernels(1)), "2 running 1, 3 blocked, 5 running 0, 12 done");
        QCOMPARE(textOf(trace, CpuId(0U)), "1 running 0, 4 idle, 5 running 1, 12 idle");
        QCOMPARE(textOf(trace, CpuId(1U)), "2 running 1, 3 idle, 6 running 0, 9 idle");
        QCOMPARE(trace.nameOf(CpuId(1U)), "CPU 1");
        QCOMPARE(trace.lane(kernels(0))[1].info.cause().kind, CauseKind::Preempted);
        QCOMPARE(threadOn(trace.lane(CpuId(0U))[0]), std::optional(kernels(0)));
        QCOMPARE(threadOn(trace.lane(CpuId(0U))[1]), std::nullopt);
        QCOMPARE(switchesOf(trace).preempted, 1U);
        QCOMPARE(switchesOf(trace).gaveUp, 1U);
        QCOMPARE(lanes.lost(), 0U);
        QCOMPARE(trace.lane(TaskId(0U)).size(), std::size_t(0)); // the story's own lane is another one
    }

    void switchesOfOtherThreadsAreLeftOut() {
        Script script;
        script.addTask(0);
        KernelLanes lanes(script.recorder(), 1);
        lanes.add({script.one(1, 7, 0, Kind::CameOn), script.one(2, 7, 0, Kind::GaveUp),
                   script.one(3, 100, 0, Kind::CameOn)});
        lanes.add(std::vector<ThreadNote>{{script.at(4), 100, 0, LaneId(TaskId(0U))}, {script.at(6), 100, 0, {}}});
        lanes.add({script.one(8, 100, 0, Kind::GaveUp)}); // after it has said that it ends
        lanes.write(KernelLanes::Time::max());
        const Trace trace = script.finish(20);
        QCOMPARE(textOf(trace, LaneId(TaskId(0U)).ofKernel()), "4 running 0, 6 done");
        QCOMPARE(textOf(trace, CpuId(0U)), "4 running 0, 6 idle");
        QCOMPARE(lanes.lost(), 0U);
    }

    void whatCameLaterThanAskedForIsWrittenNextTime() {
        Script script;
        script.addTask(0);
        KernelLanes lanes(script.recorder(), 2);
        lanes.add(std::vector<ThreadNote>{{script.at(1), 100, 0, LaneId(TaskId(0U))}});
        lanes.add({script.one(8, 100, 1, Kind::CameOn)}); // read before what the other CPU recorded earlier
        lanes.write(script.at(5));
        lanes.add({script.one(6, 100, 0, Kind::GaveUp)});
        lanes.write(script.at(10));
        const Trace trace = script.finish(20);
        QCOMPARE(textOf(trace, LaneId(TaskId(0U)).ofKernel()), "1 running 0, 6 blocked, 8 running 1");
        QCOMPARE(lanes.lost(), 0U);
    }

    void whatComesAfterTheRunIsNotPartOfIt() {
        Script script;
        script.addTask(0);
        KernelLanes lanes(script.recorder(), 1);
        lanes.add(std::vector<ThreadNote>{{script.at(1), 100, 0, LaneId(TaskId(0U))}, {script.at(9), 100, 0, {}}});
        lanes.write(KernelLanes::Time::max(), script.ticksAt(5));
        const Trace trace = script.finish(5);
        QCOMPARE(textOf(trace, LaneId(TaskId(0U)).ofKernel()), "1 running 0");
    }

    void switchesThatFitNowhereAreCounted() {
        Script script;
        script.addTask(0);
        KernelLanes lanes(script.recorder(), 2);
        lanes.add(std::vector<ThreadNote>{{script.at(1), 100, 0, LaneId(TaskId(0U))}});
        lanes.add({script.one(3, 100, 1, Kind::GaveUp)}); // nothing says how it came onto that CPU
        lanes.write(KernelLanes::Time::max());
        QCOMPARE(lanes.lost(), 1U);
        QCOMPARE(textOf(script.finish(5), LaneId(TaskId(0U)).ofKernel()), "1 running 0");
    }

    void lostSwitchesAreAWarning() {
        Script script;
        script.addTask(0);
        KernelWatch watch(script.recorder(), std::unique_ptr<SwitchSource>(std::make_unique<ScriptedSource>()));
        watch.begin(LaneId(TaskId(0U)));
        watch.end();
        watch.finish(std::numeric_limits<std::int64_t>::max());
        const Trace trace = script.finish(1000);
        QCOMPARE(trace.kernel()->lost, 7U);
        QCOMPARE(trace.warnings().size(), std::size_t(1));
        QVERIFY(trace.warnings().front().find(" 7 ") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(KernelLanesTest)
#include "kernel_lanes_test.moc"
