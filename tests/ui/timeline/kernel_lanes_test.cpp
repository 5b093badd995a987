#include "tests/support/kernel_run.h"
#include "ui/timeline/layout.h"
#include "ui/timeline/slice_text.h"
#include "ui/timeline/timeline_view.h"

#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

constexpr LaneId firstThread = LaneId(TaskId(0U)).ofKernel();

} // namespace

/// What the kernel recorded, as rows: CPUs, and below each task or worker what it did with its thread.
class KernelLanesTest : public QObject {
    Q_OBJECT

    Comparison m_comparison;
    TimelineLayout m_layout;

    void build(ModeRun run, int height = 700, const LaneChoices& choices = {}) {
        m_comparison = {};
        m_comparison.runs = {std::move(run)};
        LayoutRequest request;
        request.rows.comparison = &m_comparison;
        request.rows.range = {TraceTime{}, TraceTime(10s)};
        request.rows.height = height;
        const std::vector<RunLanes> lanes = {RunLanes(choices, m_comparison.runs[0])};
        request.rows.lanes = lanes;
        request.width = 1116; // a thousand for the axis
        m_layout.build(request);
    }
    QStringList names() const {
        QStringList all;
        for (const LaneLayout& lane : m_layout.lanes())
            all << lane.row.name;
        return all;
    }
    QString textAt(LaneId lane, TraceTime time) const {
        const Trace& trace = *m_comparison.runs.front().trace;
        return sliceText(trace, nullptr, lane, trace.lane(lane)[*trace.lane(lane).find(time)]);
    }

private slots:
    void threadsStandBelowTheirTasks() {
        build(runWithKernel(Mode::Threads));
        QCOMPARE(names(), (QStringList{"CPU 0", "CPU 1", "Task 1", "kernel", "Task 2", "kernel"}));
        QVERIFY(m_layout.find(0, firstThread)->rect.top() > m_layout.find(0, TaskId(0U))->rect.bottom());
        QVERIFY(m_layout.find(0, CpuId(2U)) == nullptr); // nothing of this run was ever there
    }

    void threadsOfAPoolStandBelowItsWorkers() {
        build(runWithKernel(Mode::Pool));
        QCOMPARE(names(), (QStringList{"Worker 1", "kernel", "Worker 2", "kernel", "CPU 0", "CPU 1", "Task 1", "Task 2"}));
    }

    void threadsWithoutRecordsHaveNoRow() {
        build(runWithKernel(Mode::Threads, 4));
        QCOMPARE(names().count("kernel"), 2);
    }

    void manyTasksLeaveThemOut() {
        build(runWithKernel(Mode::Threads, 60), 460);
        QVERIFY(!names().contains("kernel") || m_layout.panels().front().density != Density::Micro);
        QVERIFY(names().contains("CPU 0"));
        QVERIFY(m_layout.height() <= 460);
    }

    void cpusThatAreFoldedAwayAreDrawnAsOne() {
        LaneChoices choices;
        choices.hide({LaneKey::Kind::Cpu, "CPU 0"}, true);
        build(runWithKernel(Mode::Threads), 700, choices);
        QCOMPARE(names().mid(0, 2), (QStringList{"CPU 1", "1 more: CPU 0"}));
        QVERIFY(!m_layout.lanes()[1].boxes.boxes.empty());
        choices.hide({LaneKey::Kind::Cpu, "CPU 1"}, true);
        build(runWithKernel(Mode::Threads), 700, choices);
        QCOMPARE(names().front(), QStringLiteral("2 CPUs"));
        ViewState state;
        state.reset(m_comparison.end(), {});
        state.setLanes(choices);
        TimelineView view(state);
        view.resize(1000, 600);
        view.setComparison(&m_comparison);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(40, 122 + 34 + 9)); // below the ruler and the header
        QCOMPARE(state.lanes().hidden, std::vector<LaneKey>{});
        QVERIFY(!state.lanes().panel(m_comparison.runs[0]).unfolded);
    }

    void slicesAreTheKernels() {
        build(runWithKernel(Mode::Threads));
        const LaneBoxes& thread = m_layout.find(0, firstThread)->boxes;
        QCOMPARE(thread.boxes.size(), 3U);
        QCOMPARE(thread.boxes[1].state, State::Ready);
        QCOMPARE(thread.boxes[1].rect.left(), 116 + 400);
        QCOMPARE(thread.boxes[1].rect.width(), 200);
        const LaneBoxes& cpu = m_layout.find(0, CpuId(0U))->boxes;
        QCOMPARE(cpu.boxes.size(), 2U); // idle is not drawn
        QCOMPARE(cpu.boxes[1].rect.left(), 116 + 500);
    }

    void slicesSayWhoAndWhere() {
        build(runWithKernel(Mode::Threads));
        QCOMPARE(textAt(firstThread, TraceTime(1s)), QStringLiteral("CPU 0"));
        QCOMPARE(textAt(firstThread, TraceTime(5s)), QStringLiteral("preempted"));
        QCOMPARE(textAt(LaneId(TaskId(1U)).ofKernel(), TraceTime(4s)), QStringLiteral("gave up its CPU"));
        QCOMPARE(textAt(CpuId(1U), TraceTime(7s)), QStringLiteral("Task 1"));
        QCOMPARE(textAt(CpuId(1U), TraceTime(4s)), QString());
        build(runWithKernel(Mode::Pool));
        QCOMPARE(textAt(CpuId(1U), TraceTime(7s)), QStringLiteral("Worker 1"));
    }

    void aKernelsSliceCanBeHitAndSelected() {
        build(runWithKernel(Mode::Threads));
        const LaneLayout& lane = *m_layout.find(0, firstThread);
        const auto hit = m_layout.hit(m_comparison, QPoint(116 + 450, lane.rect.center().y()));
        QVERIFY(hit && hit->slice == std::optional<std::size_t>(1));
        LayoutRequest request;
        request.rows.comparison = &m_comparison;
        request.rows.range = {TraceTime{}, TraceTime(10s)};
        request.rows.height = 700;
        request.rows.selection = Selection{0, firstThread, TraceTime(5s)};
        request.width = 1116;
        m_layout.build(request);
        QVERIFY(m_layout.find(0, firstThread)->row.selected);
        QVERIFY(m_layout.find(0, TaskId(0U))->row.selected); // whose thread it is
        QVERIFY(!m_layout.find(0, CpuId(0U))->row.selected);
    }

    void aSimulatedRunHasNoSuchRows() {
        ModeRun run = runWithKernel(Mode::Threads);
        Recorder recorder;
        recorder.addTask(TaskId(0U), {"Task 1", {}, {}, {}, {}});
        recorder.finish(TraceTime(1s), Outcome::Completed, {});
        run.trace = std::make_shared<const Trace>(buildTrace(recorder));
        run.renew();
        build(std::move(run));
        QCOMPARE(names(), QStringList{"Task 1"});
    }
};

QTEST_MAIN(KernelLanesTest)
#include "kernel_lanes_test.moc"
