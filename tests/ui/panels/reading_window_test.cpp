#include "tests/support/window_files.h"
#include "ui/panels/difference_panel.h"
#include "ui/panels/difference_strip.h"
#include "ui/panels/range_head.h"
#include "ui/panels/range_panel.h"
#include "ui/panels/side_panel.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

TraceTime at(Duration time) { return TraceTime(time); }

} // namespace

/// What one reads off the window: measured ranges, and what makes runs differ.
class ReadingWindowTest : public QObject {
    Q_OBJECT

    WindowFiles m_files;

    static QLineEdit* note(MainWindow& window) { return window.findChild<QLineEdit*>(QStringLiteral("markNote")); }
    static SidePanel* side(MainWindow& window) { return window.findChild<SidePanel*>(); }

private slots:
    void init() { m_files.clear(); }

    void whatIsMeasuredAndComparedIsSavedWithTheSession() {
        const QString path = m_files.path("read.simul");
        {
            MainWindow window(threeOfChess());
            showWithRuns(window, 3);
            window.view().measure({at(10s), at(40s)});
            window.findChild<DifferencePanel*>()->compare(2, 1);
            saveFrom(window, path, FileFormat::Session);
        }
        MainWindow window(twoOfChess());
        showWithRuns(window, 2);
        openIn(window, path);
        auto* panel = window.findChild<DifferencePanel*>();
        QCOMPARE(window.view().measured(), std::optional(TimeRange{at(10s), at(40s)}));
        QCOMPARE(side(window)->currentTab(), int(SidePanel::RangeTab));
        QVERIFY(panel->isVisible());
        QTRY_COMPARE(panel->model()->index(0, DifferenceModel::EndA).data().toString(), QStringLiteral("1:00:55"));
        QCOMPARE(panel->model()->index(0, DifferenceModel::EndB).data().toString(), QStringLiteral("0:30:00"));
        QVERIFY(!window.view().canUndo()); // there is nothing before it
        QTest::keyClick(timelineOf(window), Qt::Key_V);
        window.view().clearMeasured();
        saveFrom(window, path, FileFormat::Session);
        QTest::keyClick(timelineOf(window), Qt::Key_V);
        QVERIFY(panel->isVisible());
        openIn(window, path);
        QVERIFY(!panel->isVisible());
        QVERIFY(!window.view().measured());
    }

    void aRangeIsMeasured() {
        MainWindow window(twoOfChess());
        showWithRuns(window, 2);
        window.view().setRange({at(0s), at(5min)});
        TimelineView* view = timelineOf(window);
        const QPoint from = view->placeOf(at(1min)) + QPoint(0, 6);
        const QPoint to = view->placeOf(at(2min)) + QPoint(0, 6);
        QTest::mousePress(view, Qt::LeftButton, Qt::ShiftModifier, from);
        QTest::mouseMove(view, to);
        QTest::mouseRelease(view, Qt::LeftButton, Qt::ShiftModifier, to);
        QVERIFY(window.view().measured().has_value());
        QVERIFY(std::abs(toSeconds(window.view().measured()->span()) - 60) < 1);
        QCOMPARE(window.view().range().begin, at(0s)); // that was no panning
        QCOMPARE(side(window)->currentTab(), int(SidePanel::RangeTab));
        window.view().measure({at(60s), at(120s)});
        window.view().select(Selection{1, TaskId(0U), at(60s)}); // of the coroutines
        auto* panel = window.findChild<RangePanel*>();
        QTRY_VERIFY(panel->isExact());
        const RangeStatistics exact = measureRange(*window.controller().comparison()->runs[1].trace, at(60s), at(120s));
        QCOMPARE(panel->tasks()->rowCount(), static_cast<int>(exact.tasks.size()));
        const auto cell = [&](int row, int column) { return panel->states()->index(row, column).data().toString(); };
        QCOMPARE(panel->states()->headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Running"));
        QTRY_COMPARE(cell(int(RangeFigure::Slices), 1), QString::number(exact.states[std::size_t(State::Running)].slices));
        QCOMPARE(cell(int(RangeFigure::Median), 1), QStringLiteral("5\u00a0s"));
        auto* figures = window.findChild<QComboBox*>(QStringLiteral("rangeFigure"));
        const auto hasWholeTurns = [](const RangeStatistics::OfTask& task) {
            const StateUse* use = task.use(State::Running);
            return use != nullptr && use->whole.count > 0;
        };
        const auto played = std::ranges::find_if(exact.tasks, hasWholeTurns);
        QVERIFY(played != exact.tasks.end() && !std::ranges::all_of(exact.tasks, hasWholeTurns));
        const auto running = [&](auto row) { return panel->tasks()->index(static_cast<int>(row), 1).data().toString(); };
        const auto row = played - exact.tasks.begin();
        QCOMPARE(running(row), cellSpan(played->times[std::size_t(State::Running)]));
        figures->setCurrentIndex(int(RangeFigure::Slices));
        QCOMPARE(running(row), QString::number(played->use(State::Running)->slices));
        figures->setCurrentIndex(int(RangeFigure::Mean));
        QCOMPARE(running(row), QStringLiteral("5\u00a0s"));
        QVERIFY(panel->tasks()->index(static_cast<int>(row), 1).data(Qt::ToolTipRole).toString().contains(QStringLiteral("Longest: 5\u00a0s")));
        window.findChild<QTableView*>(QStringLiteral("rangeTasks"))->sortByColumn(1, Qt::AscendingOrder);
        QCOMPARE(running(0), QStringLiteral("5\u00a0s"));
        QCOMPARE(running(panel->tasks()->rowCount() - 1), QStringLiteral("–")); // who did not play stands behind
        panel->copyCsv();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("task,state,time,")));
        panel->copyText();
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("Table 1\t")));
        QTest::keyClick(view, Qt::Key_Escape); // first the selection
        QVERIFY(window.view().measured().has_value());
        QTest::keyClick(view, Qt::Key_Escape);
        QVERIFY(!window.view().measured());
        QCOMPARE(side(window)->currentTab(), int(SidePanel::InspectorTab));
    }

    void theRunOverWhichOneDragsIsMeasured() {
        MainWindow window(twoOfChess());
        showWithRuns(window, 2);
        TimelineView* view = timelineOf(window);
        const auto drag = [view](int lane) {
            const QPoint from = view->laneRect(lane).center();
            QTest::mousePress(view, Qt::LeftButton, Qt::ShiftModifier, from);
            QTest::mouseMove(view, from + QPoint(60, 0));
            QTest::mouseRelease(view, Qt::LeftButton, Qt::ShiftModifier, from + QPoint(60, 0));
        };
        drag(view->laneCount() - 1);
        auto* head = window.findChild<RangeHead*>();
        QTRY_COMPARE(head->currentRun(), std::size_t{1});
        window.view().select(Selection{1, TaskId(3U), at(10s)});
        drag(0);
        QTRY_COMPARE(head->currentRun(), std::size_t{0}); // whatever is selected
        window.view().select(Selection{1, TaskId(4U), at(10s)});
        QTRY_COMPARE(head->currentRun(), std::size_t{1});
    }

    void aDeadlockNeverEnds() {
        MainWindow window({scenarioNamed("deadlock"), {Mode::Sync, Mode::Threads}});
        showWithRuns(window, 2);
        auto* panel = window.findChild<DifferencePanel*>();
        panel->compare(1, 0);
        QTRY_COMPARE(panel->model()->rowCount(), 3);
        const auto cell = [panel](int row, int column) { return panel->model()->index(row, column).data().toString(); };
        QCOMPARE(cell(0, DifferenceModel::EndA), QStringLiteral("never"));
        QVERIFY(cell(1, DifferenceModel::EndA).startsWith(QStringLiteral("never")));
        QCOMPARE(cell(1, DifferenceModel::End), QStringLiteral("–"));
        QVERIFY(cell(1, DifferenceModel::EndB).endsWith(QStringLiteral("s")));
    }

    void aRangeByKeyboard() {
        MainWindow window(twoOfChess());
        showWithRuns(window, 2);
        TimelineView* view = timelineOf(window);
        window.view().setPlayhead(at(10s));
        QTest::keyClick(view, Qt::Key_I);
        window.view().setPlayhead(at(40s));
        QTest::keyClick(view, Qt::Key_O);
        QVERIFY(window.view().measured() == (TimeRange{at(10s), at(40s)}));
        QTest::keyClick(view, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(window.view().measured() == (TimeRange{at(10s), window.view().end()}));
        window.view().redo();
        QVERIFY(window.view().measured() == (TimeRange{at(10s), at(40s)}));
        QTest::keyClick(view, Qt::Key_M, Qt::ShiftModifier);
        QTRY_VERIFY(note(window)->hasFocus());
        QTest::keyClick(note(window), Qt::Key_Return);
        QVERIFY(window.view().marks().front().time == (TimeRange{at(10s), at(40s)}));
        QTest::keyClick(view, Qt::Key_F);
        QVERIFY(window.view().target() == (TimeRange{at(10s), at(40s)}));
        window.view().select(Selection{1, TaskId(0U), at(1s)});
        QTest::keyClick(view, Qt::Key_R);
        QVERIFY(window.view().measured() == (TimeRange{at(0s), at(5s)}));
    }

    void twoRunsAreCompared() {
        MainWindow window({scenarioNamed("chess"), {Mode::Sync, Mode::Threads, Mode::Coroutines}});
        showWithRuns(window, 3);
        auto* panel = window.findChild<DifferencePanel*>();
        QVERIFY(!panel->isVisible());
        QTest::keyClick(timelineOf(window), Qt::Key_V);
        QVERIFY(panel->isVisible());
        QTRY_COMPARE(panel->model()->rowCount(), 25); // 24 games and all of them
        const auto cell = [&](int row, int column) { return panel->model()->index(row, column).data().toString(); };
        QCOMPARE(cell(0, DifferenceModel::EndA), QStringLiteral("12:00:00")); // Sync
        QCOMPARE(cell(0, DifferenceModel::EndB), QStringLiteral("1:00:55"));  // Coroutines
        QCOMPARE(cell(0, DifferenceModel::End), QStringLiteral("\u221210:59:05"));
        QCOMPARE(cell(1, DifferenceModel::Task), QStringLiteral("Table 1"));
        QTRY_VERIFY(panel->strip()->isCurrent());
        const QStringList lines = panel->strip()->linesAt(at(32s)); // the seventh begins in one; in the other 1 is still on
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[1].startsWith(QStringLiteral("Sync: ready 6, blocked 1")), qPrintable(lines[1]));
        QVERIFY2(lines[2].startsWith(QStringLiteral("Coroutines: running 1, waiting 6")), qPrintable(lines[2]));
        QVERIFY(panel->strip()->linesAt(at(11h)).isEmpty()); // out of view
        const auto columnAt = [&](double seconds) { // the strip's axis is the timeline's
            const QImage strip = panel->strip()->grab().toImage();
            const int x = static_cast<int>(116 + (strip.width() - 120) * seconds / 300);
            return strip.copy(x, 0, 1, strip.height());
        };
        const QImage within = columnAt(90);
        const QImage outside = columnAt(200);
        window.view().measure({at(60s), at(120s)});
        QVERIFY(columnAt(90) != within);
        QCOMPARE(columnAt(200), outside);
        window.view().clearMeasured();
        QCOMPARE(columnAt(90), within);
        panel->copyText();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("Task\tEnd in Sync\tEnd in Coroutines\t")));
        auto* table = window.findChild<QTableView*>(QStringLiteral("differences"));
        table->sortByColumn(DifferenceModel::End, Qt::AscendingOrder);
        QCOMPARE(cell(0, DifferenceModel::Task), QStringLiteral("All tasks")); // stays on top
        QCOMPARE(cell(1, DifferenceModel::Task), QStringLiteral("Table 24"));  // gains the most
        emit table->activated(panel->model()->index(1, 0));
        QVERIFY(window.view().selection()->lane == LaneId(TaskId(23U)));
        QCOMPARE(window.view().selection()->run, std::size_t{2});
        panel->compare(1, 2);
        QTRY_COMPARE(cell(0, DifferenceModel::EndA), QStringLiteral("0:30:00")); // Threads
        window.setup().setParameter("opponents", "7"); // what is compared stays, but for the numbers
        QTRY_COMPARE(panel->model()->rowCount(), 8);
        QTRY_COMPARE(cell(0, DifferenceModel::EndA), QStringLiteral("0:30:00"));
        window.setup().setModes({Mode::Sync});
        QTRY_COMPARE(panel->model()->rowCount(), 0);
        QTest::keyClick(timelineOf(window), Qt::Key_V);
        QVERIFY(!panel->isVisible());
    }

    void theRunsOfAFileAreAdded() {
        const QString path = m_files.path("twelve.simul");
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        showWithRuns(window, 1);
        window.setup().setParameter("opponents", "12");
        QTRY_COMPARE(window.controller().comparison()->runs.front().trace->tasks().size(), std::size_t{12});
        saveFrom(window, path, FileFormat::Session);
        window.setup().setParameter("opponents", "24");
        QTRY_COMPARE(window.controller().comparison()->runs.front().trace->tasks().size(), std::size_t{24});
        window.view().setRange({at(10s), at(70s)});
        window.view().setMarks({{{at(20s), at(20s)}, QStringLiteral("ours")}});
        QSignalSpy opened(&window.files(), &FileController::opened);
        window.files().add(path);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 60'000);
        const Comparison& both = *window.controller().comparison();
        QCOMPARE(both.runs.size(), std::size_t{2});
        QCOMPARE(both.runs[0].trace->tasks().size(), std::size_t{24});
        QCOMPARE(both.runs[1].trace->tasks().size(), std::size_t{12});
        QCOMPARE(both.runs[1].name, std::string("Coroutines (twelve.simul)"));
        QCOMPARE(both.scenario->name, std::string("chess"));
        QVERIFY(window.view().target() == (TimeRange{at(10s), at(70s)}));
        QCOMPARE(window.view().marks().size(), std::size_t{1});
        auto* panel = window.findChild<DifferencePanel*>();
        panel->compare(0, 1);
        QTRY_COMPARE(panel->model()->rowCount(), 13); // those that both have
    }

    void theSimulatedRunLiesOverTheRealOne() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        showWithRuns(window, 1);
        QVERIFY(!window.ghosts().canShow());
        window.setup().setParameter("opponents", "3");
        window.setup().setParameter("moves", "2");
        window.setup().setClock(ClockKind::Real);
        window.setup().setScale(0.001);
        window.controller().run();
        QTRY_VERIFY(window.controller().comparison() != nullptr && !window.controller().isRunning() &&
                    window.controller().comparison()->runs.size() == 1);
        QVERIFY(window.ghosts().canShow());
        QVERIFY(window.ghosts().traces().empty());
        window.setup().setParameter("opponents", "5"); // that is for the next run
        QTest::keyClick(timelineOf(window), Qt::Key_G);
        QTRY_VERIFY(!window.ghosts().traces().empty() && window.ghosts().traces()[0] != nullptr);
        QCOMPARE(window.ghosts().traces()[0]->tasks().size(), std::size_t{3});
        QCOMPARE(window.ghosts().traces()[0]->end(), at(130s)); // two rounds of a minute, the third table is 10 s late
        QTest::keyClick(timelineOf(window), Qt::Key_G);
        QVERIFY(window.ghosts().traces().empty());
    }
};

QTEST_MAIN(ReadingWindowTest)
#include "reading_window_test.moc"
