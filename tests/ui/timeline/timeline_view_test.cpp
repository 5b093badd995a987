#include "tests/ui/timeline/timeline_fixture.h"
#include "ui/timeline/legend.h"
#include "ui/timeline/task_colours.h"

#include <QAccessible>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolTip>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <functional>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

class TimelineViewTest : public QObject, TimelineFixture {
    Q_OBJECT

    void wheel(QPoint where, int delta, Qt::KeyboardModifiers modifiers) {
        QWheelEvent event(where, m_view->mapToGlobal(where), {}, {0, delta}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(m_view, &event);
    }

    QString tipAt(QPoint where) {
        QToolTip::hideText(); // of elsewhere
        (void)QTest::qWaitFor([] { return !QToolTip::isVisible(); });
        QTest::mouseMove(m_view, where + QPoint(1, 0));
        QTest::mouseMove(m_view, where);
        return QTest::qWaitFor([] { return QToolTip::isVisible(); }) ? QToolTip::text().replace(QChar(0xA0), u' ') : QString();
    }

private slots:
    void init() { open(); }
    void cleanup() { close(); }

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
    void onlyWhatStaysChangesTheDensity() {
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        auto* guest = new QWidget(&window);
        guest->setFixedHeight(36);
        guest->hide();
        auto* view = new TimelineView(m_state, &window);
        view->lendTo(*guest);
        view->setComparison(&m_comparison);
        column->addWidget(guest);
        column->addWidget(view, 1);
        window.resize(viewSize.width(), 310); // the lanes need 150
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QCOMPARE(view->laneRect(1).height(), 26);
        guest->show();
        QTRY_COMPARE(view->height(), 310 - 36);
        QCOMPARE(view->laneRect(1).height(), 26);
        guest->hide();
        QTRY_COMPARE(view->height(), 310);
        QCOMPARE(view->laneRect(1).height(), 26);
        window.resize(viewSize.width(), 290);
        QTRY_COMPARE(view->height(), 290);
        QCOMPARE(view->laneRect(1).height(), 18);
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
    void escapePutsThePlayheadBack() {
        m_state.setPlayhead(at(10s));
        QTest::mousePress(m_view, Qt::LeftButton, {}, {axisLeft + 400, bodyTop - 10});
        QTest::mouseMove(m_view, {axisLeft + 500, bodyTop - 10});
        QVERIFY(m_state.playhead() > at(40s));
        QTest::keyClick(m_view, Qt::Key_Escape);
        QTest::mouseRelease(m_view, Qt::LeftButton, {}, {axisLeft + 500, bodyTop - 10});
        QCOMPARE(m_state.playhead(), at(10s));
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
    void tipsGoWithWhatTheySpeakOf() {
        const std::vector<std::function<void()>> moves = {
            [&] { m_state.setRange({at(0s), at(40s)}); },
            [&] { QTest::keyClick(m_view, Qt::Key_W); },
            [&] { m_view->resize(viewSize + QSize(0, 40)); },
            [&] { m_view->setCollapsed(0, true); },
        };
        for (const std::function<void()>& move : moves) {
            QVERIFY(tipAt(inFirstTask(10s)).contains(QStringLiteral("Running")));
            move();
            QTRY_VERIFY(!QToolTip::isVisible());
        }
    }
    void tipsStayWhileOnlyThePlayheadMoves() {
        QVERIFY(!tipAt(inFirstTask(10s)).isEmpty());
        m_state.setPlayhead(at(20s));
        QTest::qWait(400); // a tip takes its time to go
        QVERIFY(QToolTip::isVisible());
    }
    void aTipDoesNotComeWhenItsPlaceHasMoved() {
        QTest::mouseMove(m_view, inFirstTask(10s));
        m_state.setRange({at(30s), at(70s)});
        QTest::qWait(400);
        QVERIFY(!QToolTip::isVisible());
    }
    void tipsSayMomentsInAsFewDigitsAsTheyHave() {
        m_comparison.runs = {runFromText(Mode::Coroutines, "A | running 0s-50ms, blocked 50ms-50ms\nworker W | running 0s-50ms A",
                                         Outcome::Deadlock)};
        m_state.reset(at(100ms), {at(0s), at(100ms)});
        m_view->setComparison(&m_comparison);
        const QString blocked = tipAt(inFirstTask(80ms));
        QVERIFY2(blocked.endsWith(QStringLiteral("<br>50 ms – for ever")), qPrintable(blocked));
        m_comparison.runs = {runFromText(Mode::Coroutines, "A | running 0s-50ms, done 50ms\nB | running 0s-1500ms\n"
                                                        "worker W | running 0s-50ms A")};
        m_state.reset(at(1500ms), {at(0s), at(1500ms)});
        m_view->setComparison(&m_comparison);
        const QString done = tipAt(inFirstTask(51ms));
        QVERIFY2(done.endsWith(QStringLiteral("<br>at 0.05 s")), qPrintable(done));
        const QString running = tipAt(inFirstTask(20ms));
        QVERIFY2(running.endsWith(QStringLiteral("<br>0 s – 0.05 s · 50 ms")), qPrintable(running));
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
        odd.runs = {runFromText(Mode::Sync, ""), runFromText(Mode::Coroutines, "A | ready 0s-0s")};
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
