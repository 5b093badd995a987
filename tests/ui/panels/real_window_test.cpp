#include "tests/support/window_files.h"
#include "ui/panels/code_view.h"
#include "ui/panels/end_run_question.h"

#include <QElapsedTimer>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// The window while runs on the real clock go on.
class RealWindowTest : public QObject {
    Q_OBJECT

    WindowFiles m_files;

    static void startAnHour(MainWindow& window) {
        window.setup().setClock(ClockKind::Real);
        window.setup().setScale(1);
        window.controller().run();
        QTRY_VERIFY(window.controller().isLive());
    }
    static EndRunQuestion* question(MainWindow& window) { return window.findChild<EndRunQuestion*>(); }
    static void answer(MainWindow& window, QMessageBox::ButtonRole role) {
        for (QAbstractButton* button : question(window)->buttons()) {
            if (question(window)->buttonRole(button) == role)
                return button->click();
        }
        QFAIL("there is no such answer");
    }

private slots:
    void init() { m_files.clear(); }

    void stopEndsARealRunSoon() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines, Mode::Sync}});
        window.show();
        window.setup().setClock(ClockKind::Real);
        window.setup().setScale(1); // an hour, if nobody stops it
        QVERIFY(window.controller().comparison() == nullptr);
        click(window, "run");
        QTRY_VERIFY(window.controller().isLive());
        QTRY_VERIFY(!window.controller().comparison()->runs.empty() &&
                    window.controller().comparison()->runs[0].trace->slicesStored() > 5);
        click(window, "stop");
        QTRY_VERIFY_WITH_TIMEOUT(!window.controller().isRunning(), 10'000); // 100 ms on a quiet machine
        QCOMPARE(window.controller().comparison()->runs.size(), std::size_t(1));
        QCOMPARE(window.controller().comparison()->runs[0].trace->outcome(), Outcome::Cancelled);
        QVERIFY(makespanOf(window, 0).startsWith(QStringLiteral("stopped at")));
    }

    void realRunsFollowEachOther() {
        MainWindow window({scenarioNamed("count"), {Mode::Sync, Mode::Coroutines}});
        window.show();
        window.setup().setClock(ClockKind::Real);
        window.setup().setScale(0.01);
        click(window, "run");
        QTRY_VERIFY(!window.controller().isRunning() && window.controller().comparison() != nullptr &&
                    window.controller().comparison()->runs.size() == 2);
        for (const ModeRun& run : window.controller().comparison()->runs) {
            QCOMPARE(run.trace->outcome(), Outcome::Completed);
            QVERIFY(run.metrics.makespan > Duration::zero());
        }
        QVERIFY(window.view().playhead() > TraceTime{});
    }

    void whyItCannotBeSavedIsSaidUntilItCan() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        window.show();
        window.setup().setClock(ClockKind::Real);
        window.setup().setScale(1);
        auto* message = window.findChild<MessageBar*>();
        for (const QString& other : {QString(), QStringLiteral("The disk is full.")}) {
            click(window, "run");
            QTRY_VERIFY(window.controller().isLive());
            window.openExport();
            QVERIFY(message->text().contains(QStringLiteral("cannot be saved")));
            if (!other.isEmpty())
                message->say(other);
            click(window, "stop");
            QTRY_VERIFY(!window.controller().isRunning());
            QCOMPARE(message->text(), other); // it says no more than was true
        }
    }

    void mayGoAtAnyTime() {
        auto window = std::make_unique<MainWindow>(threeOfChess());
        window->show();
        startAnHour(*window);
        QElapsedTimer elapsed;
        elapsed.start();
        window.reset();
        QVERIFY2(elapsed.elapsed() < 10'000, qPrintable(QString::number(elapsed.elapsed())));
    }

    void isNotClosedUnaskedWhileARunGoesOn() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        window.show();
        startAnHour(window);
        QVERIFY(!window.close());
        QVERIFY(question(window) != nullptr && question(window)->text().contains(QStringLiteral("goes on")));
        answer(window, QMessageBox::RejectRole);
        QTRY_VERIFY(question(window) == nullptr);
        QVERIFY(window.isVisible() && window.controller().isLive());

        QVERIFY(!window.close());
        window.controller().stop();
        QTRY_VERIFY(question(window)->text().contains(QStringLiteral("has ended")));
        answer(window, QMessageBox::RejectRole);
        QVERIFY(window.isVisible());

        window.controller().run();
        QTRY_VERIFY(window.controller().isLive());
        QVERIFY(!window.close());
        answer(window, QMessageBox::AcceptRole);
        QTRY_VERIFY(!window.isVisible());
    }

    void whatARunHadShownComesBack_data() {
        QTest::addColumn<bool>("hasEnded");
        QTest::newRow("while it ends") << false;
        QTest::newRow("when it has ended") << true;
    }
    void whatARunHadShownComesBack() {
        QFETCH(const bool, hasEnded);
        MainWindow window(twoOfChess());
        startAnHour(window);
        QTRY_VERIFY(window.controller().comparison()->runs.front().trace->slicesStored() > 5);
        const std::shared_ptr<const Trace> trace = window.controller().comparison()->runs.front().trace;
        window.view().setPlayhead(TraceTime{});
        window.setup().setScenario(*scenarioNamed("race"));
        QVERIFY(!window.controller().isLive());
        if (hasEnded)
            QTRY_VERIFY(messageOf(window).contains(QStringLiteral("made way")) && trace->outcome() == Outcome::Cancelled);
        window.files().bringBack();
        QTRY_VERIFY(!window.controller().isGrowing());
        QCOMPARE(window.view().playhead(), TraceTime{}); // as it was left
        const ModeRun& run = window.controller().comparison()->runs.front();
        QCOMPARE(run.trace, trace);
        QCOMPARE(run.trace->outcome(), Outcome::Cancelled);
        QCOMPARE(run.metrics.makespan, trace->end().time_since_epoch());
        QCOMPARE(window.setup().chosenModes().size(), std::size_t{2}); // also what had not had its turn
        saveFrom(window, m_files.path("left.simul"), FileFormat::Session);
    }

    void runningAgainLosesNoneThatGoesOn() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        startAnHour(window);
        QTRY_VERIFY(window.controller().comparison()->runs.front().trace->slicesStored() > 5);
        window.controller().run();
        QTRY_VERIFY(messageOf(window).contains(QStringLiteral("made way for another run")));
    }

    void theCodeIsThatOfTheStoryToCome() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        window.show();
        window.setup().setClock(ClockKind::Real);
        const auto* code = window.findChild<CodeView*>();
        QTRY_VERIFY(code->story().contains(QStringLiteral("Judit moves")));
        window.setup().setScenario(*scenarioNamed("race"));
        QTRY_VERIFY(!code->story().isEmpty() && !code->story().contains(QStringLiteral("Judit moves")));
    }

    void aRealRunIsNotEndedUnasked() {
        m_files.write("short.json", R"([{"ph":"X","name":"a","ts":1,"dur":2}])");
        m_files.write("bad.json", "nonsense");
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        startAnHour(window);
        const Comparison* run = window.controller().comparison();
        QSignalSpy opened(&window.files(), &FileController::opened);
        window.openFile(m_files.path("bad.json"));
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(window).contains("byte 0"), 60'000);
        QVERIFY(question(window) == nullptr);

        window.openFile(m_files.path("short.json"));
        QTRY_VERIFY_WITH_TIMEOUT(question(window) != nullptr, 60'000);
        QVERIFY(window.controller().isLive());
        QVERIFY(question(window)->text().contains("goes on"));
        answer(window, QMessageBox::RejectRole);
        QTRY_VERIFY(question(window) == nullptr);
        QVERIFY(window.controller().isLive());
        QCOMPARE(window.controller().comparison(), run);
        QCOMPARE(opened.count(), 0);

        window.openFile(m_files.path("short.json"));
        QTRY_VERIFY_WITH_TIMEOUT(question(window) != nullptr, 60'000);
        answer(window, QMessageBox::AcceptRole);
        QCOMPARE(opened.count(), 1);
        QVERIFY(window.windowTitle().contains("short.json"));
        QVERIFY(!window.controller().isLive());

        window.controller().run();
        QTRY_VERIFY(window.controller().isLive());
        window.openFile(m_files.path("short.json"));
        QTRY_VERIFY_WITH_TIMEOUT(question(window) != nullptr, 60'000);
        window.controller().stop();
        QTRY_VERIFY_WITH_TIMEOUT(question(window)->text().contains("has ended"), 60'000);
        answer(window, QMessageBox::RejectRole);
        QVERIFY(!window.windowTitle().contains("short.json"));
    }
};

QTEST_MAIN(RealWindowTest)
#include "real_window_test.moc"
