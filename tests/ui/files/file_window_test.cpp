#include "tests/support/window.h"
#include "ui/figures/export_dialog.h"
#include "ui/files/foreign_story.h"
#include "ui/files/open_file.h"
#include "ui/panels/button.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/progress_bar.h"
#include "ui/panels/scenario_list.h"
#include "ui/recent_files.h"

#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// Files in the window: what is saved comes back with its view, what is bad changes nothing, long ones can be cancelled.
class FileWindowTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    void write(const char* name, const QByteArray& content) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QByteArray read(const char* name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void open(MainWindow& window, const QString& file) {
        QSignalSpy opened(&window.files(), &FileController::opened);
        window.openFile(file);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 60'000);
    }
    static LaneKey table(int number) { return {LaneKey::Kind::Task, "Table " + std::to_string(number)}; }
    static void pin(MainWindow& window, int number) {
        LaneChoices lanes = window.view().lanes();
        lanes.pin(table(number), true);
        window.view().setLanes(lanes);
    }
    /// A session of somebody who likes other things than the user, whose settings are those that are remembered then.
    void makeFileAndSettings() const {
        {
            MainWindow window({scenarioNamed("chess"), {Mode::Pool}});
            window.setup().setParameter("opponents", "5");
            window.setup().setSeed(9);
            window.setup().setScale(1);
            QVERIFY(waitForRuns(window, 1));
            pin(window, 2);
            window.view().setShowsAllArrows(true);
            QSignalSpy saved(&window.files(), &FileController::saved);
            window.files().save(path("five.simul"), FileFormat::Session);
            QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
        }
        QFile::remove(m_folder.filePath("Simul/simul.ini"));
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
    static void save(MainWindow& window, const QString& file, FileFormat format) {
        QSignalSpy saved(&window.files(), &FileController::saved);
        window.files().save(file, format);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
    }
    static QString message(MainWindow& window) { return window.findChild<MessageBar*>()->text(); }

private slots:
    void init() {
        QVERIFY(m_folder.isValid());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        QFile::remove(m_folder.filePath("Simul/simul.ini"));
    }

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
            window.files().save(path("seven.simul"), FileFormat::Session);
            QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
        }
        QFile::remove(m_folder.filePath("Simul/simul.ini"));
        MainWindow window({scenarioNamed("race"), {}});
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        open(window, path("seven.simul"));
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
            open(window, path("five.simul"));
            QCOMPARE(window.setup().parameters().number("opponents"), std::int64_t{5});
            QCOMPARE(window.view().lanes().pinned, std::vector{table(2)});
            QCOMPARE(window.view().colourBy(), ColourBy::State);
            window.setup().setParameter("moves", "2"); // runs from there
            QVERIFY(waitForRuns(window, 1));
            open(window, path("five.simul")); // a second time: what it brought the first time is not the user's either
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

    void whatTheUserChangesInAFileIsRemembered() {
        makeFileAndSettings();
        {
            MainWindow window;
            open(window, path("five.simul"));
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

    void aRealRunIsNotEndedUnasked() {
        write("short.json", R"([{"ph":"X","name":"a","ts":1,"dur":2}])");
        write("bad.json", "nonsense");
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        window.setup().setClock(ClockKind::Real);
        window.setup().setScale(1); // an hour
        window.controller().run();
        QTRY_VERIFY(window.controller().isLive());
        const Comparison* run = window.controller().comparison();
        QSignalSpy opened(&window.files(), &FileController::opened);
        const auto question = [&window] { return window.findChild<QMessageBox*>("endRun"); };
        const auto answer = [&question](QMessageBox::ButtonRole role) {
            for (QAbstractButton* button : question()->buttons()) {
                if (question()->buttonRole(button) == role)
                    return button->click();
            }
            QFAIL("there is no such answer");
        };
        window.openFile(path("bad.json"));
        QTRY_VERIFY_WITH_TIMEOUT(message(window).contains("byte 0"), 60'000);
        QVERIFY(question() == nullptr);

        window.openFile(path("short.json"));
        QTRY_VERIFY_WITH_TIMEOUT(question() != nullptr, 60'000);
        QVERIFY(window.controller().isLive());
        answer(QMessageBox::RejectRole);
        QTRY_VERIFY(question() == nullptr);
        QVERIFY(window.controller().isLive());
        QCOMPARE(window.controller().comparison(), run);
        QCOMPARE(opened.count(), 0);

        window.openFile(path("short.json"));
        QTRY_VERIFY_WITH_TIMEOUT(question() != nullptr, 60'000);
        answer(QMessageBox::AcceptRole);
        QCOMPARE(opened.count(), 1);
        QVERIFY(window.windowTitle().contains("short.json"));
        QVERIFY(!window.controller().isLive());
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
        save(window, path("three.simul"), FileFormat::Session);
        open(window, path("three.simul"));
        changeSetup();
        saysWhatMadeThem(window);
    }

    void aSimulatedSessionLeavesTheScaleOfTheRealClock() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        QVERIFY(waitForRuns(window, 1));
        save(window, path("simulated.simul"), FileFormat::Session);
        window.setup().setScale(0.25);
        open(window, path("simulated.simul"));
        QCOMPARE(window.setup().scale(), 0.25);
    }

    /// Traces have no parameters with them: those that happen to be set up did not make them.
    void nobodyKnowsWhatMadeATrace() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        QVERIFY(waitForRuns(window, 1));
        save(window, path("bare.json"), FileFormat::ChromeTrace);
        open(window, path("bare.json"));
        QCOMPARE(window.files().session().scenario, std::string("chess"));
        QVERIFY(window.files().session().parameters.empty());
    }

    void aForeignTraceIsShownInEveryPanel() {
        write("other.json", R"([{"ph":"X","name":"a","ts":1,"dur":2e6,"pid":3,"tid":1},{"ph":"X","name":"lock","ts":5,"dur":7,"pid":3,"tid":2},)"
            R"({"ph":"X","name":"Runnable","ts":1,"dur":2e6,"pid":4},{"ph":"C","name":"heap","ts":8,"pid":3,"args":{"used":3}}])");
        MainWindow window({scenarioNamed("race"), {}});
        window.resize(1600, 1000);
        window.show();
        open(window, path("other.json"));
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
        open(window, path("other.json")); // again: from the start
        QVERIFY(!window.view().selection());
    }

    /// No scenario is lit that is not shown, and what Run takes away can be had back.
    void aForeignTraceIsOfNoScenario() {
        write("other.json", R"([{"ph":"X","name":"a","ts":1,"dur":2,"pid":3}])");
        MainWindow window({scenarioNamed("chess"), {Mode::Sync}});
        QVERIFY(waitForRuns(window, 1));
        QListView* list = window.findChild<ScenarioList*>()->view();
        auto* run = window.findChild<Button*>("run");
        QVERIFY(list->selectionModel()->hasSelection());
        QCOMPARE(run->accessibleName(), QString("Run the scenario"));
        const QModelIndex chess = list->currentIndex();
        open(window, path("other.json"));
        QVERIFY(!list->selectionModel()->hasSelection());
        QVERIFY(run->accessibleName().contains("in place of"));
        QVERIFY(message(window).isEmpty());
        run->click();
        QTRY_COMPARE(window.controller().comparison()->scenario, scenarioNamed("chess"));
        QCOMPARE(list->currentIndex(), chess);
        QCOMPARE(run->accessibleName(), QString("Run the scenario"));
        QTRY_VERIFY(message(window).startsWith("other.json has made way"));
        QSignalSpy opened(&window.files(), &FileController::opened);
        window.findChild<Button*>("offer")->click();
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 60'000);
        QCOMPARE(window.controller().comparison()->scenario, &foreignStory());
        QVERIFY(message(window).isEmpty());
        // The one that was chosen before can be chosen, too.
        QVERIFY(!list->currentIndex().isValid());
        list->setCurrentIndex(chess);
        QTRY_VERIFY(window.controller().comparison() != nullptr &&
                    window.controller().comparison()->scenario == scenarioNamed("chess"));
    }

    void severalFilesComeBackTogether() {
        write("a.json", R"([{"ph":"X","name":"a","ts":1,"dur":2,"pid":3}])");
        write("b.json", R"([{"ph":"X","name":"b","ts":1,"dur":2,"pid":3}])");
        MainWindow window({scenarioNamed("race"), {Mode::Sync}});
        QVERIFY(waitForRuns(window, 1));
        for (const bool isBelowRuns : {true, false}) {
            if (!isBelowRuns)
                open(window, path("a.json"));
            else
                window.files().add(path("a.json"));
            window.files().add(path("b.json"));
            QTRY_COMPARE(window.controller().comparison()->runs.size(), std::size_t(isBelowRuns ? 3 : 2));
            window.controller().run();
            QTRY_COMPARE(window.controller().comparison()->runs.size(), std::size_t{1});
            window.findChild<Button*>("offer")->click();
            QTRY_COMPARE(window.controller().comparison()->runs.size(), std::size_t(isBelowRuns ? 3 : 2));
        }
    }

    void whatRunsAgainByItselfIsNotMournedFor() {
        MainWindow window({scenarioNamed("race"), {Mode::Sync}});
        QVERIFY(waitForRuns(window, 1));
        QSignalSpy saved(&window.files(), &FileController::saved);
        window.files().save(path("race.simul"), FileFormat::Session);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
        open(window, path("race.simul"));
        QVERIFY(window.findChild<ScenarioList*>()->view()->selectionModel()->hasSelection());
        window.controller().run();
        QTRY_VERIFY(window.controller().comparison()->file.empty());
        QVERIFY(message(window).isEmpty());
    }

    void aBadFileChangesNothing() {
        write("bad.json", "[{\"ph\":\"X\",\"ts\":1},nonsense]");
        MainWindow window({scenarioNamed("race"), {}});
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        const Comparison* before = window.controller().comparison();
        window.openFile(path("bad.json"));
        QTRY_VERIFY_WITH_TIMEOUT(message(window).contains("byte 19"), 60'000);
        QCOMPARE(window.controller().comparison(), before);
        QVERIFY(recentFiles().isEmpty());
    }

    void openingCanBeCancelled() {
        QByteArray events = "[";
        for (int number = 0; number < 200'000; ++number)
            events += R"({"ph":"X","name":"a","ts":1,"dur":2},)";
        write("long.json", events);
        MainWindow window({scenarioNamed("race"), {}});
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        const Comparison* before = window.controller().comparison();
        QSignalSpy opened(&window.files(), &FileController::opened);
        window.openFile(path("long.json"));
        QVERIFY(window.files().isBusy());
        QVERIFY(!window.findChild<ProgressBar*>()->isHidden());
        window.findChild<Button*>("cancelFile")->click();
        QVERIFY(!window.files().isBusy());
        QVERIFY(window.findChild<ProgressBar*>()->isHidden());
        // What was cancelled would be delivered before what comes after it.
        write("short.json", R"([{"ph":"X","name":"a","ts":1,"dur":2}])");
        QCOMPARE(window.controller().comparison(), before);
        open(window, path("short.json"));
        QCOMPARE(opened.count(), 1);
        QVERIFY(window.windowTitle().contains("short.json"));
    }

    /// What somebody wanted to keep is kept, whatever comes next.
    void openingDoesNotEndSaving() {
        write("a.json", R"([{"ph":"X","name":"a","ts":1,"dur":2}])");
        MainWindow window({scenarioNamed("race"), {}});
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        QSignalSpy saved(&window.files(), &FileController::saved);
        window.files().save(path("kept.simul"), FileFormat::Session);
        open(window, path("a.json"));
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
        QVERIFY(QFile::exists(path("kept.simul")));
        QVERIFY(!window.files().isBusy());
    }

    void savingDoesNotEndSaving() {
        MainWindow window({scenarioNamed("race"), {}});
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        QSignalSpy saved(&window.files(), &FileController::saved);
        window.files().save(path("first.simul"), FileFormat::Session);
        window.files().save(path("second.json"), FileFormat::ChromeTrace);
        window.files().save(path("first.simul"), FileFormat::MetricsCsv); // thought better of it
        QVERIFY(window.files().progressText().contains("first.simul, second.json"));
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 3, 60'000);
        QVERIFY(!window.files().isBusy());
        QVERIFY(read("first.simul").startsWith("run,task")); // the later wins
        QVERIFY(bool(simul::openFile(path("second.json"))));
        QCOMPARE(QDir(m_folder.path()).entryList({"first*", "second*"}, QDir::Files), QStringList({"first.simul", "second.json"}));
    }

    void whatFailsToBeSavedDoesNotEndWhatIsSavedNext() {
        MainWindow window({scenarioNamed("race"), {}});
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        QSignalSpy saved(&window.files(), &FileController::saved);
        window.files().save(path("nowhere/a.simul"), FileFormat::Session);
        window.files().save(path("there.simul"), FileFormat::Session);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
        QVERIFY(message(window).contains("nowhere"));
        QVERIFY(QFile::exists(path("there.simul")));
    }

    void closingWaitsForSaving() {
        MainWindow window({scenarioNamed("race"), {}});
        window.show();
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        window.files().save(path("last.simul"), FileFormat::Session);
        QVERIFY(!window.close());
        QVERIFY(!message(window).isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), 60'000);
        QVERIFY(bool(simul::openFile(path("last.simul"))));
        // What cannot be saved keeps it open: there may be another place.
        window.show();
        window.files().save(path("nowhere/last.simul"), FileFormat::Session);
        QVERIFY(!window.close());
        QTRY_VERIFY_WITH_TIMEOUT(message(window).contains("nowhere"), 60'000);
        QTest::qWait(20);
        QVERIFY(window.isVisible());
        QVERIFY(window.close());
    }

    /// What was begun while a file was read is not thrown away: the file comes to it.
    void addingKeepsWhatWasBegunMeanwhile() {
        write("a.json", R"([{"ph":"X","name":"a","ts":1,"dur":2}])");
        write("b.json", R"([{"ph":"X","name":"b","ts":1,"dur":2}])");
        MainWindow window({scenarioNamed("race"), {Mode::Sync}});
        QVERIFY(waitForRuns(window, 1));
        window.files().add(path("a.json"));
        window.files().add(path("b.json")); // does not end adding the first
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
        write("a.json", R"([{"ph":"X","name":"a","ts":1,"dur":2}])");
        MainWindow window({scenarioNamed("chess"), {Mode::Sync, Mode::Coroutines}});
        QVERIFY(waitForRuns(window, 2));
        window.files().add(path("a.json"));
        window.setup().setClock(ClockKind::Real);
        window.setup().setParameter("opponents", "1");
        window.setup().setScale(0.0001);
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
        window.files().save(path("race.csv"), FileFormat::MetricsCsv);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
        QVERIFY(recentFiles().isEmpty());
    }

    void filesAreDroppedAndRemembered() {
        write("a.json", R"([{"ph":"X","name":"a","ts":1,"dur":2}])");
        write("b.json", R"([{"ph":"X","name":"b","ts":1,"dur":2}])");
        MainWindow window({scenarioNamed("race"), {}});
        open(window, path("a.json"));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path("b.json"))});
        QSignalSpy opened(&window.files(), &FileController::opened);
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &enter); // a drop goes to where the drag is
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &drop);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 60'000);
        QCOMPARE(recentFiles(), QStringList({path("b.json"), path("a.json")}));
        QFile::remove(path("b.json"));
        QCOMPARE(recentFiles(), QStringList(path("a.json")));
        window.openFileMenu({});
        auto* menu = window.findChild<QMenu*>("fileMenu");
        QVERIFY(menu != nullptr);
        QCOMPARE(menu->actions().back()->text(), QString("a.json"));
    }
};

QTEST_MAIN(FileWindowTest)
#include "file_window_test.moc"
