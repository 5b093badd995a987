#include "tests/ui/timeline/timeline_fixture.h"

#include <QContextMenuEvent>
#include <QSignalSpy>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// Marks in the timeline, and ranges that are measured in it.
class TimelineMarksTest : public QObject, TimelineFixture {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }

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
    void escapeEndsMeasuringToo() {
        m_state.measure({at(1s), at(2s)});
        QTest::mousePress(m_view, Qt::LeftButton, Qt::ShiftModifier, inFirstTask(20s));
        QTest::mouseMove(m_view, inFirstTask(60s));
        QVERIFY(m_state.measured()->end > at(50s));
        QTest::keyClick(m_view, Qt::Key_Escape);
        QTest::mouseRelease(m_view, Qt::LeftButton, Qt::ShiftModifier, inFirstTask(70s));
        QCOMPARE(m_state.measured(), std::optional(TimeRange{at(1s), at(2s)}));
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
        const TraceTime moved = m_state.marks()[0].time.begin;
        m_state.undo(); // they followed quickly: one step
        QCOMPARE(m_state.marks()[0].time.begin, at(20s));
        QCOMPARE(m_state.playhead(), at(20s)); // it went with the mark
        m_state.redo();
        QCOMPARE(m_state.marks()[0].time.begin, moved);
        QCOMPARE(m_state.playhead(), moved);
        m_state.setPlayhead(at(60s)); // and goes with it no more
        m_state.undo();
        QCOMPARE(m_state.marks()[0].time.begin, at(20s));
        QCOMPARE(m_state.playhead(), at(60s));
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
};

QTEST_MAIN(TimelineMarksTest)
#include "timeline_marks_test.moc"
