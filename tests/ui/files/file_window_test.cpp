#include "tests/support/window.h"
#include "ui/figures/export_dialog.h"
#include "ui/files/foreign_story.h"
#include "ui/panels/button.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/progress_bar.h"

#include <QDropEvent>
#include <QFile>
#include <QMenu>
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
    static void open(MainWindow& window, const QString& file) {
        QSignalSpy opened(&window.files(), &FileController::opened);
        window.openFile(file);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 60'000);
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

    void aBadFileChangesNothing() {
        write("bad.json", "[{\"ph\":\"X\",\"ts\":1},nonsense]");
        MainWindow window({scenarioNamed("race"), {}});
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        const Comparison* before = window.controller().comparison();
        window.openFile(path("bad.json"));
        QTRY_VERIFY_WITH_TIMEOUT(message(window).contains("byte 19"), 60'000);
        QCOMPARE(window.controller().comparison(), before);
        QVERIFY(FileController::recentFiles().isEmpty());
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

    void whatCannotBeOpenedIsNotOffered() {
        MainWindow window({scenarioNamed("race"), {}});
        QVERIFY(waitForRuns(window, window.setup().chosenModes().size()));
        QSignalSpy saved(&window.files(), &FileController::saved);
        window.files().save(path("race.csv"), FileFormat::MetricsCsv);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
        QVERIFY(FileController::recentFiles().isEmpty());
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
        QCOMPARE(FileController::recentFiles(), QStringList({path("b.json"), path("a.json")}));
        QFile::remove(path("b.json"));
        QCOMPARE(FileController::recentFiles(), QStringList(path("a.json")));
        window.openFileMenu({});
        auto* menu = window.findChild<QMenu*>("fileMenu");
        QVERIFY(menu != nullptr);
        QCOMPARE(menu->actions().back()->text(), QString("a.json"));
    }
};

QTEST_MAIN(FileWindowTest)
#include "file_window_test.moc"
