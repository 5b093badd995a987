#include "tests/support/window_files.h"
#include "ui/figures/export_dialog.h"
#include "ui/panels/scenario_list.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// Sessions in the window: what is saved comes back with its view, and what a file brings is not taken for the user's own.
class SessionWindowTest : public QObject {
    Q_OBJECT

    WindowFiles m_files;

    static LaneKey table(int number) { return {LaneKey::Kind::Task, "Table " + std::to_string(number)}; }
    static void pin(MainWindow& window, int number) {
        LaneChoices lanes = window.view().lanes();
        lanes.pin(table(number), true);
        window.view().setLanes(lanes);
    }
    /// A session of somebody who likes other things than the user, whose settings are those that are remembered then.
    void makeFileAndSettings() {
        {
            MainWindow window({scenarioNamed("chess"), {Mode::Pool}});
            window.setup().setParameter("opponents", "5");
            window.setup().setSeed(9);
            window.setup().setScale(1);
            QVERIFY(waitForRuns(window, 1));
            pin(window, 2);
            window.view().setShowsAllArrows(true);
            QSignalSpy saved(&window.files(), &FileController::saved);
            window.files().save(m_files.path("five.simul"), FileFormat::Session);
            QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
        }
        m_files.clear();
        MainWindow window({scenarioNamed("chess"), {Mode::Sync, Mode::Coroutines}});
        window.setup().setParameter("opponents", "7");
        window.setup().setSeed(3);
        window.setup().setScale(0.5);
        QVERIFY(waitForRuns(window, 2));
        LaneChoices lanes;
        lanes.panels["sync"].collapsed = true;
        window.view().setLanes(lanes);
        pin(window, 7);
        window.view().setColourBy(ColourBy::Task);
        window.setup().setScenario(*scenarioNamed("race"));
        window.close();
    }

private slots:
    void init() { m_files.clear(); }

    void aSessionComesBack() {
        {
            MainWindow window({scenarioNamed("chess"), {Mode::Pool, Mode::Coroutines}});
            QVERIFY(waitForRuns(window, 2));
            window.setup().setParameter("opponents", "7");
            QTRY_COMPARE(window.controller().comparison()->runs.front().trace->tasks().size(), std::size_t{7});
            window.setup().setSeed(5);
            QTRY_COMPARE(window.controller().comparison()->runs.front().request->seed, std::uint64_t{5});
            window.view().setRange({TraceTime(10s), TraceTime(70s)});
            window.view().setPlayhead(TraceTime(20s));
            window.view().select(Selection{1, TaskId(3U), TraceTime(20s)});
            LaneChoices lanes;
            lanes.pin({LaneKey::Kind::Task, "Table 5"}, true);
            window.view().setLanes(lanes);
            window.view().setColourBy(ColourBy::Task);
            window.view().setShowsAllArrows(true);
            QSignalSpy saved(&window.files(), &FileController::saved);
            window.files().save(m_files.path("seven.simul"), FileFormat::Session);
            QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
        }
        m_files.clear();
        MainWindow window({scenarioNamed("race"), {}});
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        openIn(window, m_files.path("seven.simul"));
        QCOMPARE(window.setup().scenario().name, std::string("chess"));
        QCOMPARE(window.setup().parameters().number("opponents"), std::int64_t{7});
        QCOMPARE(window.setup().seed(), std::uint64_t{5});
        const Comparison& shown = *window.controller().comparison();
        QCOMPARE(shown.runs.size(), std::size_t{2});
        QCOMPARE(shown.runs[0].mode, Mode::Coroutines); // in the order in which the story has them
        QCOMPARE(shown.runs[1].mode, Mode::Pool);
        QCOMPARE(window.view().target().begin, TraceTime(10s));
        QCOMPARE(window.view().target().end, TraceTime(70s));
        QCOMPARE(window.view().playhead(), TraceTime(20s));
        QVERIFY(window.view().selection() == (Selection{1, TaskId(3U), TraceTime(20s)}));
        QVERIFY(window.view().lanes().isPinned({LaneKey::Kind::Task, "Table 5"}));
        QCOMPARE(window.view().colourBy(), ColourBy::Task);
        QVERIFY(window.view().showsAllArrows());
        QVERIFY(window.windowTitle().contains("seven.simul"));
        // It stays: nothing runs behind its back.
        const Trace* trace = shown.runs[0].trace.get();
        QTest::qWait(50);
        QCOMPARE(window.controller().comparison()->runs[0].trace.get(), trace);
        // What is changed runs from there.
        window.setup().setParameter("opponents", "3");
        QTRY_COMPARE(window.controller().comparison()->runs.front().trace->tasks().size(), std::size_t{3});
        QVERIFY(!window.windowTitle().contains("seven.simul"));
    }

    void whatAFileBringsIsNotRemembered() {
        makeFileAndSettings();
        {
            MainWindow window;
            openIn(window, m_files.path("five.simul"));
            QCOMPARE(window.setup().parameters().number("opponents"), std::int64_t{5});
            QCOMPARE(window.view().lanes().pinned, std::vector{table(2)});
            QCOMPARE(window.view().colourBy(), ColourBy::State);
            window.setup().setParameter("moves", "2"); // runs from there
            QVERIFY(waitForRuns(window, 1));
            openIn(window, m_files.path("five.simul")); // a second time: what it brought the first time is not the user's either
            window.close();
        }
        MainWindow window;
        QCOMPARE(window.setup().scenario().name, std::string("race"));
        QCOMPARE(window.setup().seed(), std::uint64_t{3});
        window.setup().setScenario(*scenarioNamed("chess"));
        QCOMPARE(window.setup().parameters().number("opponents"), std::int64_t{7});
        QCOMPARE(window.setup().chosenModes(), (std::vector{Mode::Sync, Mode::Coroutines}));
        QCOMPARE(window.setup().scale(), 0.5);
        QVERIFY(waitForRuns(window, 2));
        QCOMPARE(window.view().lanes().pinned, std::vector{table(7)});
        QVERIFY(window.view().lanes().panels.at("sync").collapsed);
        QCOMPARE(window.view().colourBy(), ColourBy::Task);
        QVERIFY(!window.view().showsAllArrows());
    }

    void whatIsChangedToAndFroIsAsItWasLast() {
        m_files.write("other.json", R"([{"ph":"X","name":"a","ts":1,"dur":2}])");
        {
            MainWindow window({scenarioNamed("chess"), {Mode::Sync}});
            openIn(window, m_files.path("other.json"));
            for (const auto colour : {ColourBy::Task, ColourBy::State}) {
                window.view().setColourBy(colour);
                QTest::qWait(1); // it is written when there is nothing else to do
            }
            for (const bool arrows : {true, false, true}) {
                window.view().setShowsAllArrows(arrows);
                QTest::qWait(1);
            }
        }
        MainWindow window;
        QCOMPARE(window.view().colourBy(), ColourBy::State);
        QVERIFY(window.view().showsAllArrows());
    }

    /// Nothing done to the lanes is something, too.
    void lanesAsTheyCameComeBackAsTheyCame() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        QVERIFY(waitForRuns(window, 1));
        saveFrom(window, m_files.path("plain.simul"), FileFormat::Session);
        pin(window, 2);
        saveFrom(window, m_files.path("pinned.simul"), FileFormat::Session);
        openIn(window, m_files.path("plain.simul"));
        QCOMPARE(window.view().lanes(), LaneChoices{});
        openIn(window, m_files.path("pinned.simul"));
        QCOMPARE(window.view().lanes().pinned, std::vector{table(2)});
    }

    void whatTheUserChangesInAFileIsRemembered() {
        makeFileAndSettings();
        {
            MainWindow window;
            openIn(window, m_files.path("five.simul"));
            window.setup().setParameter("moves", "4");
            window.setup().setSeed(11);
            QVERIFY(waitForRuns(window, 1));
            pin(window, 1);
            window.view().setShowsAllArrows(false);
            window.view().setShowsAllArrows(true);
            window.close();
        }
        MainWindow window;
        QCOMPARE(window.setup().seed(), std::uint64_t{11});
        window.setup().setScenario(*scenarioNamed("chess"));
        QCOMPARE(window.setup().parameters().number("opponents"), std::int64_t{7});
        QCOMPARE(window.setup().parameters().number("moves"), std::int64_t{4});
        QVERIFY(waitForRuns(window, 2));
        QCOMPARE(window.view().lanes().pinned, (std::vector{table(7), table(1)}));
        QVERIFY(window.view().lanes().panels.at("sync").collapsed);
    }

    /// What was set up since is for the next run.
    void whatIsKeptSaysWhatMadeTheRuns() {
        const auto saysWhatMadeThem = [](MainWindow& window) {
            const Session session = window.files().session();
            QCOMPARE(session.seed, std::uint64_t{1});
            QCOMPARE(session.scale, 0.001);
            QVERIFY(std::ranges::find(session.parameters, std::pair<std::string, std::string>("opponents", "3")) !=
                    session.parameters.end());
            window.openExport();
            auto* dialog = window.findChild<ExportDialog*>();
            QVERIFY(dialog != nullptr && dialog->options());
            QVERIFY2(dialog->options()->subtitle.contains(QStringLiteral("seed 1,")), qPrintable(dialog->options()->subtitle));
            delete dialog;
        };
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        QVERIFY(waitForRuns(window, 1));
        window.setup().setParameter("opponents", "3");
        window.setup().setParameter("moves", "2");
        window.setup().setClock(ClockKind::Real);
        window.setup().setScale(0.001);
        window.controller().run();
        QVERIFY(waitForRuns(window, 1));
        const auto changeSetup = [&] {
            window.setup().setParameter("opponents", "5");
            window.setup().setSeed(9);
            window.setup().setScale(0.5);
        };
        changeSetup();
        saysWhatMadeThem(window);
        window.openExport();
        const QString command = window.findChild<ExportDialog*>()->options()->footer;
        QVERIFY2(command.contains(QStringLiteral("opponents=3")) && !command.contains(QStringLiteral("--seed")), qPrintable(command));
        delete window.findChild<ExportDialog*>();
        saveFrom(window, m_files.path("three.simul"), FileFormat::Session);
        openIn(window, m_files.path("three.simul"));
        changeSetup();
        saysWhatMadeThem(window);
    }

    void aSimulatedSessionLeavesTheScaleOfTheRealClock() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        QVERIFY(waitForRuns(window, 1));
        saveFrom(window, m_files.path("simulated.simul"), FileFormat::Session);
        window.setup().setScale(0.25);
        openIn(window, m_files.path("simulated.simul"));
        QCOMPARE(window.setup().scale(), 0.25);
    }

    void whatRunsAgainByItselfIsNotMournedFor() {
        MainWindow window({scenarioNamed("race"), {Mode::Sync}});
        QVERIFY(waitForRuns(window, 1));
        QSignalSpy saved(&window.files(), &FileController::saved);
        window.files().save(m_files.path("race.simul"), FileFormat::Session);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
        openIn(window, m_files.path("race.simul"));
        QVERIFY(window.findChild<ScenarioList*>()->view()->selectionModel()->hasSelection());
        window.controller().run();
        QTRY_VERIFY(window.controller().comparison()->file.empty());
        QVERIFY(messageOf(window).isEmpty());
    }
};

QTEST_MAIN(SessionWindowTest)
#include "session_window_test.moc"
