#include "ui/run_controller.h"
#include "ui/run_setup.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <future>

using namespace simul;
using namespace std::chrono_literals;

class RunSetupTest : public QObject {
    Q_OBJECT

private slots:
    void refusesWhatIsNotAllowed() {
        RunSetup setup;
        QSignalSpy changes(&setup, &RunSetup::parametersChanged);
        QVERIFY(setup.setParameter("opponents", "12").isEmpty());
        QCOMPARE(changes.size(), 1);
        QVERIFY(setup.setParameter("opponents", "0").contains(QStringLiteral("out of range")));
        QVERIFY(setup.setParameter("opponents", "many").contains(QStringLiteral("not a whole number")));
        QCOMPARE(changes.size(), 1);
        QCOMPARE(setup.parameters().number("opponents"), std::int64_t(12));
    }

    void undoesParameters() {
        RunSetup setup;
        setup.setParameter("opponents", "12");
        setup.setParameter("opponents", "13"); // one movement of a slider is one step
        setup.setParameter("moves", "3");
        setup.undo();
        QCOMPARE(setup.parameters().number("moves"), std::int64_t(30));
        QCOMPARE(setup.parameters().number("opponents"), std::int64_t(13));
        setup.undo();
        QCOMPARE(setup.parameters().number("opponents"), std::int64_t(24));
        setup.redo();
        QCOMPARE(setup.parameters().number("opponents"), std::int64_t(13));
        setup.resetParameters();
        QVERIFY(setup.isAtDefaults());
        setup.undo();
        QCOMPARE(setup.parameters().number("opponents"), std::int64_t(13));
    }

    void remembersPerScenario() {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("simul.ini"));
        {
            RunSetup setup;
            setup.setScenario(*scenarioNamed("chess"));
            setup.setParameter("judit", "7s");
            setup.setModes({Mode::Pool});
            setup.setScenario(*scenarioNamed("count"));
            setup.setSeed(42);
            QSettings settings(file, QSettings::IniFormat);
            setup.save(settings);
        }
        RunSetup setup;
        setup.load(QSettings(file, QSettings::IniFormat));
        QCOMPARE(setup.scenario().name, std::string("count"));
        QCOMPARE(setup.seed(), std::uint64_t(42));
        setup.setScenario(*scenarioNamed("chess"));
        QCOMPARE(setup.parameters().duration("judit"), Duration(7s));
        QCOMPARE(setup.chosenModes(), std::vector{Mode::Pool});
    }

    void whatIsBorrowedIsNotRemembered() {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("simul.ini"));
        {
            RunSetup setup;
            setup.setScenario(*scenarioNamed("chess"));
            setup.setParameter("judit", "7s");
            setup.setParameter("opponents", "12");
            setup.setScenario(*scenarioNamed("count"));
            setup.setSeed(42);
            for (const char* opponents : {"5", "6"}) {
                setup.borrow([&] {
                    setup.setScenario(*scenarioNamed("chess"));
                    setup.setParameter("judit", "1s");
                    setup.setParameter("opponents", opponents);
                    setup.setModes({Mode::Pool});
                    setup.setSeed(9);
                });
            }
            QCOMPARE(setup.parameters().number("opponents"), std::int64_t(6));
            QCOMPARE(setup.seed(), std::uint64_t(9));
            setup.setParameter("judit", "2s"); // this the user does
            QSettings settings(file, QSettings::IniFormat);
            setup.save(settings);
        }
        RunSetup setup;
        setup.load(QSettings(file, QSettings::IniFormat));
        QCOMPARE(setup.scenario().name, std::string("count"));
        QCOMPARE(setup.seed(), std::uint64_t(42));
        setup.setScenario(*scenarioNamed("chess"));
        QCOMPARE(setup.parameters().number("opponents"), std::int64_t(12));
        QCOMPARE(setup.parameters().duration("judit"), Duration(2s));
        QVERIFY(setup.chosenModes() != std::vector{Mode::Pool});
    }

    void damagedSettingsFallBack() {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("simul.ini")), QSettings::IniFormat);
        settings.setValue(QStringLiteral("scenario"), QStringLiteral("no such thing"));
        settings.setValue(QStringLiteral("scenarios/chess/modes"), QStringList{QStringLiteral("warp")});
        settings.setValue(QStringLiteral("scenarios/chess/parameters"),
                          QStringList{QStringLiteral("judit=-3"), QStringLiteral("=")});
        settings.setValue(QStringLiteral("scenarios/chess/scale"), QStringLiteral("x"));
        RunSetup setup;
        setup.load(settings);
        setup.setScenario(*scenarioNamed("chess"));
        QVERIFY(setup.isAtDefaults());
        QCOMPARE(setup.scale(), scenarioNamed("chess")->realScale);
    }

    void onTheRealClockOnlyItsModes() {
        RunSetup setup;
        setup.setScenario(*scenarioNamed("chess"));
        setup.setModes({Mode::Sync, Mode::Pool});
        setup.setClock(ClockKind::Real);
        QCOMPARE(setup.availableModes(), scenarioNamed("chess")->realModes);
        for (const RunRequest& request : setup.requests()) {
            QCOMPARE(request.clock, ClockKind::Real);
            QCOMPARE(request.scale, scenarioNamed("chess")->realScale);
        }
    }

    void changesAreCollected() {
        RunSetup setup;
        RunController controller(setup);
        QSignalSpy replaced(&controller, &RunController::comparisonReplaced);
        setup.setScenario(*scenarioNamed("count"));
        setup.setScenario(*scenarioNamed("chess"));
        setup.setModes({Mode::Coroutines});
        for (int opponents = 2; opponents <= 11; ++opponents)
            setup.setParameter("opponents", std::to_string(opponents));
        QTRY_VERIFY(controller.comparison() != nullptr);
        QCOMPARE(controller.comparison()->runs.size(), std::size_t(1));
        QCOMPARE(controller.comparison()->runs[0].metrics.makespan, Duration(1850s));
        QCOMPARE(replaced.size(), 1);
    }

    /// A worker that does not let go at once keeps the next run waiting, not the one who asked for it.
    void anotherRealRunDoesNotWaitForTheLast() {
        std::atomic<int> started = 0;
        std::promise<void> letGo;
        const std::shared_future<void> mayEnd = letGo.get_future().share();
        Scenario stubborn;
        stubborn.name = "stubborn";
        stubborn.modes = stubborn.realModes = {Mode::Coroutines};
        stubborn.play = [&started, mayEnd](Stage, const Parameters&) {
            ++started;
            mayEnd.wait();
        };
        RunSetup setup;
        setup.setScenario(stubborn);
        setup.setClock(ClockKind::Real);
        RunController controller(setup);
        controller.run();
        QTRY_COMPARE(started.load(), 1);
        controller.run(); // would hang here
        QVERIFY(controller.isRunning());
        QVERIFY(!controller.isLive());
        QVERIFY(controller.isGrowing());
        controller.run();
        QCOMPARE(started.load(), 1);
        letGo.set_value();
        QTRY_COMPARE(started.load(), 2);
        QTRY_VERIFY(!controller.isRunning());
        QCOMPARE(controller.comparison()->runs.size(), std::size_t(1));
        QCOMPARE(started.load(), 2);
    }

    /// Also while one has ended and the next has not begun.
    void realRunsGrowUntilTheLastHasEnded() {
        RunSetup setup;
        setup.setScenario(*scenarioNamed("chess"));
        setup.setClock(ClockKind::Real);
        setup.setModes({Mode::Coroutines, Mode::Threads});
        setup.setParameter("opponents", "2");
        setup.setScale(0.00001);
        RunController controller(setup);
        controller.run();
        std::size_t looked = 0;
        const bool haveEnded = QTest::qWaitFor([&] {
            const std::vector<ModeRun>& runs = controller.comparison()->runs;
            const bool isLast = runs.size() == 2 && !controller.isLive();
            looked += !isLast && controller.isGrowing() ? 1 : 0;
            return isLast || !controller.isGrowing();
        }, 60'000);
        QVERIFY(haveEnded && looked > 0);
        QCOMPARE(controller.comparison()->runs.size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(RunSetupTest)
#include "run_setup_test.moc"
