#include "tests/support/window_files.h"
#include "ui/files/open_file.h"
#include "ui/recent_files.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// Files that are saved and added from the window: nothing that was asked for is lost.
class SavingWindowTest : public QObject {
    Q_OBJECT

    WindowFiles m_files;

private slots:
    void init() { m_files.clear(); }

    /// What somebody wanted to keep is kept, whatever comes next.
    void openingDoesNotEndSaving() {
        m_files.write("a.json", R"([{"ph":"X","name":"a","ts":1,"dur":2}])");
        MainWindow window({scenarioNamed("race"), {}});
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        QSignalSpy saved(&window.files(), &FileController::saved);
        window.files().save(m_files.path("kept.simul"), FileFormat::Session);
        openIn(window, m_files.path("a.json"));
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
        QVERIFY(QFile::exists(m_files.path("kept.simul")));
        QVERIFY(!window.files().isBusy());
    }

    void savingDoesNotEndSaving() {
        MainWindow window({scenarioNamed("race"), {}});
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        QSignalSpy saved(&window.files(), &FileController::saved);
        window.files().save(m_files.path("first.simul"), FileFormat::Session);
        window.files().save(m_files.path("second.json"), FileFormat::ChromeTrace);
        window.files().save(m_files.path("first.simul"), FileFormat::MetricsCsv); // thought better of it
        QVERIFY(window.files().progressText().contains("first.simul, second.json"));
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 3, 60'000);
        QVERIFY(!window.files().isBusy());
        QVERIFY(m_files.read("first.simul").startsWith("run,task")); // the later wins
        QVERIFY(bool(simul::openFile(m_files.path("second.json"))));
        QCOMPARE(QDir(m_files.folder()).entryList({"first*", "second*"}, QDir::Files), QStringList({"first.simul", "second.json"}));
    }

    void whatFailsToBeSavedDoesNotEndWhatIsSavedNext() {
        MainWindow window({scenarioNamed("race"), {}});
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        QSignalSpy saved(&window.files(), &FileController::saved);
        window.files().save(m_files.path("nowhere/a.simul"), FileFormat::Session);
        window.files().save(m_files.path("there.simul"), FileFormat::Session);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
        QVERIFY(messageOf(window).contains("nowhere"));
        QVERIFY(QFile::exists(m_files.path("there.simul")));
    }

    void closingWaitsForSaving() {
        MainWindow window({scenarioNamed("race"), {}});
        window.show();
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        window.files().save(m_files.path("last.simul"), FileFormat::Session);
        QVERIFY(!window.close());
        QVERIFY(!messageOf(window).isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), 60'000);
        QVERIFY(bool(simul::openFile(m_files.path("last.simul"))));
        // What cannot be saved keeps it open: there may be another place.
        window.show();
        window.files().save(m_files.path("nowhere/last.simul"), FileFormat::Session);
        QVERIFY(!window.close());
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(window).contains("nowhere"), 60'000);
        QTest::qWait(20);
        QVERIFY(window.isVisible());
        QVERIFY(window.close());
    }

    /// What was begun while a file was read is not thrown away: the file comes to it.
    void addingKeepsWhatWasBegunMeanwhile() {
        m_files.write("a.json", R"([{"ph":"X","name":"a","ts":1,"dur":2}])");
        m_files.write("b.json", R"([{"ph":"X","name":"b","ts":1,"dur":2}])");
        MainWindow window({scenarioNamed("race"), {Mode::Sync}});
        QVERIFY(waitForRuns(window, 1));
        window.files().add(m_files.path("a.json"));
        window.files().add(m_files.path("b.json")); // does not end adding the first
        window.setup().setScenario(*scenarioNamed("chess"));
        window.setup().setModes({Mode::Sync, Mode::Coroutines});
        window.setup().setParameter("opponents", "7");
        QVERIFY(waitForRuns(window, 4));
        const std::vector<ModeRun>& runs = window.controller().comparison()->runs;
        QCOMPARE(runs[1].trace->tasks().size(), std::size_t{7});
        QVERIFY(QString::fromStdString(runs[2].name).contains("a.json"));
        QVERIFY(QString::fromStdString(runs[3].name).contains("b.json"));
        QCOMPARE(window.windowTitle(), QString("a.json + b.json — Simul"));
        QVERIFY(!window.files().isBusy());
    }

    void addingWaitsForARealRun() {
        m_files.write("a.json", R"([{"ph":"X","name":"a","ts":1,"dur":2}])");
        MainWindow window({scenarioNamed("chess"), {Mode::Sync, Mode::Coroutines}});
        QVERIFY(waitForRuns(window, 2));
        window.files().add(m_files.path("a.json"));
        window.setup().setClock(ClockKind::Real);
        window.setup().setParameter("opponents", "1");
        window.setup().setScale(0.0005);
        window.controller().run();
        QTRY_VERIFY_WITH_TIMEOUT(window.files().progressText().contains("Waiting"), 60'000);
        QVERIFY(window.files().isBusy());
        QVERIFY(waitForRuns(window, 3));
        const std::vector<ModeRun>& runs = window.controller().comparison()->runs;
        QCOMPARE(runs[1].clock, ClockKind::Real);
        QCOMPARE(runs[1].trace->outcome(), Outcome::Completed); // nobody stopped it
        QVERIFY(!window.files().isBusy());
    }

    void whatCannotBeOpenedIsNotOffered() {
        MainWindow window({scenarioNamed("race"), {}});
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        QSignalSpy saved(&window.files(), &FileController::saved);
        window.files().save(m_files.path("race.csv"), FileFormat::MetricsCsv);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
        QVERIFY(recentFiles().isEmpty());
    }
};

QTEST_MAIN(SavingWindowTest)
#include "saving_window_test.moc"
