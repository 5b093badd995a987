#include "tests/support/shared_stories.h"
#include "tests/support/window.h"
#include "ui/panels/inspector.h"
#include "ui/panels/metrics_model.h"
#include "ui/panels/report_widgets.h"
#include "ui/panels/resource_report.h"
#include "ui/panels/wait_ring.h"
#include "ui/timeline/timeline_view.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocumentFragment>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

QStringList plain(const std::vector<ReportLine>& lines) {
    QStringList texts;
    for (const ReportLine& line : lines)
        texts << QTextDocumentFragment::fromHtml(line.html).toPlainText().replace(QChar(0xA0), u' ');
    return texts;
}

Scenario laundry() {
    Scenario scenario;
    scenario.name = "laundry";
    scenario.title = "Laundry";
    scenario.modes = {Mode::Sync, Mode::Threads};
    scenario.source = "work_queue.cpp";
    scenario.play = playLaundry;
    return scenario;
}

} // namespace

/// What the panels say about locks, queues and deadlocks.
class ResourcePanelsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private slots:
    void initTestCase() { QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path()); }

    /// The last slice of who waits for ever has no end that one could zoom to.
    void whatLastsForEverIsZoomedTo() {
        MainWindow window({scenarioNamed("deadlock"), {Mode::Threads}});
        QVERIFY(waitForRuns(window, 1));
        const Trace& trace = *window.controller().comparison()->runs.front().trace;
        const TraceTime begin = trace.lane(TaskId(0U)).back().start;
        window.view().setAnimated(false);
        window.view().select(Selection{0, TaskId(0U), begin});
        QVERIFY(window.findChild<TimelineView*>()->accessibleDescription().contains("for ever"));
        window.findChild<TimelineView*>()->focusSelection();
        QVERIFY(window.view().range() != window.view().whole());
        QVERIFY(window.view().range().begin > TraceTime{} && window.view().range().begin <= begin);
    }

    void whyATaskWaitsForALock() {
        const ModeRun run = runOf(Mode::Threads, playInTurn);
        const Scenario scenario = laundry();
        const auto report = reportOn(run, scenario, TaskId(1U), TraceTime(30s), 75s);
        const QStringList why = plain(report->why);
        QCOMPARE(why.value(0), QStringLiteral("B waits for Lock since 0:00:20."));
        QCOMPARE(why.value(1), QStringLiteral("Lock is held by A since 0:00:10."));
        QCOMPARE(why.value(2), QStringLiteral("1 other waits for it too."));
        const auto alone = reportOn(run, scenario, TaskId(2U), TraceTime(50s), 75s);
        QVERIFY(!plain(alone->why).join(u'\n').contains(QStringLiteral("too")));
    }
    void whyATaskWaitsForAnItem() {
        const ModeRun run = runOf(Mode::Threads, playFactory);
        const auto report = reportOn(run, laundry(), TaskId(4U), TraceTime(500ms), 30s);
        QCOMPARE(plain(report->why).value(1), QStringLiteral("Queue is empty."));
        QVERIFY(plain(report->why).contains(QStringLiteral("2 others wait for it too.")));
        const auto full = reportOn(run, laundry(), TaskId(0U), TraceTime(6500ms), 30s);
        QCOMPARE(plain(full->why).value(1), QStringLiteral("Queue holds 4 items."));
    }
    void aLockTellsWhoHasIt() {
        const ModeRun run = runOf(Mode::Threads, playInTurn);
        const SliceReport report = reportOnResource(run, run.resources[0], TraceTime(30s), 75s);
        QCOMPARE(report.title, QStringLiteral("Lock"));
        QCOMPARE(report.state, State::Blocked);
        const QStringList why = plain(report.why);
        QCOMPARE(why.value(0), QStringLiteral("A has it since 0:00:10, until 0:00:40."));
        QCOMPARE(why.value(1), QStringLiteral("B waits for it since 0:00:20."));
        QCOMPARE(why.value(2), QStringLiteral("1 other waits too."));
        QVERIFY(report.code.has_value());
        Duration all{};
        for (const Share& share : sharesOf(run.resources[0]))
            all += share.length;
        QCOMPARE(all, Duration(75s));
        const SliceReport before = reportOnResource(run, run.resources[0], TraceTime(5s), 75s);
        QCOMPARE(before.state, State::Idle);
        QCOMPARE(plain(before.why).value(0), QStringLiteral("Nobody has it."));
    }
    void everyMomentOfEveryResourceCanBeExplained() {
        for (const Play& play : {Play(playLaundry), Play(playInTurn), Play(playFactory), Play(playDoorbell)}) {
            for (const Mode mode : {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Polling}) {
                const ModeRun run = runOf(mode, play);
                for (const ResourceUse& use : run.resources) {
                    for (const TraceTime moment : use.moments)
                        QVERIFY(!reportOnResource(run, use, moment, 1h).why.empty());
                    QVERIFY(!reportOnResource(run, use, TraceTime{}, 1h).facts.empty());
                }
                for (std::size_t task = 0; task < run.trace->tasks().size(); ++task) {
                    const Lane& lane = run.trace->lane(TaskId(task));
                    for (std::size_t index = 0; index < lane.size(); ++index)
                        QVERIFY(!reportOn(run, laundry(), TaskId(task), lane[index].start, 1h)->why.empty());
                }
                const Lane& worker = run.trace->lane(WorkerId(0U));
                for (std::size_t index = 0; index < worker.size(); ++index)
                    QVERIFY(!reportOn(run, laundry(), WorkerId(0U), worker[index].start, 1h)->why.empty());
            }
        }
    }

    void theRingIsTheCycle() {
        const ModeRun run = runOf(Mode::Threads, playLaundry);
        Appearance appearance;
        WaitRing ring(appearance);
        QVERIFY(ring.nodes().empty());
        ring.resize(300, 300);
        ring.setTrace(run.trace.get());
        QVERIFY(ring.sizeHint().height() < 300);
        QCOMPARE(ring.nodes().size(), std::size_t{4});
        QCOMPARE(ring.nodes()[0]->text(), QStringLiteral("Parent B"));
        QCOMPARE(ring.nodes()[1]->text(), QStringLiteral("Dryer"));
        QCOMPARE(ring.nodes()[0]->accessibleName(), QStringLiteral("Parent B wants Dryer"));
        QCOMPARE(ring.nodes()[3]->accessibleName(), QStringLiteral("Washer held by Parent B"));
        for (std::size_t index = 0; index < 4; ++index) {
            for (std::size_t other = index + 1; other < 4; ++other)
                QVERIFY(!ring.nodes()[index]->geometry().intersects(ring.nodes()[other]->geometry()));
            QVERIFY(ring.rect().contains(ring.nodes()[index]->geometry()));
        }
        QStringList statements;
        for (const WaitStatement& statement : waitStatements(run))
            statements << QTextDocumentFragment::fromHtml(statement.html).toPlainText();
        QCOMPARE(statements, (QStringList{"Parent B wants Dryer", "Parent A holds it", "Parent A wants Washer",
                                          "Parent B holds it"}));
        QCOMPARE(waitStatements(run)[2].since, TraceTime(10min));
        ring.setTrace(runOf(Mode::Sync, playLaundry).trace.get()); // completed
        QVERIFY(ring.nodes().empty());
    }
    void nodesAreChosenByMouseAndKeyboard() {
        const ModeRun run = runOf(Mode::Threads, playLaundry);
        Appearance appearance;
        WaitRing ring(appearance);
        ring.setTrace(run.trace.get());
        ring.resize(300, ring.sizeHint().height());
        ring.show();
        QVERIFY(QTest::qWaitForWindowActive(&ring));
        std::vector<WaitRing::Node> chosen;
        connect(&ring, &WaitRing::nodeChosen, &ring, [&](const WaitRing::Node& node) { chosen.push_back(node); });
        QTest::mouseClick(ring.nodes()[1], Qt::LeftButton);
        ring.nodes()[1]->setFocus();
        QTest::keyClick(ring.nodes()[1], Qt::Key_Down);
        QVERIFY(ring.nodes()[2]->hasFocus());
        QTest::keyClick(ring.nodes()[2], Qt::Key_Return);
        QVERIFY((chosen == std::vector<WaitRing::Node>{ResourceId(1U), TaskId(0U)}));
        QVERIFY(!ring.grab().isNull());
    }

    void theStorysOwnFiguresAreColumns() {
        Comparison comparison;
        comparison.runs = {runOf(Mode::Sync, playInTurn)};
        MetricsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setComparison(&comparison);
        QCOMPARE(model.columnCount(), MetricsModel::fixedColumns);
        comparison.runs.push_back(runOf(Mode::Threads, playLaundry));
        model.comparisonChanged();
        QCOMPARE(model.columnCount(), MetricsModel::fixedColumns + 1);
        const int column = MetricsModel::FirstMeasure;
        QCOMPARE(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(),
                 QStringLiteral("Longest wait of the kids"));
        QCOMPARE(model.index(0, column).data().toString(), QStringLiteral("–"));
        QCOMPARE(model.index(1, column).data().toString(), QStringLiteral("0:08:00"));
    }

    void theWindowShowsTheDeadlock() {
        const Scenario scenario = laundry();
        MainWindow window({&scenario, {Mode::Sync, Mode::Threads}});
        window.show();
        QTRY_VERIFY(window.controller().comparison() != nullptr && window.controller().comparison()->runs.size() == 2 &&
                    !window.controller().isRunning());
        auto* inspector = window.findChild<Inspector*>();
        const WaitRing* ring = window.findChild<WaitRing*>();
        QTRY_COMPARE(ring->nodes().size(), std::size_t{4}); // nothing is selected
        QVERIFY(window.findChild<ReportLines*>(QStringLiteral("warnings"))
                    ->plainText()
                    .contains(QStringLiteral("Nobody folds the towels.")));
        QTest::mouseClick(ring->nodes()[3], Qt::LeftButton);
        QCOMPARE(window.view().selection()->run, std::size_t{1});
        QCOMPARE(window.view().selection()->resource, std::optional(ResourceId(0U)));
        QTRY_VERIFY2(inspector->explanation().contains(QStringLiteral("Parent B has it since 0:05:00")),
                     qPrintable(inspector->explanation()));
        QCOMPARE(ring->nodes().size(), std::size_t{4});
        window.view().select(Selection{1, TaskId(2U), TraceTime(15min)}); // the kids have no part in it
        QTRY_VERIFY(ring->nodes().empty());
        window.view().select(Selection{0, TaskId(0U), TraceTime(5min)}); // and in sync there is none
        QTRY_VERIFY(!inspector->explanation().contains(QStringLiteral("Kids")));
        QVERIFY(ring->nodes().empty());
    }
};

QTEST_MAIN(ResourcePanelsTest)
#include "resource_panels_test.moc"
