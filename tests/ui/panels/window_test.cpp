#include "tests/support/window.h"

#include "ui/figures/export_dialog.h"
#include "ui/panels/clock_text.h"
#include "ui/panels/code_view.h"
#include "ui/panels/inspector.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/parameter_form.h"
#include "ui/panels/side_panel.h"
#include "ui/timeline/timeline_view.h"

#include <QAccessible>
#include <QPointer>
#include <QSlider>
#include <QTabBar>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

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

QString text(MainWindow& window, const char* clock) {
    return window.findChild<ClockText*>(QString::fromLatin1(clock))->text();
}

} // namespace

class WindowTest : public QObject {
    Q_OBJECT

    OwnSettings m_settings;

private slots:
    void init() { m_settings.clear(); }

    void runPaintsWhatRan() {
        MainWindow window(threeOfChess());
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

    void aMessageChangesNoDensity() {
        MainWindow window(threeOfChess());
        window.resize(1600, 1000);
        showWithRuns(window, 3);
        window.resize(1600, 981); // by the title of the window
        QTRY_COMPARE(window.height(), 981);
        TimelineView& timeline = *timelineOf(window);
        const auto lastLane = [&timeline] { return timeline.laneRect(timeline.laneCount() - 1).height(); };
        QTRY_COMPARE(lastLane(), 10);
        const int before = timeline.height();
        window.findChild<MessageBar*>()->mention(QStringLiteral("Saved chess.pdf"));
        QTRY_COMPARE(timeline.height(), before - 36);
        QCOMPARE(lastLane(), 10);
    }

    void parameterChangesTheTable() {
        MainWindow window(threeOfChess());
        window.show();
        QVERIFY(waitForRuns(window, 3));
        window.view().setRange({TraceTime(60s), TraceTime(120s)});
        const TimeRange range = window.view().target();
        window.setup().setParameter("opponents", "12");
        QTRY_COMPARE(makespanOf(window, 2), QStringLiteral("0:30:55"));
        QCOMPARE(window.view().target(), range); // what one looks at stays
    }

    void modesAreShownAndHidden() {
        MainWindow window(threeOfChess());
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
        MainWindow window(threeOfChess());
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
        MainWindow window(threeOfChess());
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
        MainWindow window(threeOfChess());
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
        MainWindow window(threeOfChess());
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

    /// Whether the keyboard is still at a parameter or not.
    void undoIsOfWhatWasDoneLast() {
        MainWindow window(threeOfChess());
        window.show();
        QVERIFY(waitForRuns(window, 3));
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto* slider = window.findChild<ParameterForm*>()->findChild<QSlider*>();
        QVERIFY(slider != nullptr);
        slider->setFocus();
        const int before = slider->value();
        QTest::keyClick(slider, Qt::Key_Right);
        const int changed = slider->value();
        QVERIFY(changed != before);
        QTest::keyClick(slider, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(slider->value(), before);
        QTest::keyClick(slider, Qt::Key_Right);
        QVERIFY(waitForRuns(window, 3));
        const TimeRange all = window.view().target();
        QTest::keyClick(slider, Qt::Key_W);
        QTRY_VERIFY(window.view().target() != all);
        QTest::keyClick(slider, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(window.view().target(), all);
        QCOMPARE(slider->value(), changed);
    }

    void everythingWithAFaceHasAName() {
        MainWindow window(threeOfChess());
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
        MainWindow window(threeOfChess());
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
        MainWindow window(threeOfChess());
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
        MainWindow window(threeOfChess());
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
        MainWindow window(threeOfChess());
        window.show();
        window.setup().setClock(ClockKind::Real);
        click(window, "export");
        QVERIFY(window.findChild<MessageBar*>()->text().contains(QStringLiteral("run the scenario first")));
    }
};

QTEST_MAIN(WindowTest)
#include "window_test.moc"
