#include "engine/scenarios/scenario.h"
#include "tests/support/kernel_run.h"
#include "ui/panels/event_text.h"
#include "ui/panels/slice_report.h"

#include <QTest>
#include <QTextDocumentFragment>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// What the inspector says of the kernel's lanes.
class KernelReportTest : public QObject {
    Q_OBJECT

    const ModeRun m_run = runWithKernel(Mode::Threads);
    const Scenario m_scenario = {};

    SliceReport reportAt(LaneId lane, TraceTime time) const { return *reportOn(m_run, m_scenario, lane, time, 10s); }
    static QString plain(const std::vector<ReportLine>& lines) {
        QStringList texts;
        for (const ReportLine& line : lines)
            texts << QTextDocumentFragment::fromHtml(line.html).toPlainText();
        return texts.join(u'\n');
    }
    QString why(LaneId lane, TraceTime time) const { return plain(reportAt(lane, time).why); }

private slots:
    void itSaysOnWhichCpuAndHowItLeft() {
        const QString first = why(LaneId(TaskId(0U)).ofKernel(), TraceTime(1s));
        QVERIFY2(first.contains("Task 1 is on CPU 0"), qPrintable(first));
        QVERIFY2(first.contains("Preempted at"), qPrintable(first));
        const QString second = why(LaneId(TaskId(1U)).ofKernel(), TraceTime(1s));
        QVERIFY2(second.contains("Task 2 is on CPU 1"), qPrintable(second));
        QVERIFY2(second.contains("Gave the CPU up at"), qPrintable(second));
        QVERIFY2(!second.contains("Preempted at"), qPrintable(second));
    }

    void itSaysWhereTheThreadGoesOn() {
        const QString ready = why(LaneId(TaskId(0U)).ofKernel(), TraceTime(5s));
        QVERIFY2(ready.contains("was preempted at") && ready.contains("on CPU 1"), qPrintable(ready));
        QVERIFY2(ready.contains("0 times") && ready.contains("preempted 1 times"), qPrintable(ready));
        const QString blocked = why(LaneId(TaskId(1U)).ofKernel(), TraceTime(4s));
        QVERIFY2(blocked.contains("gave its CPU up at") && blocked.contains("on CPU 0"), qPrintable(blocked));
        const QString done = why(LaneId(TaskId(1U)).ofKernel(), TraceTime(10s));
        QVERIFY2(done.contains("ended at"), qPrintable(done));
    }

    void itSaysWhomACpuRuns() {
        const QString busy = why(CpuId(1U), TraceTime(1s));
        QVERIFY2(busy.contains("CPU 1 runs the thread of Task 2") && busy.contains("Gave the CPU up"), qPrintable(busy));
        const QString idle = why(CpuId(1U), TraceTime(4s));
        QVERIFY2(idle.contains("has no thread of this run"), qPrintable(idle));
    }

    void titlesTellTheTwoViewsApart() {
        QCOMPARE(reportAt(TaskId(0U), TraceTime(1s)).title, QStringLiteral("Task 1"));
        QCOMPARE(reportAt(LaneId(TaskId(0U)).ofKernel(), TraceTime(1s)).title, QStringLiteral("Task 1, by the kernel"));
        QCOMPARE(reportAt(CpuId(0U), TraceTime(1s)).title, QStringLiteral("CPU 0"));
    }

    void sharesAreTheKernels() {
        const std::vector<Share> shares = sharesOf(m_run, LaneId(TaskId(0U)).ofKernel());
        QCOMPARE(shares.size(), 2U);
        QCOMPARE(shares[0].state, State::Running);
        QCOMPARE(shares[0].length, Duration(8s));
        QCOMPARE(shares[1].state, State::Ready);
        QCOMPARE(shares[1].length, Duration(2s));
    }

    void aTaskSaysWhatItTookOfItsThread() {
        const auto factsOf = [&](std::uint32_t task) {
            QString all;
            for (const ReportFact& fact : reportAt(TaskId(task), TraceTime(1s)).facts)
                all += fact.name + u' ' + fact.html + u'\n';
            return all;
        };
        QVERIFY2(factsOf(0).contains("0 voluntary, 1 forced"), qPrintable(factsOf(0)));
        QVERIFY2(!factsOf(1).contains("forced"), qPrintable(factsOf(1))); // nobody counted
    }

    void eventsSayWhatTheKernelDid() {
        const LaneId thread = LaneId(TaskId(0U)).ofKernel();
        QCOMPARE(changeText(*m_run.trace, thread, 1), QStringLiteral("Task 1 is preempted"));
        QCOMPARE(changeText(*m_run.trace, thread, 2), QStringLiteral("Task 1 comes onto CPU 1"));
        QCOMPARE(changeText(*m_run.trace, CpuId(0U), 2), QStringLiteral("CPU 0 runs Task 2"));
    }
};

QTEST_MAIN(KernelReportTest)
#include "kernel_report_test.moc"
