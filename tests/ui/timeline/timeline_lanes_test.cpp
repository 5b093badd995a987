#include "tests/ui/timeline/timeline_fixture.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QVariantAnimation>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// How lanes and panels are moved, sized, pinned and folded, by hand and by their menus.
class TimelineLanesTest : public QObject, TimelineFixture {
    Q_OBJECT

    static void trigger(QMenu& menu, const QString& text) {
        for (QAction* action : menu.actions()) {
            if (action->text().section(u'\t', 0, 0) == text)
                return action->trigger();
        }
        QFAIL(qPrintable(text));
    }

private slots:
    void init() { open(); }
    void cleanup() { close(); }

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
    /// The playhead stands at the start, far from what is looked at.
    void aNameIsChosenWhereOneLooks() {
        m_state.setRange({at(50s), at(70s)});
        const QPoint name(60, inFirstTask(0s).y());
        for (const Qt::MouseButton button : {Qt::LeftButton, Qt::RightButton}) {
            m_state.clearSelection();
            if (button == Qt::LeftButton) {
                QTest::mouseClick(m_view, button, {}, name);
            } else {
                QContextMenuEvent menu(QContextMenuEvent::Mouse, name, m_view->mapToGlobal(name));
                QCoreApplication::sendEvent(m_view, &menu);
                m_view->findChild<QMenu*>(QStringLiteral("laneMenu"))->close();
            }
            QVERIFY(m_state.selection().has_value());
            QCOMPARE(m_state.selection()->time, at(60s));
            QCOMPARE(m_state.target(), (TimeRange{at(50s), at(70s)}));
        }
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
};

QTEST_MAIN(TimelineLanesTest)
#include "timeline_lanes_test.moc"
