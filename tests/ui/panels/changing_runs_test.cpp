#include "tests/support/window.h"
#include "ui/panels/button.h"
#include "ui/panels/difference_panel.h"
#include "ui/panels/find_bar.h"
#include "ui/panels/range_panel.h"
#include "ui/panels/segmented.h"
#include "ui/panels/side_panel.h"
#include "ui/timeline/timeline_view.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

TraceTime at(Duration time) { return TraceTime(time); }

/// Whether what is selected, if anything is, exists in the runs that are shown.
bool selectionExists(MainWindow& window) {
    const std::optional<Selection>& selection = window.view().selection();
    const std::vector<ModeRun>& runs = window.controller().comparison()->runs;
    return !selection || (selection->run < runs.size() && runs[selection->run].trace->has(selection->lane));
}

} // namespace

/// Panels whose runs are replaced, or go on, while they look at them.
class ChangingRunsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static WindowOptions chess() { return {scenarioNamed("chess"), {Mode::Sync, Mode::Coroutines}}; }
    static std::weak_ptr<const Trace> lastTrace(MainWindow& window) {
        return window.controller().comparison()->runs.back().trace;
    }

    /// Both panels are open, and full.
    static void measureAndCompare(MainWindow& window) {
        window.view().measure({at(0s), at(300s)});
        auto* range = window.findChild<RangePanel*>();
        auto* difference = window.findChild<DifferencePanel*>();
        difference->compare(0, 1);
        QTRY_COMPARE(difference->model()->rowCount(), 25);
        QTRY_VERIFY(range->isExact());
        QCOMPARE(range->tasks()->rowCount(), 24);
    }

private slots:
    void initTestCase() { QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path()); }
    void init() { QFile::remove(m_folder.filePath(QStringLiteral("Simul/simul.ini"))); }

    void theLongestWaitIsLookedForBesideTheWindow() {
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 2));
        auto* button = window.findChild<Button*>(QStringLiteral("longestWait"));
        button->click();
        QVERIFY(!window.view().selection()); // nobody waits for it
        QVERIFY(!button->isEnabled());
        QTRY_VERIFY(window.view().selection().has_value());
        const Selection found = *window.view().selection();
        const Lane& lane = window.controller().comparison()->runs[found.run].trace->lane(found.lane);
        QCOMPARE(lane[*lane.find(found.time)].state(), State::Ready);
        QCOMPARE(window.view().playhead(), found.time);
    }

    void theLongestWaitOfRunsThatAreGoneIsNotShown() {
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 2));
        auto* button = window.findChild<Button*>(QStringLiteral("longestWait"));
        button->click();
        window.setup().setScenario(*scenarioNamed("count"));
        QTRY_VERIFY(window.controller().comparison() != nullptr);
        QTest::qWait(50);
        QVERIFY(!window.view().selection());
        QVERIFY(button->isEnabled());
    }

    void whoLooksElsewhereStaysThere() {
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 2));
        window.findChild<Button*>(QStringLiteral("longestWait"))->click();
        const Selection mine{0, TaskId(3U), TraceTime{}};
        window.view().select(mine);
        QTest::qWait(50);
        QVERIFY(window.view().selection() == mine);
    }

    void aSearchEndsWithItsBar() {
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 2));
        QTest::keyClick(window.findChild<TimelineView*>(), Qt::Key_Slash);
        auto* bar = window.findChild<FindBar*>();
        auto* text = bar->findChild<QLineEdit*>(QStringLiteral("find"));
        text->setText(QStringLiteral("thinks"));
        QVERIFY(bar->isSearching());
        QTest::keyClick(text, Qt::Key_Escape); // before anything was found
        QVERIFY(!bar->isSearching());
        bar->next(); // opens it again
        QTRY_VERIFY(bar->hits() != nullptr && !bar->hits()->hits.empty());
    }

    void aRunThatGoesOnIsOnlyEstimated() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        window.show();
        QVERIFY(waitForRuns(window, 1));
        window.setup().setClock(ClockKind::Real);
        window.setup().setScale(0.01);
        window.controller().run();
        QTRY_VERIFY(window.controller().isLive() && window.controller().comparison()->end() > at(10s));
        const Trace& trace = *window.controller().comparison()->runs.front().trace;
        window.view().measure({at(1s), at(6s)});
        window.view().select(Selection{0, TaskId(0U), at(2s)});
        auto* panel = window.findChild<RangePanel*>();
        QTRY_VERIFY(panel->states()->rowCount() > 0);
        auto* scope = panel->findChild<Segmented*>();
        scope->setCurrent(1);
        emit scope->chosen(1); // of one lane nothing is known yet
        const TraceTime asked = trace.end();
        QTRY_VERIFY(trace.end() > asked + 40s); // 0.4 s of the window's: it had time to look
        QVERIFY(!panel->isExact());
        window.controller().stop();
        QTRY_VERIFY(panel->isExact());
    }

    void rowsOfRunsThatAreGoneLeadNowhere() {
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 2));
        measureAndCompare(window);
        auto* range = window.findChild<RangePanel*>();
        auto* difference = window.findChild<DifferencePanel*>();
        auto* tasks = window.findChild<QTableView*>(QStringLiteral("rangeTasks"));
        auto* differences = window.findChild<QTableView*>(QStringLiteral("differences"));
        bool isReplaced = false;
        connect(&window.controller(), &RunController::comparisonReplaced, &window, [&] {
            emit differences->activated(difference->model()->index(24, 0));
            QVERIFY(selectionExists(window));
            tasks->setCurrentIndex(range->tasks()->index(23, 0));
            QVERIFY(selectionExists(window));
            isReplaced = true;
        });
        window.setup().setParameter("opponents", "3");
        QTRY_VERIFY(isReplaced);
    }

    void panelsThatAreNotSeenKeepNoRuns() {
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 2));
        measureAndCompare(window);
        window.findChild<DifferencePanel*>()->toggle();
        window.findChild<SidePanel*>()->setCurrentTab(SidePanel::InspectorTab);
        const std::weak_ptr<const Trace> trace = lastTrace(window);
        window.setup().setParameter("opponents", "3");
        QTRY_VERIFY(lastTrace(window).lock()->tasks().size() == 3);
        QTRY_VERIFY(trace.expired());
    }

    /// Also while its runs are not there yet, one after the other.
    void thePairOutlastsItsRuns() {
        MainWindow window({scenarioNamed("chess"), {Mode::Sync, Mode::Threads, Mode::Coroutines}});
        window.show();
        QVERIFY(waitForRuns(window, 3));
        window.setup().setParameter("opponents", "3");
        window.setup().setParameter("moves", "2");
        window.setup().setClock(ClockKind::Real);
        window.setup().setScale(0.001);
        window.controller().run();
        QVERIFY(waitForRuns(window, 3));
        window.findChild<DifferencePanel*>()->compare(2, 1);
        const RunPair chosen{{2}, {1}};
        QCOMPARE(window.view().compared(), std::optional(chosen));
        window.controller().run();
        QVERIFY(waitForRuns(window, 3));
        QTRY_COMPARE(window.view().compared(), std::optional(chosen));
    }

    /// Else every difference would change its sign.
    void aRunStaysHeldAgainstItsSimulatedOne() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        window.show();
        QVERIFY(waitForRuns(window, 1));
        window.setup().setParameter("opponents", "3");
        window.setup().setParameter("moves", "2");
        window.setup().setClock(ClockKind::Real);
        window.setup().setScale(0.001);
        window.ghosts().setShown(true);
        window.findChild<DifferencePanel*>()->toggle();
        const RunPair simulatedFirst{{0, true}, {0}};
        for (int times = 0; times < 3; ++times) {
            window.controller().run();
            QVERIFY(waitForRuns(window, 1));
            QTRY_COMPARE(window.view().compared(), std::optional(simulatedFirst));
        }
    }

    /// As the processes of a trace from elsewhere may have.
    void runsOfOneNameCanBothBeChosen() {
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 2));
        auto twins = std::make_unique<Comparison>(*window.controller().comparison());
        for (ModeRun& run : twins->runs)
            run.name = "Renderer";
        window.controller().showLoaded(std::move(twins));
        auto* panel = window.findChild<DifferencePanel*>();
        panel->compare(1, 0);
        const auto endOf = [&](int column) { return panel->model()->index(0, column).data().toString(); };
        QTRY_COMPARE(endOf(DifferenceModel::EndA), QStringLiteral("1:00:55")); // Coroutines
        QCOMPARE(endOf(DifferenceModel::EndB), QStringLiteral("12:00:00"));
    }
};

QTEST_MAIN(ChangingRunsTest)
#include "changing_runs_test.moc"
