#include "tests/support/window_files.h"
#include "ui/files/foreign_story.h"
#include "ui/panels/inspector.h"
#include "ui/panels/progress_bar.h"
#include "ui/panels/scenario_list.h"
#include "ui/recent_files.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// Files that are opened in the window: those of others are shown as well, what is bad changes nothing, long ones can be cancelled.
class OpeningWindowTest : public QObject {
    Q_OBJECT

    WindowFiles m_files;

private slots:
    void init() { m_files.clear(); }

    void menusDoNotOutliveTheirRuns() {
        m_files.write("short.json", R"([{"ph":"X","name":"a","ts":1,"dur":2}])");
        MainWindow window(twoOfChess());
        showWithRuns(window, 2);
        window.view().select(Selection{1, TaskId(19U), TraceTime(10s)});
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(timelineOf(window), &event);
        const auto* menu = timelineOf(window)->findChild<QMenu*>();
        QVERIFY(menu != nullptr && menu->isVisible());
        openIn(window, m_files.path("short.json"));
        QTRY_VERIFY(timelineOf(window)->findChild<QMenu*>() == nullptr);
    }

    /// Traces have no parameters with them: those that happen to be set up did not make them.
    void nobodyKnowsWhatMadeATrace() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        QVERIFY(waitForRuns(window, 1));
        saveFrom(window, m_files.path("bare.json"), FileFormat::ChromeTrace);
        openIn(window, m_files.path("bare.json"));
        QCOMPARE(window.files().session().scenario, std::string("chess"));
        QVERIFY(window.files().session().parameters.empty());
    }

    void aForeignTraceIsShownInEveryPanel() {
        m_files.write("other.json", R"([{"ph":"X","name":"a","ts":1,"dur":2e6,"pid":3,"tid":1},{"ph":"X","name":"lock","ts":5,"dur":7,"pid":3,"tid":2},)"
            R"({"ph":"X","name":"Runnable","ts":1,"dur":2e6,"pid":4},{"ph":"C","name":"heap","ts":8,"pid":3,"args":{"used":3}}])");
        MainWindow window({scenarioNamed("race"), {}});
        window.resize(1600, 1000);
        window.show();
        openIn(window, m_files.path("other.json"));
        const Comparison& shown = *window.controller().comparison();
        QCOMPARE(shown.scenario, &foreignStory());
        QCOMPARE(shown.runs.size(), std::size_t{2});
        // Every slice of every lane can be pointed at and painted.
        for (std::size_t run = 0; run < 2; ++run) {
            const Trace& trace = *shown.runs[run].trace;
            for (std::size_t task = 0; task < trace.tasks().size(); ++task) {
                for (std::size_t slice = 0; slice < trace.lane(TaskId(task)).size(); ++slice) {
                    window.view().select(Selection{run, TaskId(task), trace.lane(TaskId(task))[slice].start});
                    QTest::qWait(1);
                    QVERIFY(!window.grab().isNull());
                }
            }
        }
        openIn(window, m_files.path("other.json")); // again: from the start
        QVERIFY(!window.view().selection());
    }

    /// No scenario is lit that is not shown, and what Run takes away can be had back.
    void aForeignTraceIsOfNoScenario() {
        m_files.write("other.json", R"([{"ph":"X","name":"a","ts":1,"dur":2,"pid":3}])");
        MainWindow window({scenarioNamed("chess"), {Mode::Sync}});
        QVERIFY(waitForRuns(window, 1));
        QListView* list = window.findChild<ScenarioList*>()->view();
        auto* run = window.findChild<Button*>("run");
        QVERIFY(list->selectionModel()->hasSelection());
        QCOMPARE(run->accessibleName(), QString("Run the scenario"));
        const QModelIndex chess = list->currentIndex();
        const auto* whose = window.findChild<QLabel*>("whoseParameters"); // they are not the file's
        QVERIFY(whose->isHidden());
        openIn(window, m_files.path("other.json"));
        QVERIFY(!whose->isHidden() && whose->text().contains("simul"));
        window.view().setMarks({{{TraceTime(1ns), TraceTime(1ns)}, "here"}});
        QVERIFY(!list->selectionModel()->hasSelection());
        QVERIFY(run->accessibleName().contains("in place of"));
        QVERIFY(messageOf(window).isEmpty());
        run->click();
        QTRY_COMPARE(window.controller().comparison()->scenario, scenarioNamed("chess"));
        QCOMPARE(list->currentIndex(), chess);
        QCOMPARE(run->accessibleName(), QString("Run the scenario"));
        QVERIFY(whose->isHidden());
        QTRY_VERIFY(messageOf(window).startsWith("other.json made way"));
        for (const char* moves : {"30", "20"}) { // what goes on here does not take the offer away
            window.setup().setParameter("moves", moves);
            QVERIFY(waitForRuns(window, 1));
        }
        QVERIFY(messageOf(window).startsWith("other.json made way"));
        QSignalSpy opened(&window.files(), &FileController::opened);
        window.findChild<Button*>("offer")->click();
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 60'000);
        QCOMPARE(window.controller().comparison()->scenario, &foreignStory());
        QCOMPARE(window.view().marks().size(), std::size_t{1});
        QVERIFY(messageOf(window).isEmpty());
        // The one that was chosen before can be chosen, too.
        QVERIFY(!list->currentIndex().isValid());
        list->setCurrentIndex(chess);
        QTRY_VERIFY(window.controller().comparison() != nullptr &&
                    window.controller().comparison()->scenario == scenarioNamed("chess"));
    }

    void whatWasMeasuredComesBack() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        window.setup().setClock(ClockKind::Real);
        window.setup().setParameter("opponents", "3");
        window.setup().setScale(0.00001);
        window.controller().run();
        QVERIFY(waitForRuns(window, 1));
        const auto measured = window.controller().comparison()->runs.front().trace;
        window.controller().run(); // again: who asks for that does not miss the one before
        QTest::qWait(20);
        QVERIFY(waitForRuns(window, 1));
        QVERIFY(messageOf(window).isEmpty());
        const auto again = window.controller().comparison()->runs.front().trace;
        QVERIFY(again != measured);
        window.setup().setScenario(*scenarioNamed("race"));
        QTRY_VERIFY(messageOf(window).startsWith("The measured run of"));
        window.findChild<Button*>("offer")->click();
        QCOMPARE(window.controller().comparison()->runs.front().trace, again);
        QCOMPARE(window.setup().scenario().name, std::string("chess"));
        QCOMPARE(window.setup().parameters().number("opponents"), std::int64_t{3});
        QTest::qWait(20);
        QVERIFY(messageOf(window).isEmpty());
        m_files.write("other.json", R"([{"ph":"X","name":"a","ts":1,"dur":2,"pid":3}])");
        for (const bool isFirst : {true, false}) { // a file takes its place, and later another scenario does
            if (isFirst)
                openIn(window, m_files.path("other.json"));
            else
                window.setup().setScenario(*scenarioNamed("race"));
            QTRY_VERIFY(messageOf(window).startsWith("The measured run of"));
            window.findChild<Button*>("offer")->click();
            QCOMPARE(window.controller().comparison()->runs.front().trace, again);
        }
    }

    /// What was measured cannot be made again, though its session says how it was.
    void aMeasuredSessionComesBack() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        window.setup().setClock(ClockKind::Real);
        window.setup().setParameter("opponents", "2");
        window.setup().setScale(0.00001);
        window.controller().run();
        QVERIFY(waitForRuns(window, 1));
        saveFrom(window, m_files.path("measured.simul"), FileFormat::Session);
        openIn(window, m_files.path("measured.simul"));
        window.controller().run();
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(window).startsWith("measured.simul made way"), 60'000);
    }

    void severalFilesComeBackTogether() {
        m_files.write("a.json", R"([{"ph":"X","name":"a","ts":1,"dur":2,"pid":3}])");
        m_files.write("b.json", R"([{"ph":"X","name":"b","ts":1,"dur":2,"pid":3}])");
        MainWindow window({scenarioNamed("race"), {Mode::Sync}});
        QVERIFY(waitForRuns(window, 1));
        for (const bool isBelowRuns : {true, false}) {
            if (!isBelowRuns)
                openIn(window, m_files.path("a.json"));
            else
                window.files().add(m_files.path("a.json"));
            window.files().add(m_files.path("b.json"));
            QTRY_COMPARE_WITH_TIMEOUT(window.controller().comparison()->runs.size(), std::size_t(isBelowRuns ? 3 : 2), 60'000);
            window.controller().run();
            QTRY_COMPARE_WITH_TIMEOUT(window.controller().comparison()->runs.size(), std::size_t{1}, 60'000);
            QTRY_VERIFY(messageOf(window).contains("made way"));
            window.findChild<Button*>("offer")->click();
            QTRY_COMPARE_WITH_TIMEOUT(window.controller().comparison()->runs.size(), std::size_t(isBelowRuns ? 3 : 2), 60'000);
        }
    }

    /// What one looks at stays when a file is added: also what was done to its lanes.
    void lanesStayWhenAFileIsAdded() {
        m_files.write("a.json", R"([{"ph":"X","name":"a","ts":1,"dur":2,"pid":3,"tid":1},{"ph":"X","name":"a","ts":1,"dur":2,"pid":3,"tid":2}])");
        m_files.write("b.json", R"([{"ph":"X","name":"b","ts":1,"dur":2,"pid":3}])");
        const LaneKey table2{LaneKey::Kind::Task, "Table 2"};
        {
            MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
            QVERIFY(waitForRuns(window, 1));
            LaneChoices own;
            own.pin(table2, true);
            window.view().setLanes(own);
            const auto add = [&](std::size_t runs) {
                window.files().add(m_files.path("b.json"));
                QVERIFY(waitForRuns(window, runs));
            };
            add(2);
            QCOMPARE(window.view().lanes(), own);
            QVERIFY(!window.view().canUndo());
            window.view().setLanes({}); // of several files: no matter of the story
            openIn(window, m_files.path("a.json"));
            const std::vector<ModeRun>& runs = window.controller().comparison()->runs;
            LaneChoices foreign;
            foreign.pin(keyOf(*runs[0].trace, LaneId(TaskId(1U))), true);
            foreign.panels[panelKey(runs[0])].foldsTasks = true;
            window.view().setLanes(foreign);
            for (const std::size_t count : {2U, 3U}) {
                add(count);
                QCOMPARE(window.view().lanes(), foreign);
            }
            window.view().setLanes({});
            window.view().undo();
            QCOMPARE(window.view().lanes(), foreign);
            QVERIFY(!window.view().canUndo());
        }
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        QVERIFY(waitForRuns(window, 1));
        QCOMPARE(window.view().lanes().pinned, std::vector{table2});
    }

    void lanesAreNotThoseOfAnotherFileOfThatName() {
        for (const char* folder : {"x", "y"}) {
            QVERIFY(QDir(m_files.folder()).mkpath(QString::fromLatin1(folder)));
            m_files.write((std::string(folder) + "/result.json").c_str(), R"([{"ph":"X","name":"a","ts":1,"dur":2,"pid":3,"tid":1}])");
        }
        MainWindow window({scenarioNamed("race"), {Mode::Sync}});
        QVERIFY(waitForRuns(window, 1));
        openIn(window, m_files.path("x/result.json"));
        LaneChoices lanes;
        lanes.hide(keyOf(*window.controller().comparison()->runs[0].trace, LaneId(TaskId(0U))), true);
        window.view().setLanes(lanes);
        openIn(window, m_files.path("x/result.json"));
        QCOMPARE(window.view().lanes(), lanes);
        openIn(window, m_files.path("y/result.json"));
        QCOMPARE(window.view().lanes(), LaneChoices{});
    }

    void aBadFileChangesNothing() {
        m_files.write("bad.json", "[{\"ph\":\"X\",\"ts\":1},nonsense]");
        MainWindow window({scenarioNamed("race"), {}});
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        const Comparison* before = window.controller().comparison();
        window.openFile(m_files.path("bad.json"));
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(window).contains("byte 19"), 60'000);
        QCOMPARE(window.controller().comparison(), before);
        QVERIFY(recentFiles().isEmpty());
    }

    void openingCanBeCancelled() {
        QByteArray events = "[";
        for (int number = 0; number < 200'000; ++number)
            events += R"({"ph":"X","name":"a","ts":1,"dur":2},)";
        m_files.write("long.json", events);
        MainWindow window({scenarioNamed("race"), {}});
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        const Comparison* before = window.controller().comparison();
        QSignalSpy opened(&window.files(), &FileController::opened);
        window.openFile(m_files.path("long.json"));
        QVERIFY(window.files().isBusy());
        QVERIFY(!window.findChild<ProgressBar*>()->isHidden());
        window.findChild<Button*>("cancelFile")->click();
        QVERIFY(!window.files().isBusy());
        QVERIFY(window.findChild<ProgressBar*>()->isHidden());
        // What was cancelled would be delivered before what comes after it.
        m_files.write("short.json", R"([{"ph":"X","name":"a","ts":1,"dur":2}])");
        QCOMPARE(window.controller().comparison(), before);
        openIn(window, m_files.path("short.json"));
        QCOMPARE(opened.count(), 1);
        QVERIFY(window.windowTitle().contains("short.json"));
    }

    void filesAreDroppedAndRemembered() {
        m_files.write("a.json", R"([{"ph":"X","name":"a","ts":1,"dur":2}])");
        m_files.write("b.json", R"([{"ph":"X","name":"b","ts":1,"dur":2}])");
        MainWindow window({scenarioNamed("race"), {}});
        openIn(window, m_files.path("a.json"));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(m_files.path("b.json"))});
        QSignalSpy opened(&window.files(), &FileController::opened);
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &enter); // a drop goes to where the drag is
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &drop);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 60'000);
        QCOMPARE(recentFiles(), QStringList({m_files.path("b.json"), m_files.path("a.json")}));
        QFile::remove(m_files.path("b.json"));
        QCOMPARE(recentFiles(), QStringList(m_files.path("a.json")));
        window.openFileMenu({});
        auto* menu = window.findChild<QMenu*>("fileMenu");
        QVERIFY(menu != nullptr);
        QCOMPARE(menu->actions().back()->text(), QString("a.json"));
    }

    void severalDroppedFilesAreOpenedTogether() {
        QMimeData data;
        QList<QUrl> urls;
        for (const char* name : {"a.json", "b.json"}) {
            m_files.write(name, R"([{"ph":"X","name":"a","ts":1,"dur":2}])");
            urls << QUrl::fromLocalFile(m_files.path(name));
        }
        data.setUrls(urls);
        MainWindow window({scenarioNamed("race"), {}});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &enter);
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &drop);
        QCOMPARE(drop.dropAction(), Qt::CopyAction); // whoever moves them would delete them
        QTRY_VERIFY_WITH_TIMEOUT(window.controller().comparison() != nullptr &&
                                     window.controller().comparison()->file == "a.json + b.json",
                                 60'000);
    }

    void countersAreNoQueues() {
        m_files.write("load.json", R"([{"ph":"C","name":"load","ts":0,"args":{"v":1}},{"ph":"C","name":"load","ts":900,"args":{"v":3}}])");
        MainWindow window({scenarioNamed("race"), {}});
        window.show();
        openIn(window, m_files.path("load.json"));
        window.view().select(Selection{0, TaskId(), TraceTime(1us), ResourceId(0U)});
        QTRY_VERIFY(window.findChild<Inspector*>()->explanation().contains(QStringLiteral("It is at 1,")));
        const auto* metrics = window.findChild<QAbstractItemView*>(QStringLiteral("metrics"))->model();
        for (const int column : {MetricsModel::Blocked, MetricsModel::LongestWait, MetricsModel::MeanFinish})
            QCOMPARE(metrics->index(0, column).data().toString(), QStringLiteral("–"));
    }

    /// Who watches it sees something.
    void aShortTraceIsPlayedSlowly() {
        m_files.write("short.json", R"([{"ph":"X","name":"a","ts":1,"dur":1000}])");
        MainWindow window({scenarioNamed("race"), {}});
        showWithRuns(window, window.setup().chosenModes().size());
        openIn(window, m_files.path("short.json"));
        QTest::keyClick(timelineOf(window), Qt::Key_Space);
        QTRY_VERIFY(window.view().playhead() > TraceTime{});
        QTest::qWait(100);
        QVERIFY(window.view().playhead() < TraceTime(500us));
    }
};

QTEST_MAIN(OpeningWindowTest)
#include "opening_window_test.moc"
