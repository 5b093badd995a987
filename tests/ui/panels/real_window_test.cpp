#include "tests/support/window.h"
#include "ui/panels/message_bar.h"

#include <QElapsedTimer>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// The window while runs on the real clock go on.
class RealWindowTest : public QObject {
    Q_OBJECT

    OwnSettings m_settings;

private slots:
    void init() { m_settings.clear(); }

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
        QElapsedTimer elapsed;
        elapsed.start();
        click(window, "stop");
        QTRY_VERIFY(!window.controller().isRunning());
        QVERIFY2(elapsed.elapsed() < 500, qPrintable(QString::number(elapsed.elapsed()))); // 100 ms on a quiet machine
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

    void mayBeClosedAtAnyTime() {
        auto window = std::make_unique<MainWindow>(threeOfChess());
        window->show();
        window->setup().setClock(ClockKind::Real);
        window->setup().setScale(1);
        click(*window, "run");
        QTRY_VERIFY(window->controller().isLive());
        QElapsedTimer elapsed;
        elapsed.start();
        window->close();
        window.reset();
        QVERIFY2(elapsed.elapsed() < 500, qPrintable(QString::number(elapsed.elapsed())));
    }
};

QTEST_MAIN(RealWindowTest)
#include "real_window_test.moc"
