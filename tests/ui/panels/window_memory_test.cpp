#include "tests/support/window.h"

#include "ui/timeline/timeline_view.h"

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// What the window knows when it is opened again.
class WindowMemoryTest : public QObject {
    Q_OBJECT

    OwnSettings m_settings;

private slots:
    void init() { m_settings.clear(); }

    void themeRepaintsAndIsRemembered() {
        {
            MainWindow window(threeOfChess());
            window.appearance().setTheme(ThemeKind::Light);
            window.show();
            QVERIFY(waitForRuns(window, 3));
            click(window, "theme");
            QVERIFY(pixelsLike(window, themeFor(ThemeKind::Dark).panel) > 100'000);
            QVERIFY(pixelsLike(window, themeFor(ThemeKind::Light).panel) < 20'000);
            window.close();
        }
        MainWindow window;
        QCOMPARE(window.appearance().look().kind, ThemeKind::Dark);
    }

    void whatWasChosenIsRemembered() {
        {
            MainWindow window({scenarioNamed("count"), {Mode::Coroutines}});
            window.show();
            window.resize(1300, 800);
            window.setup().setSeed(5);
            window.close();
        }
        MainWindow window;
        QCOMPARE(window.size(), QSize(1300, 800));
        QCOMPARE(window.setup().scenario().name, std::string("count"));
        QCOMPARE(window.setup().chosenModes(), std::vector{Mode::Coroutines});
        QCOMPARE(window.setup().seed(), std::uint64_t(5));
    }

    void lanesAreRememberedOnTheRealClockToo() {
        const auto runReal = [](MainWindow& window, const char* scenario) {
            window.setup().setScenario(*scenarioNamed(scenario));
            window.setup().setClock(ClockKind::Real);
            window.setup().setModes({Mode::Coroutines});
            window.setup().setScale(0.00001);
            window.controller().run();
            QVERIFY(waitForRuns(window, 1));
        };
        const auto pin = [](MainWindow& window, const char* name) {
            LaneChoices lanes;
            lanes.pin({LaneKey::Kind::Task, name}, true);
            window.view().setLanes(lanes);
        };
        {
            MainWindow window;
            runReal(window, "chess");
            pin(window, "Table 7");
            runReal(window, "count");
            QVERIFY(window.view().lanes().pinned.empty());
            pin(window, "main");
        }
        MainWindow window;
        runReal(window, "chess");
        QCOMPARE(window.view().lanes().pinned, (std::vector{LaneKey{LaneKey::Kind::Task, "Table 7"}}));
        runReal(window, "count");
        QCOMPARE(window.view().lanes().pinned, (std::vector{LaneKey{LaneKey::Kind::Task, "main"}}));
    }

    void lanesAreRememberedByScenario() {
        const LaneKey table{LaneKey::Kind::Task, "Table 7"};
        {
            MainWindow window(threeOfChess());
            window.show();
            QVERIFY(waitForRuns(window, 3));
            selectTable7(window);
            window.findChild<TimelineView*>()->pinLane();
            window.setup().setParameter("opponents", "12");
            QTRY_COMPARE(window.controller().comparison()->runs[0].trace->tasks().size(), std::size_t(12));
            QVERIFY(window.view().lanes().isPinned(table)); // a changed parameter changes nothing
            window.setup().setScenario(*scenarioNamed("count"));
            QTRY_VERIFY(window.view().lanes().pinned.empty());
            window.close();
        }
        MainWindow window(threeOfChess());
        window.show();
        QVERIFY(waitForRuns(window, 3));
        QVERIFY(window.view().lanes().isPinned(table));
    }
};

QTEST_MAIN(WindowMemoryTest)
#include "window_memory_test.moc"
