#include "tests/support/fixtures.h"
#include "ui/timeline/legend.h"
#include "ui/timeline/task_colours.h"
#include "ui/timeline/timeline_view.h"

#include <QAccessible>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QVariantAnimation>
#include <QWheelEvent>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

constexpr int axisLeft = 116;
constexpr int bodyTop = 34 + 62 + 26;
constexpr QSize viewSize(1000, 600);

} // namespace

class TimelineViewTest : public QObject {
    Q_OBJECT

    Comparison m_comparison;
    ViewState m_state;
    TimelineView* m_view = nullptr;

    /// The middle of a moment in the first task's lane: below the header and the worker.
    QPoint inFirstTask(Duration time) const {
        const double perSecond = (viewSize.width() - axisLeft - 4) / toSeconds(m_state.range().span());
        return {axisLeft + static_cast<int>(toSeconds(TraceTime(time) - m_state.range().begin) * perSecond),
                bodyTop + 34 + 42 + 4 + 6 + 13};
    }
    void wheel(QPoint where, int delta, Qt::KeyboardModifiers modifiers) {
        QWheelEvent event(where, m_view->mapToGlobal(where), {}, {0, delta}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(m_view, &event);
    }

    static void trigger(QMenu& menu, const QString& text) {
        for (QAction* action : menu.actions()) {
            if (action->text().section(u'\t', 0, 0) == text)
                return action->trigger();
        }
        QFAIL(qPrintable(text));
    }

private slots:
    void init() {
        m_comparison = {};
        m_comparison.runs = {runFromText(Mode::Coroutines, "A | running 0s-40s, waiting 40s-80s\n"
                                                           "B | ready 0s-40s, running 40s-80s\n"
                                                           "worker W | running 0s-40s A, running 40s-80s B")};
        m_state.restoreLanes({});
        m_state.reset(at(80s), {at(0s), at(80s)});
        m_state.setPlayhead({});
        m_view = new TimelineView(m_state);
        m_view->resize(viewSize);
        m_view->setComparison(&m_comparison);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view));
    }
    void cleanup() { delete m_view; }

    void clickSelectsTheSlice() {
        QTest::mouseClick(m_view, Qt::LeftButton, {}, inFirstTask(60s));
        QVERIFY(m_state.selection().has_value());
        QCOMPARE(m_state.selection()->lane, LaneId(TaskId(0U)));
        const Lane& lane = m_comparison.runs[0].trace->lane(TaskId(0U));
        QCOMPARE(lane[*lane.find(m_state.selection()->time)].state(), State::Waiting);
        QVERIFY(m_view->accessibleDescription().contains(QStringLiteral("A")));
        QTest::keyClick(m_view, Qt::Key_Escape);
        QVERIFY(!m_state.selection());
    }
    void keysWalkAlongAndAcrossLanes() {
        QTest::mouseClick(m_view, Qt::LeftButton, {}, inFirstTask(10s));
        QTest::keyClick(m_view, Qt::Key_Period);
        QCOMPARE(m_state.selection()->time, at(40s));
        QTest::keyClick(m_view, Qt::Key_Comma);
        QCOMPARE(m_state.selection()->time, at(0s));
        QTest::keyClick(m_view, Qt::Key_Comma); // what lasts no time is no place to be
        QCOMPARE(m_state.selection()->time, at(0s));
        QTest::keyClick(m_view, Qt::Key_Down);
        QCOMPARE(m_state.selection()->lane, LaneId(TaskId(1U)));
        QTest::keyClick(m_view, Qt::Key_Up);
        QTest::keyClick(m_view, Qt::Key_Up);
        QVERIFY(m_state.selection()->lane.isWorker());
    }
    void pagesScrollTheLanes() {
        m_view->resize(viewSize.width(), 200);
        auto* bar = m_view->findChild<QScrollBar*>();
        QTRY_VERIFY(bar->maximum() > 0);
        QTest::keyClick(m_view, Qt::Key_PageDown);
        QVERIFY(bar->value() > 0);
        QTest::keyClick(m_view, Qt::Key_PageUp);
        QCOMPARE(bar->value(), 0);
    }
    void doubleClickZoomsToTheSlice() {
        QSignalSpy activated(m_view, &TimelineView::sliceActivated);
        QTest::mouseDClick(m_view, Qt::LeftButton, {}, inFirstTask(60s));
        QCOMPARE(activated.count(), 1);
        QCOMPARE(m_state.range().span(), Duration(48s)); // a tenth around it on both sides
        QVERIFY(m_state.range().begin <= at(40s) && m_state.range().end >= at(80s));
        QTest::keyClick(m_view, Qt::Key_F); // that is the selection already: everything
        QCOMPARE(m_state.range(), m_state.whole());
    }
    void theRulerScrubs() {
        const QPoint middle(axisLeft + (viewSize.width() - axisLeft - 4) / 2, bodyTop - 10);
        QTest::mouseClick(m_view, Qt::LeftButton, {}, middle);
        QVERIFY(std::abs(toSeconds(m_state.playhead()) - 40) < 0.2);
    }
    void ctrlWheelZoomsAtThePointer() {
        const TraceTime under = at(20s);
        const QPoint where = inFirstTask(20s);
        wheel(where, 120, Qt::ControlModifier);
        QVERIFY(m_state.range().span() < Duration(80s));
        QVERIFY(m_state.range().contains(under));
    }
    void shiftWheelPans() {
        m_state.setRange({at(0s), at(20s)});
        wheel(inFirstTask(10s), -120, Qt::ShiftModifier);
        QCOMPARE(m_state.range().begin, at(2s));
    }
    void theMinimapMovesTheView() {
        m_state.setRange({at(0s), at(10s)});
        const QPoint right(800, 34 + 20);
        QTest::mouseClick(m_view, Qt::LeftButton, {}, right);
        QVERIFY(m_state.range().begin > at(40s));
        QCOMPARE(m_state.range().span(), Duration(10s));
    }
    void draggingPans() {
        m_state.setRange({at(20s), at(40s)});
        const QPoint start = inFirstTask(30s);
        QTest::mousePress(m_view, Qt::LeftButton, {}, start);
        QTest::mouseMove(m_view, start + QPoint(220, 0));
        QTest::mouseRelease(m_view, Qt::LeftButton, {}, start + QPoint(220, 0));
        QVERIFY(std::abs(toSeconds(m_state.range().begin) - 15) < 0.1);
        QVERIFY(!m_state.selection()); // that was no click
    }
    void shiftDragMeasuresFromEdgeToEdge() {
        const QPoint start = inFirstTask(40s) + QPoint(4, 0); // a little beside where the slice begins
        QTest::mousePress(m_view, Qt::LeftButton, Qt::ShiftModifier, start);
        QTest::mouseMove(m_view, inFirstTask(60s));
        QVERIFY(m_state.measured() && m_state.measured()->begin == at(40s)); // it has snapped
        QVERIFY(std::abs(toSeconds(m_state.measured()->end) - 60) < 0.2);    // and not where nothing is near
        QTest::mouseMove(m_view, inFirstTask(80s) - QPoint(3, 0));
        QTest::mouseRelease(m_view, Qt::LeftButton, Qt::ShiftModifier, inFirstTask(80s) - QPoint(3, 0));
        QCOMPARE(m_state.measured(), std::optional(TimeRange{at(40s), at(80s)}));
        QCOMPARE(m_state.range(), (TimeRange{at(0s), at(80s)}));
        QVERIFY(!m_state.selection());
        QTest::mouseClick(m_view, Qt::LeftButton, Qt::ShiftModifier, inFirstTask(20s)); // no length: nothing
        QVERIFY(!m_state.measured());
    }
    void marksHaveABandOfTheirOwn() {
        QSignalSpy activated(m_view, &TimelineView::markActivated);
        QSignalSpy menus(m_view, &TimelineView::markMenuRequested);
        const int rulerBefore = m_view->placeOf(at(20s)).y();
        m_state.setMarks({{{at(20s), at(30s)}, QStringLiteral("note")}});
        QCOMPARE(m_view->placeOf(at(20s)).y(), rulerBefore + 22); // the lanes make room
        const QPoint flag = m_view->placeOf(at(20s)) + QPoint(5, -10);
        QTest::mouseClick(m_view, Qt::LeftButton, {}, flag);
        QCOMPARE(m_state.playhead(), at(20s));
        QCOMPARE(m_state.measured(), std::optional(TimeRange{at(20s), at(30s)}));
        QTest::mouseDClick(m_view, Qt::LeftButton, {}, flag);
        QTest::mouseRelease(m_view, Qt::LeftButton, {}, flag); // which a double click leaves to the test
        QContextMenuEvent event(QContextMenuEvent::Mouse, flag, m_view->mapToGlobal(flag));
        QCoreApplication::sendEvent(m_view, &event);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(menus.count(), 1);
        m_state.setMarks({});
        QCOMPARE(m_view->placeOf(at(20s)).y(), rulerBefore);
    }
    void marksAreDragged() {
        m_state.setMarks({{{at(20s), at(30s)}, QStringLiteral("range")}, {{at(40s), at(40s)}, {}}});
        const QPoint flag = m_view->placeOf(at(20s)) + QPoint(5, -10);
        const auto pixels = [&](Duration time) { return m_view->placeOf(TraceTime(time)).x() - m_view->placeOf(at(0s)).x(); };
        QTest::mouseMove(m_view, flag);
        QCOMPARE(m_view->cursor().shape(), Qt::SizeHorCursor);
        QTest::mousePress(m_view, Qt::LeftButton, {}, flag);
        QTest::mouseMove(m_view, flag + QPoint(pixels(10s), 30));
        QTest::mouseMove(m_view, flag + QPoint(pixels(30s), 0)); // over the other one
        QCOMPARE(m_state.marks()[1].note, QStringLiteral("range"));
        QVERIFY(std::abs(toSeconds(m_state.marks()[1].time.begin) - 50) < 0.2);
        QCOMPARE(m_state.marks()[1].time.span(), Duration(10s));
        QTest::mouseMove(m_view, flag + QPoint(pixels(58s), 0)); // not out of the run
        QTest::mouseRelease(m_view, Qt::LeftButton, {}, flag + QPoint(pixels(58s), 0));
        QCOMPARE(m_state.marks()[1].time, (TimeRange{at(70s), at(80s)}));
        QCOMPARE(m_state.playhead(), at(0s)); // that was no click
        QVERIFY(!m_state.measured());
        m_state.undo(); // one step
        QCOMPARE(m_state.marks()[0].time, (TimeRange{at(20s), at(30s)}));
        QTest::mousePress(m_view, Qt::LeftButton, {}, flag);
        QTest::mouseMove(m_view, flag + QPoint(pixels(10s), 0));
        QVERIFY(m_state.marks()[0].time.begin > at(29s));
        QTest::keyClick(m_view, Qt::Key_Escape);
        QCOMPARE(m_state.marks()[0].time, (TimeRange{at(20s), at(30s)}));
        QTest::mouseMove(m_view, flag + QPoint(pixels(20s), 0));
        QTest::mouseRelease(m_view, Qt::LeftButton, {}, flag + QPoint(pixels(20s), 0));
        QCOMPARE(m_state.marks()[0].time, (TimeRange{at(20s), at(30s)}));
        m_state.undo(); // what was there before the hand: no marks
        QVERIFY(m_state.marks().empty());
    }
    void aHeldFlagIsLetGoWhenItsMarkIsGone() {
        m_state.setMarks({{{at(20s), at(20s)}, {}}});
        const QPoint flag = m_view->placeOf(at(20s)) + QPoint(5, -10);
        QTest::mousePress(m_view, Qt::LeftButton, {}, flag);
        m_state.undo(); // Ctrl+Z
        QVERIFY(m_state.marks().empty());
        QTest::mouseRelease(m_view, Qt::LeftButton, {}, flag);
        QCOMPARE(m_state.playhead(), at(0s));
        m_state.redo();
        QTest::mousePress(m_view, Qt::LeftButton, {}, flag);
        QTest::mouseMove(m_view, flag + QPoint(100, 0));
        m_state.reset(at(80s), {at(0s), at(80s)}, {{{at(60s), at(60s)}, QStringLiteral("another's")}}); // a file was opened
        QTest::mouseMove(m_view, flag + QPoint(120, 0));
        QTest::mouseRelease(m_view, Qt::LeftButton, {}, flag + QPoint(120, 0));
        QCOMPARE(m_state.marks(), (Marks{{{at(60s), at(60s)}, QStringLiteral("another's")}}));
    }
    void whatIsHeldIsLetGoWithItsStory() {
        QTest::mousePress(m_view, Qt::LeftButton, {}, inFirstTask(20s));
        QTest::mouseMove(m_view, inFirstTask(30s));
        m_view->setComparison(nullptr);
        m_view->setComparison(&m_comparison);
        const TimeRange range = m_state.range();
        QTest::mouseMove(m_view, inFirstTask(60s));
        QTest::mouseRelease(m_view, Qt::LeftButton, {}, inFirstTask(60s));
        QCOMPARE(m_state.range(), range);
    }
    void marksMoveByKey() {
        m_state.setMarks({{{at(20s), at(20s)}, QStringLiteral("a")}});
        m_view->moveMarkRight(); // none is at the playhead
        QCOMPARE(m_state.marks()[0].time.begin, at(20s));
        m_state.setPlayhead(at(20s));
        const int x = m_view->placeOf(at(20s)).x();
        m_view->moveMarkRight();
        m_view->moveMarkRight();
        QCOMPARE(m_view->placeOf(m_state.marks()[0].time.begin).x(), x + 2);
        QCOMPARE(m_state.playhead(), m_state.marks()[0].time.begin);
        m_view->moveMarkLeft();
        QCOMPARE(m_view->placeOf(m_state.marks()[0].time.begin).x(), x + 1);
        m_state.undo(); // they followed quickly: one step
        QCOMPARE(m_state.marks()[0].time.begin, at(20s));
    }
    void aKeyThatIsHeldIsOneStepAlsoPastTheEdge() {
        m_state.setRange({at(10s), at(20s)});
        m_state.setMarks({{{at(19900ms), at(19900ms)}, {}}});
        m_state.setPlayhead(at(19900ms));
        for (int times = 0; times < 30; ++times)
            m_view->moveMarkRight();
        QVERIFY(m_state.marks()[0].time.begin > at(20s));
        QVERIFY(m_state.range().contains(m_state.marks()[0].time.begin));
        m_state.undo();
        QCOMPARE(m_state.marks()[0].time.begin, at(19900ms));
        QCOMPARE(m_state.range(), (TimeRange{at(10s), at(20s)}));
    }
    void escapePutsThePlayheadBack() {
        m_state.setPlayhead(at(10s));
        QTest::mousePress(m_view, Qt::LeftButton, {}, {axisLeft + 400, bodyTop - 10});
        QTest::mouseMove(m_view, {axisLeft + 500, bodyTop - 10});
        QVERIFY(m_state.playhead() > at(40s));
        QTest::keyClick(m_view, Qt::Key_Escape);
        QTest::mouseRelease(m_view, Qt::LeftButton, {}, {axisLeft + 500, bodyTop - 10});
        QCOMPARE(m_state.playhead(), at(10s));
    }
    void escapeEndsMeasuringToo() {
        m_state.measure({at(1s), at(2s)});
        QTest::mousePress(m_view, Qt::LeftButton, Qt::ShiftModifier, inFirstTask(20s));
        QTest::mouseMove(m_view, inFirstTask(60s));
        QVERIFY(m_state.measured()->end > at(50s));
        QTest::keyClick(m_view, Qt::Key_Escape);
        QTest::mouseRelease(m_view, Qt::LeftButton, Qt::ShiftModifier, inFirstTask(70s));
        QCOMPARE(m_state.measured(), std::optional(TimeRange{at(1s), at(2s)}));
    }
    void theChevronCollapses() {
        QTest::mouseClick(m_view, Qt::LeftButton, {}, QPoint(14, bodyTop + 17));
        QVERIFY(m_view->isCollapsed(0));
        const QImage folded = m_view->grab().toImage(); // its line is there, from end to end
        for (const int x : {20, axisLeft + 10, 500, 900})
            QCOMPARE(folded.pixelColor(x, bodyTop + 33), themeFor(ThemeKind::Light).line);
        QTest::mouseClick(m_view, Qt::LeftButton, {}, QPoint(14, bodyTop + 17));
        QVERIFY(!m_view->isCollapsed(0));
    }
    void foldingGlides() {
        m_comparison.runs.push_back(runFromText(Mode::Sync, "A | ready 0s-20s, running 20s-80s\nworker W | running 20s-80s A"));
        m_view->comparisonChanged();
        const QImage open = m_view->grab().toImage();
        const QPoint inLane = inFirstTask(10s) + QPoint(0, 8);
        const QColor running = themeFor(ThemeKind::Light).look(State::Running).ink;
        m_view->setCollapsed(0, true); // nothing is animated
        auto* gliding = m_view->findChild<QVariantAnimation*>(QStringLiteral("gliding"));
        QCOMPARE(gliding->state(), QAbstractAnimation::Stopped);
        const QImage folded = m_view->grab().toImage();
        m_view->setCollapsed(0, false);
        m_state.setAnimated(true);
        QCOMPARE(gliding->duration(), 150);
        for (const bool collapsed : {true, false}) {
            m_view->setCollapsed(0, collapsed);
            QCOMPARE(gliding->state(), QAbstractAnimation::Running);
            gliding->pause(); // the test is its clock
            gliding->setCurrentTime(0);
            QCOMPARE(m_view->grab().toImage().pixelColor(inLane) == running, collapsed);
            gliding->setCurrentTime(70);
            const QImage between = m_view->grab().toImage();
            QVERIFY(between != open && between != folded);
            QCOMPARE(between.copy(0, 0, viewSize.width(), bodyTop), open.copy(0, 0, viewSize.width(), bodyTop));
            gliding->setCurrentTime(149);
            QCOMPARE(m_view->grab().toImage().pixelColor(inLane) == running, !collapsed);
            gliding->resume();
            gliding->setCurrentTime(150);
            QCOMPARE(gliding->state(), QAbstractAnimation::Stopped);
            QCOMPARE(m_view->grab().toImage(), collapsed ? folded : open);
        }
        m_state.setAnimated(false);
    }
    void lanesMoveByKey() {
        QTest::mouseClick(m_view, Qt::LeftButton, {}, inFirstTask(10s));
        QTest::keyClick(m_view, Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_state.lanes().moves.size(), std::size_t{1});
        QTest::keyClick(m_view, Qt::Key_Up);
        QCOMPARE(m_state.selection()->lane, LaneId(TaskId(1U))); // B stands above now
        QTest::keyClick(m_view, Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier); // it is the first already
        QCOMPARE(m_state.lanes().moves.size(), std::size_t{1});
        m_state.undo();
        QVERIFY(m_state.lanes().moves.empty());
    }
    void lanesMoveByTheirNames() {
        const QPoint name(60, inFirstTask(0s).y());
        QTest::mousePress(m_view, Qt::LeftButton, {}, name);
        QTest::mouseMove(m_view, name + QPoint(0, 40));
        const QColor accent = themeFor(ThemeKind::Light).accent;
        QCOMPARE(m_view->grab().toImage().pixelColor(name + QPoint(0, 13 + 4 + 26)), accent); // where it would go
        QTest::mouseRelease(m_view, Qt::LeftButton, {}, name + QPoint(0, 40));
        QCOMPARE(m_state.lanes().moves.size(), std::size_t{1});
        QCOMPARE(m_state.lanes().moves[0].after, (LaneKey{LaneKey::Kind::Task, "B"}));
        QVERIFY(!m_state.selection());
        QTest::mouseClick(m_view, Qt::LeftButton, {}, name);
        QCOMPARE(m_state.selection()->lane, LaneId(TaskId(1U)));
    }
    void lanesGrowByTheirEdges() {
        const QPoint edge(60, inFirstTask(0s).y() + 12);
        QTest::mousePress(m_view, Qt::LeftButton, {}, edge);
        QTest::mouseMove(m_view, edge + QPoint(0, 10));
        QTest::mouseMove(m_view, edge + QPoint(0, 30));
        QTest::mouseRelease(m_view, Qt::LeftButton, {}, edge + QPoint(0, 30));
        QCOMPARE(m_state.lanes().heights.at({LaneKey::Kind::Task, "A"}), 56);
        m_state.undo();
        QVERIFY(m_state.lanes().heights.empty());
        QTest::mouseClick(m_view, Qt::LeftButton, {}, inFirstTask(10s));
        QTest::keyClick(m_view, Qt::Key_Plus, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_state.lanes().heights.at({LaneKey::Kind::Task, "A"}), 34);
    }
    void pinnedLanesGoToTheTopAndBack() {
        QTest::mouseClick(m_view, Qt::LeftButton, {}, inFirstTask(10s));
        QTest::keyClick(m_view, Qt::Key_P);
        QTest::keyClick(m_view, Qt::Key_Down);
        QVERIFY(m_state.selection()->lane.isWorker());
        QTest::keyClick(m_view, Qt::Key_Up);
        QTest::keyClick(m_view, Qt::Key_P);
        QVERIFY(m_state.lanes().pinned.empty());
    }
    void foldedLanesComeBackWithAClick() {
        QTest::mouseClick(m_view, Qt::LeftButton, {}, inFirstTask(10s));
        m_view->hideLane();
        QCOMPARE(m_state.lanes().hidden.size(), std::size_t{1});
        QTest::mouseClick(m_view, Qt::LeftButton, {}, inFirstTask(10s) + QPoint(0, 26));
        QVERIFY(m_state.lanes().hidden.empty());
    }
    void everySliceHasAMenu() {
        const QPoint at = inFirstTask(60s);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, m_view->mapToGlobal(at));
        QCoreApplication::sendEvent(m_view, &event);
        QCOMPARE(m_state.selection()->lane, LaneId(TaskId(0U)));
        auto* menu = m_view->findChild<QMenu*>(QStringLiteral("laneMenu"));
        QVERIFY(menu != nullptr && menu->isVisible());
        trigger(*menu, QStringLiteral("Zoom to it"));
        QCOMPARE(m_state.range().span(), Duration(48s));
        trigger(*menu, QStringLiteral("Pin to the top"));
        QVERIFY(m_state.lanes().isPinned({LaneKey::Kind::Task, "A"}));
        trigger(*menu, QStringLiteral("Copy its text"));
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("A: Waiting")));
        menu->close();
        m_view->setFocus();
        QTest::keyClick(m_view, Qt::Key_F10, Qt::ShiftModifier); // now there is something to take back
        trigger(*m_view->findChildren<QMenu*>(QStringLiteral("laneMenu")).back(), QStringLiteral("All lanes as they were"));
        QCOMPARE(m_state.lanes(), LaneChoices{});
    }
    void theMenuKeyOpensTheMenuOfTheSelection() {
        QTest::keyClick(m_view, Qt::Key_F10, Qt::ShiftModifier);
        QVERIFY(m_view->findChild<QMenu*>(QStringLiteral("viewMenu")) != nullptr);
        m_view->findChild<QMenu*>(QStringLiteral("viewMenu"))->close();
        QTest::keyClick(m_view, Qt::Key_Down);
        QTest::keyClick(m_view, Qt::Key_F10, Qt::ShiftModifier);
        auto* menu = m_view->findChild<QMenu*>(QStringLiteral("laneMenu"));
        QVERIFY(menu != nullptr);
        trigger(*menu, QStringLiteral("Fold all workers"));
        QVERIFY(m_state.lanes().panel(m_comparison.runs[0]).foldsWorkers);
        menu->close();
        const QPoint folded(60, bodyTop + 34 + 9);
        QContextMenuEvent event(QContextMenuEvent::Mouse, folded, m_view->mapToGlobal(folded));
        QCoreApplication::sendEvent(m_view, &event);
        menu = m_view->findChild<QMenu*>(QStringLiteral("foldedMenu"));
        QVERIFY(menu != nullptr);
        trigger(*menu, QStringLiteral("Show them all"));
        QVERIFY(!m_state.lanes().panel(m_comparison.runs[0]).foldsWorkers);
        menu->close();
    }
    void screenReadersSeeLanes() {
        QAccessibleInterface* all = QAccessible::queryAccessibleInterface(m_view);
        QVERIFY(all != nullptr);
        QCOMPARE(all->childCount(), 3);
        QAccessibleInterface* lane = all->child(1);
        QCOMPARE(lane->text(QAccessible::Name), QStringLiteral("A, Coroutines"));
        m_state.setPlayhead(at(60s));
        QVERIFY(lane->text(QAccessible::Description).startsWith(QStringLiteral("A: Waiting from ")));
        QVERIFY(!lane->state().selected);
        QCOMPARE(all->indexOfChild(lane), 1);
        QCOMPARE(all->childAt(lane->rect().center().x(), lane->rect().center().y()), lane);
        QTest::mouseClick(m_view, Qt::LeftButton, {}, inFirstTask(10s));
        QVERIFY(lane->state().selected);
        QVERIFY(lane->text(QAccessible::Description).startsWith(QStringLiteral("A: Running from ")));
        QCOMPARE(all->child(3), nullptr);
    }
    void coloursSayTheTaskIfTheyAreAsked() {
        const QPoint running = inFirstTask(10s) + QPoint(0, 8);
        const auto colourAt = [&](QPoint at) { return m_view->grab().toImage().pixelColor(at); };
        const QColor byState = themeFor(ThemeKind::Light).look(State::Running).ink;
        QCOMPARE(colourAt(running), byState);
        QTest::keyClick(m_view, Qt::Key_C);
        const auto ink = [](std::size_t task) {
            return themeFor(ThemeKind::Light, paletteOf({}, task)).look(State::Running).ink;
        };
        QCOMPARE(colourAt(running), ink(0));
        const int worker = bodyTop + 34 + 36;
        QCOMPARE(colourAt({inFirstTask(10s).x(), worker}), ink(0)); // whose it is at that time
        QCOMPARE(colourAt({inFirstTask(60s).x(), worker}), ink(1));
        QVERIFY(ink(0) != ink(1));
        Legend legend;
        legend.setGeometry(QRect(0, 0, viewSize.width(), 34), 1);
        QTest::mouseClick(m_view, Qt::LeftButton, {}, legend.buttonRect(Legend::Button::ByState).center());
        QCOMPARE(m_state.colourBy(), ColourBy::State);
        QCOMPARE(colourAt(running), byState);
    }
    void theColourSwitchIsThereAtEveryWidth() {
        for (const int width : {420, 700, 819, 820, 1600}) {
            m_view->resize(width, viewSize.height());
            Legend legend;
            legend.setGeometry(QRect(0, 0, width, 34), 1);
            const auto click = [&](Legend::Button segment) {
                const QRect rect = legend.buttonRect(width < 820 ? Legend::Button::Colours : segment);
                QVERIFY(rect.width() > 40 && rect.left() > 100 && rect.right() < legend.buttonRect(Legend::Button::Arrows).left());
                QTest::mouseClick(m_view, Qt::LeftButton, {}, rect.center());
            };
            click(Legend::Button::ByTask);
            QCOMPARE(m_state.colourBy(), ColourBy::Task);
            click(Legend::Button::ByState);
            QCOMPARE(m_state.colourBy(), ColourBy::State);
        }
    }
    void dimsWhatComesAfterThePlayhead() {
        m_state.setPlayhead(at(20s));
        const QPoint later = inFirstTask(30s) + QPoint(0, 8);
        const QColor before = m_view->grab().toImage().pixelColor(later);
        QCOMPARE(before, themeFor(ThemeKind::Light).look(State::Running).ink);
        m_state.setDimsAfterPlayhead(true);
        QVERIFY(m_view->grab().toImage().pixelColor(later).lightness() > before.lightness() + 40);
        QCOMPARE(m_view->grab().toImage().pixelColor(inFirstTask(10s) + QPoint(0, 8)), before);
        m_state.setDimsAfterPlayhead(false);
    }
    void nothingToShowAsksToRun() {
        m_view->setComparison(nullptr);
        QSignalSpy requested(m_view, &TimelineView::runRequested);
        QTest::mouseClick(m_view, Qt::LeftButton, {}, QPoint((axisLeft + 1000) / 2, 33 + (600 - 34) / 2));
        QCOMPARE(requested.count(), 1);
        QVERIFY(!m_view->grab().isNull());
    }
    void bearsEmptyAndTinyRuns() {
        Comparison odd;
        odd.runs = {runFromText(Mode::Sync, ""), runFromText(Mode::Threads, "A | ready 0s-0s")};
        m_state.reset(odd.end(), {});
        m_view->setComparison(&odd);
        for (const QSize size : {QSize(1, 1), QSize(120, 100), QSize(420, 260), QSize(3000, 200)}) {
            m_view->resize(size);
            QVERIFY(!m_view->grab().isNull());
        }
        m_view->setComparison(nullptr);
    }
    void aLiveRunMayGrowAtAnyTime() {
        QTest::mouseMove(m_view, inFirstTask(10s));
        m_comparison.runs.push_back(runFromText(Mode::Sync, "A | running 0s-100s", Outcome::Unfinished));
        m_view->comparisonChanged();
        m_state.setEnd(m_comparison.end());
        QVERIFY(!m_view->grab().isNull());
    }
};

QTEST_MAIN(TimelineViewTest)
#include "timeline_view_test.moc"
