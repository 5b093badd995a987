#include "tests/support/window.h"

#include "ui/figures/export_dialog.h"
#include "ui/panels/button.h"
#include "ui/panels/clock_text.h"
#include "ui/panels/code_view.h"
#include "ui/panels/event_model.h"
#include "ui/panels/event_text.h"
#include "ui/panels/inspector.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/metrics_model.h"
#include "ui/panels/report_widgets.h"
#include "ui/panels/side_panel.h"
#include "ui/timeline/timeline_view.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

/// How many pixels of a widget are of a colour; a few neighbours in colour count too.
int pixelsLike(QWidget& widget, const QColor& colour) {
    const QImage image = widget.grab().toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += std::abs(pixel.red() - colour.red()) + std::abs(pixel.green() - colour.green()) +
                                 std::abs(pixel.blue() - colour.blue()) <
                             12
                         ? 1
                         : 0;
        }
    }
    return count;
}

/// What the keyboard reaches and a screen reader could not name.
QStringList namelessIn(const QAccessibleInterface& face) {
    QStringList nameless;
    const QAccessible::State state = face.state();
    const bool isPartOfTable = face.role() == QAccessible::Cell || face.role() == QAccessible::ColumnHeader; // may be empty
    if (state.invisible || isPartOfTable)
        return nameless;
    const auto* widget = qobject_cast<const QWidget*>(face.object()); // else a part of one
    const bool isReached = state.focusable && (widget == nullptr || (widget->focusPolicy() & Qt::TabFocus) != 0);
    if (isReached && face.text(QAccessible::Name).isEmpty())
        nameless << (face.object() == nullptr ? QString::number(face.role())
                                              : QLatin1String(face.object()->metaObject()->className()) + u' ' +
                                                    face.object()->objectName());
    for (int child = 0; child < std::min(face.childCount(), 100); ++child)
        nameless << namelessIn(*face.child(child));
    return nameless;
}

QString makespanOf(MainWindow& window, int row) {
    return window.findChild<QAbstractItemView*>(QStringLiteral("metrics"))
        ->model()
        ->index(row, MetricsModel::Makespan)
        .data()
        .toString();
}

void click(MainWindow& window, const char* name) {
    QTest::mouseClick(window.findChild<Button*>(QString::fromLatin1(name)), Qt::LeftButton);
}

QString text(MainWindow& window, const char* clock) {
    return window.findChild<ClockText*>(QString::fromLatin1(clock))->text();
}

} // namespace

class WindowTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    WindowOptions chess() { return {scenarioNamed("chess"), {Mode::Sync, Mode::Threads, Mode::Coroutines}}; }
    void selectTable7(MainWindow& window) {
        window.view().setPlayhead(TraceTime(132s));
        window.view().select(Selection{2, TaskId(6U), TraceTime(132s)});
    }

private slots:
    void init() {
        QVERIFY(m_folder.isValid());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Simul"), QStringLiteral("simul")).clear();
    }

    void runPaintsWhatRan() {
        MainWindow window(chess());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        click(window, "run");
        QVERIFY(waitForRuns(window, 3));
        window.appearance().setTheme(ThemeKind::Light);
        auto* timeline = window.findChild<TimelineView*>();
        QTRY_VERIFY(pixelsLike(*timeline, themeFor(ThemeKind::Light).look(State::Running).ink) > 1000);
        QCOMPARE(makespanOf(window, 0), QStringLiteral("12:00:00"));
        QCOMPARE(makespanOf(window, 2), QStringLiteral("1:00:55"));
    }

    void parameterChangesTheTable() {
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 3));
        window.view().setRange({TraceTime(60s), TraceTime(120s)});
        const TimeRange range = window.view().target();
        window.setup().setParameter("opponents", "12");
        QTRY_COMPARE(makespanOf(window, 2), QStringLiteral("0:30:55"));
        QCOMPARE(window.view().target(), range); // what one looks at stays
    }

    void modesAreShownAndHidden() {
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 3));
        selectTable7(window);
        QTest::mouseClick(window.findChild<Button*>(QStringLiteral("mode:Sync")), Qt::LeftButton);
        QVERIFY(waitForRuns(window, 2));
        QCOMPARE(window.view().selection()->run, std::size_t(1)); // still the coroutines
        for (const char* mode : {"mode:Threads", "mode:Coroutines"})
            QTest::mouseClick(window.findChild<Button*>(QString::fromLatin1(mode)), Qt::LeftButton);
        QTRY_VERIFY(window.controller().comparison() == nullptr);
        QVERIFY(!window.findChild<Button*>(QStringLiteral("run"))->isEnabled());
    }

    void inspectorExplainsAndLightsTheCode() {
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 3));
        selectTable7(window);
        auto* inspector = window.findChild<Inspector*>();
        QTRY_VERIFY(inspector->explanation().contains(QStringLiteral("Table 7 waits for Judit")));
        const int lit = inspector->code()->litLine();
        QVERIFY(lit > 0);
        const Theme& theme = window.appearance().theme();
        QTRY_VERIFY(pixelsLike(*inspector->code(), theme.look(State::Ready).tint) > 500);
        QVERIFY(pixelsLike(*inspector->code(), theme.look(State::Ready).ink) > 20);
        window.view().clearSelection();
        QTRY_COMPARE(inspector->code()->litLine(), 0);
    }

    void transportSteps() {
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 3));
        QCOMPARE(text(window, "clock"), QStringLiteral("0:00:00"));
        click(window, "step-fwd");
        QCOMPARE(text(window, "clock"), QStringLiteral("0:00:05"));
        QTest::keyClick(window.findChild<TimelineView*>(), Qt::Key_Right);
        QCOMPARE(text(window, "clock"), QStringLiteral("0:00:10"));
        click(window, "step-back");
        QCOMPARE(text(window, "clock"), QStringLiteral("0:00:05"));
        click(window, "to-end");
        QCOMPARE(text(window, "clock"), QStringLiteral("12:00:00"));
        QTest::keyClick(window.findChild<TimelineView*>(), Qt::Key_Home);
        QCOMPARE(text(window, "clock"), QStringLiteral("0:00:00"));
    }

    void playMovesThePlayhead() {
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 3));
        click(window, "play");
        QVERIFY(window.view().dimsAfterPlayhead());
        QTRY_VERIFY(window.view().playhead() > TraceTime(100s)); // 2 000 times as fast as life
        click(window, "play");
        QVERIFY(!window.view().dimsAfterPlayhead());
        const TraceTime paused = window.view().playhead();
        QCoreApplication::processEvents();
        QCOMPARE(window.view().playhead(), paused);
    }

    void undoAfterPlayingGoesToWhereOneHadDragged() {
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 3));
        const TimeRange dragged{TraceTime(60s), TraceTime(90s)};
        window.view().dragTo(dragged);
        click(window, "play");
        QTRY_VERIFY(window.view().target().begin > TraceTime(120s)); // it has turned pages
        click(window, "play");
        window.view().undo();
        QCOMPARE(window.view().target(), dragged);
    }

    void keysStayWithTextFields() {
        MainWindow window(chess());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(waitForRuns(window, 3));
        const TimeRange range = window.view().target();
        QTest::keyClick(window.findChild<TimelineView*>(), Qt::Key_Slash);
        auto* find = window.findChild<QLineEdit*>(QStringLiteral("find"));
        QTRY_VERIFY(find->hasFocus());
        QTest::keyClicks(find, QStringLiteral("was d"));
        QCOMPARE(find->text(), QStringLiteral("was d"));
        QCOMPARE(window.view().target(), range);
        find->clear();
        QTest::keyClicks(find, QStringLiteral("le 7"));
        QTRY_VERIFY(window.view().selection() && window.view().selection()->lane == LaneId(TaskId(6U)));
        QTest::keyClick(find, Qt::Key_Escape);
        QVERIFY(!find->isVisible());
    }

    void findGoesForthAndBack() {
        MainWindow window(chess());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(waitForRuns(window, 3));
        auto* timeline = window.findChild<TimelineView*>();
        QTest::keyClick(timeline, Qt::Key_Slash);
        auto* find = window.findChild<QLineEdit*>(QStringLiteral("find"));
        auto* found = window.findChild<QLabel*>(QStringLiteral("found"));
        QTest::keyClicks(find, QStringLiteral("opponent 7 thinks"));
        QTRY_VERIFY(found->text().startsWith(QStringLiteral("1 of ")));
        QCOMPARE(window.view().selection()->run, std::size_t(2)); // where one looks
        const TraceTime first = window.view().selection()->time;
        QTest::keyClick(find, Qt::Key_Return);
        QVERIFY(found->text().startsWith(QStringLiteral("2 of ")));
        QVERIFY(window.view().selection()->time > first);
        QVERIFY(window.view().target().contains(window.view().selection()->time));
        timeline->setCollapsed(2, true);
        QTest::keyClick(find, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(window.view().selection()->time, first);
        QVERIFY(!timeline->isCollapsed(2)); // what is found is to be seen
        // Lit: in all panels, more of the accent than the selection's ring has.
        const QColor accent = window.appearance().theme().accent;
        const int lit = pixelsLike(*timeline, accent);
        QTest::keyClick(find, Qt::Key_Escape);
        QVERIFY2(lit > pixelsLike(*timeline, accent) + 200, qPrintable(QString::number(lit)));
        QTest::keyClick(timeline, Qt::Key_F3); // goes on where it was, and lights again
        QTRY_VERIFY(find->isVisible() && found->text().contains(QStringLiteral(" of ")));
        find->setText(QStringLiteral("nowhere at all"));
        QTRY_COMPARE(found->text(), QStringLiteral("not found"));
    }

    void rowsAndSlicesLeadToEachOther() {
        MainWindow window(chess());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(waitForRuns(window, 3));
        window.findChild<QTabBar*>(QStringLiteral("sideTabs"))->setCurrentIndex(1);
        auto* table = window.findChild<QTableView*>(QStringLiteral("events"));
        selectTable7(window);
        const auto textIn = [&](int column) { return table->currentIndex().siblingAtColumn(column).data().toString(); };
        QTRY_COMPARE(textIn(EventModel::Task), QStringLiteral("Table 7"));
        QCOMPARE(textIn(EventModel::Time), QStringLiteral("0:01:30")); // where the slice begins
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Down);
        QVERIFY(window.view().selection()->lane == LaneId(TaskId(7U)) || window.view().selection()->time >= TraceTime(90s));
        QCOMPARE(nameText(*window.controller().comparison()->runs[2].trace, window.view().selection()->lane),
                 textIn(EventModel::Task));
        QCOMPARE(window.view().playhead(), window.view().selection()->time);
        // A worker's slice is in the row of the task that it runs.
        window.view().select(Selection{2, WorkerId(0U), TraceTime(132s)});
        QTRY_COMPARE(textIn(EventModel::Task), QStringLiteral("Table 3"));
    }

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

    void mayBeClosedAtAnyTime() {
        auto window = std::make_unique<MainWindow>(chess());
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

    void themeRepaintsAndIsRemembered() {
        {
            MainWindow window(chess());
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

    void lanesAreRememberedByScenario() {
        const LaneKey table{LaneKey::Kind::Task, "Table 7"};
        {
            MainWindow window(chess());
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
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 3));
        QVERIFY(window.view().lanes().isPinned(table));
    }

    void everythingWithAFaceHasAName() {
        MainWindow window(chess());
        window.show();
        waitForRuns(window, 3);
        selectTable7(window);
        window.view().measure({TraceTime(60s), TraceTime(120s)});
        for (int tab = 0; tab < window.findChild<QTabBar*>(QStringLiteral("sideTabs"))->count(); ++tab) {
            window.findChild<SidePanel*>()->setCurrentTab(tab);
            const QStringList nameless = namelessIn(*QAccessible::queryAccessibleInterface(&window));
            QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u',')));
        }
    }

    void aSmallProjectorHasRoomForIt() {
        MainWindow window(chess());
        window.show();
        waitForRuns(window, 3);
        selectTable7(window);
        const QSize small(1024, 678);
        const auto fits = [&] {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            return window.minimumSizeHint().boundedTo(small) == window.minimumSizeHint();
        };
        window.resize(small);
        QTRY_VERIFY(fits());
        QTest::keyClick(window.findChild<TimelineView*>(), Qt::Key_V);
        QTRY_VERIFY(window.findChild<QWidget*>(QStringLiteral("differences"))->isVisible());
        QTRY_VERIFY(fits());
        QTRY_COMPARE(window.size(), small);
        const auto* tabs = window.findChild<QTabBar*>(QStringLiteral("sideTabs"));
        QVERIFY(tabs->rect().contains(tabs->tabRect(tabs->count() - 1)));
    }

    void presentingEndsWithTheFullScreen() {
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 3));
        for (int times = 0; times < 2; ++times) {
            window.setPresenting(true);
            QVERIFY(window.isFullScreen());
            window.appearance().setScale(1.5); // as on a screen that has room for it
            window.setWindowState(window.windowState() & ~Qt::WindowFullScreen); // as the window manager does
            QTRY_COMPARE(window.appearance().look().scale, 1.0);
        }
    }

    void exportOpensItsDialog() {
        MainWindow window(chess());
        window.show();
        QVERIFY(waitForRuns(window, 3));
        click(window, "export");
        QPointer<ExportDialog> dialog = window.findChild<ExportDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        window.setup().setParameter("opponents", "3"); // the window goes on beneath
        QTRY_COMPARE(window.controller().comparison()->runs[0].trace->tasks().size(), std::size_t(3));
        dialog->close();
        QTRY_VERIFY(dialog == nullptr);
    }

    void exportWithoutARunSaysWhatToDo() {
        MainWindow window(chess());
        window.show();
        window.setup().setClock(ClockKind::Real);
        click(window, "export");
        QVERIFY(window.findChild<MessageBar*>()->text().contains(QStringLiteral("run the scenario first")));
    }
};

QTEST_MAIN(WindowTest)
#include "window_test.moc"
