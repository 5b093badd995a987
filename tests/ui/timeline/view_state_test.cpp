#include "ui/timeline/view_state.h"

#include <QSignalSpy>
#include <QTest>

using namespace simul;
using namespace std::chrono_literals;

namespace {

TimeRange range(Duration begin, Duration end) {
    return {TraceTime(begin), TraceTime(end)};
}

} // namespace

class ViewStateTest : public QObject {
    Q_OBJECT

    ViewState* m_state = nullptr;

private slots:
    void init() {
        m_state = new ViewState(this);
        m_state->reset(TraceTime(1h), range(0s, 5min));
    }
    void cleanup() { delete m_state; }

    void opensAtTheGivenRange() {
        QCOMPARE(m_state->range(), range(0s, 5min));
        QVERIFY(!m_state->canUndo());
        m_state->reset(TraceTime(1h), {});
        QCOMPARE(m_state->range(), m_state->whole());
    }
    void zoomKeepsThePlaceThatItIsAbout() {
        const TraceTime about(2min);
        const double before = toSeconds(about - m_state->range().begin) / toSeconds(m_state->range().span());
        m_state->zoomAbout(about, 2);
        QCOMPARE(m_state->range().span(), Duration(150s));
        const double after = toSeconds(about - m_state->range().begin) / toSeconds(m_state->range().span());
        QVERIFY(std::abs(before - after) < 1e-9);
    }
    void neverLeavesTheRun() {
        m_state->panBy(-10min);
        QCOMPARE(m_state->range(), range(0s, 5min));
        m_state->panBy(100h);
        QCOMPARE(m_state->range().end, m_state->whole().end);
        QCOMPARE(m_state->range().span(), Duration(5min));
        m_state->zoomAbout(TraceTime(30min), 1e-9);
        QCOMPARE(m_state->range(), m_state->whole());
    }
    void zoomsInNoFurtherThanNanoseconds() {
        for (int i = 0; i < 200; ++i)
            m_state->zoomAbout(TraceTime(1min), 2);
        QVERIFY(m_state->range().span() >= Duration(100));
        QVERIFY(m_state->range().span() <= Duration(1000));
        QVERIFY(m_state->range().contains(TraceTime(1min)));
    }
    void lanesAreStepsOfTheSameHistory() {
        const LaneKey table{LaneKey::Kind::Task, "Table 1"};
        m_state->setRange(range(10min, 20min));
        LaneChoices pinned;
        pinned.pin(table, true);
        m_state->setLanes(pinned);
        QCOMPARE(m_state->range(), range(10min, 20min));
        m_state->setRange(range(30min, 40min));
        QSignalSpy changed(m_state, &ViewState::lanesChanged);
        m_state->undo();
        QVERIFY(m_state->lanes().isPinned(table));
        QCOMPARE(changed.count(), 0);
        m_state->undo();
        QVERIFY(!m_state->lanes().isPinned(table));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(m_state->range(), range(10min, 20min));
        m_state->redo();
        QVERIFY(m_state->lanes().isPinned(table));
    }
    void draggingAnEdgeIsOneStep() {
        const LaneKey table{LaneKey::Kind::Task, "Table 1"};
        for (const int height : {20, 30, 40}) {
            LaneChoices lanes;
            lanes.setHeight(table, height);
            m_state->setLanes(lanes, height > 20);
        }
        m_state->undo();
        QVERIFY(m_state->lanes().heights.empty());
        QVERIFY(!m_state->canUndo());
    }
    void undoAndRedo() {
        m_state->setRange(range(10min, 20min));
        m_state->setRange(range(12min, 13min));
        m_state->undo();
        QCOMPARE(m_state->range(), range(10min, 20min));
        m_state->undo();
        QCOMPARE(m_state->range(), range(0s, 5min));
        QVERIFY(!m_state->canUndo());
        m_state->redo();
        m_state->redo();
        QCOMPARE(m_state->range(), range(12min, 13min));
        QVERIFY(!m_state->canRedo());
        m_state->undo();
        m_state->setRange(range(1min, 2min));
        QVERIFY(!m_state->canRedo()); // another way was taken
    }
    void aDragIsOneStepBack() {
        for (int second = 1; second <= 40; ++second)
            m_state->dragTo({TraceTime(second * 1s), TraceTime(second * 1s + 5min)});
        m_state->undo();
        QCOMPARE(m_state->range(), range(0s, 5min));
    }
    void marksAreSortedAndPartOfTheWayBack() {
        const QSignalSpy changes(m_state, &ViewState::marksChanged);
        const Mark late{range(3min, 3min), QStringLiteral("late")};
        const Mark early{range(1min, 2min), QStringLiteral("early")};
        m_state->setMarks({late, early});
        QCOMPARE(m_state->marks(), (Marks{early, late}));
        m_state->setMarks({late, early}); // the same: no step
        m_state->setRange(range(10min, 20min));
        m_state->setMarks({early});
        QCOMPARE(changes.count(), 2);
        m_state->undo();
        QCOMPARE(m_state->marks(), (Marks{early, late}));
        QCOMPARE(m_state->range(), range(10min, 20min)); // a mark moves nothing
        m_state->undo();
        QCOMPARE(m_state->range(), range(0s, 5min));
        QCOMPARE(m_state->marks().size(), std::size_t{2}); // nor does a movement change marks
        m_state->undo();
        QVERIFY(m_state->marks().empty());
        QVERIFY(!m_state->canUndo());
        m_state->redo();
        QCOMPARE(m_state->marks(), (Marks{early, late}));
        m_state->reset(TraceTime(1h), {}, {early});
        QCOMPARE(m_state->marks(), (Marks{early}));
        QVERIFY(!m_state->canUndo());
    }
    void whatIsMeasuredStaysWithinTheRun() {
        const QSignalSpy changes(m_state, &ViewState::measuredChanged);
        m_state->measure(range(3min, 1min));
        QCOMPARE(m_state->measured(), std::optional(range(1min, 3min)));
        m_state->measure(range(-1min, 2h));
        QCOMPARE(m_state->measured(), std::optional(range(0min, 1h)));
        m_state->setEnd(TraceTime(30min));
        QCOMPARE(m_state->measured(), std::optional(range(0min, 30min)));
        m_state->measure(range(2min, 2min));
        QVERIFY(!m_state->measured());
        m_state->clearMeasured();
        QCOMPARE(changes.count(), 4);
        m_state->measure(range(1min, 2min));
        m_state->reset(TraceTime(1h), {});
        QVERIFY(!m_state->measured());
    }
    /// A parameter that is turned up and down again makes shorter runs in between.
    void whatIsMeasuredComesBackWithTheRun() {
        m_state->measure(range(20min, 40min));
        m_state->setEnd(TraceTime(10min));
        QVERIFY(!m_state->measured());
        m_state->setEnd(TraceTime(30min));
        QCOMPARE(m_state->measured(), std::optional(range(20min, 30min)));
        m_state->setEnd(TraceTime(1h));
        QCOMPARE(m_state->measured(), std::optional(range(20min, 40min)));
        m_state->setEnd(TraceTime(30min));
        m_state->setRange(range(1min, 2min));
        m_state->undo();
        QCOMPARE(m_state->measured(), std::optional(range(20min, 30min)));
        m_state->setEnd(TraceTime(1h));
        QCOMPARE(m_state->measured(), std::optional(range(20min, 40min)));
    }
    void whatIsMeasuredIsPartOfTheWayBack() {
        m_state->measure(range(1min, 2min));
        m_state->setRange(range(10min, 20min));
        m_state->measure(range(3min, 4min));
        m_state->clearMeasured();
        QSignalSpy changes(m_state, &ViewState::measuredChanged);
        m_state->undo();
        QCOMPARE(m_state->measured(), std::optional(range(3min, 4min)));
        m_state->undo();
        QCOMPARE(m_state->measured(), std::optional(range(1min, 2min)));
        QCOMPARE(m_state->range(), range(10min, 20min)); // measuring moves nothing
        m_state->undo();
        QCOMPARE(m_state->measured(), std::optional(range(1min, 2min)));
        QCOMPARE(changes.count(), 2);
        m_state->undo();
        QVERIFY(!m_state->measured());
        QVERIFY(!m_state->canUndo());
        m_state->redo();
        QCOMPARE(m_state->measured(), std::optional(range(1min, 2min)));
        m_state->setEnd(TraceTime(90s)); // no step: it has to lie in the run
        QCOMPARE(m_state->measured(), std::optional(range(1min, 90s)));
        m_state->reset(TraceTime(1h), {}, {}, range(5min, 6min));
        QCOMPARE(m_state->measured(), std::optional(range(5min, 6min)));
        QVERIFY(!m_state->canUndo());
    }
    void aHandThatMeasuresIsOneStep() {
        m_state->measure(range(1min, 2min));
        m_state->beginGesture();
        for (const Duration end : {2min, 3min, 4min}) // it begins with what is measured already
            m_state->measure(range(1min, end), true);
        m_state->undo();
        QCOMPARE(m_state->measured(), std::optional(range(1min, 2min)));
    }
    void aGestureCanBeTakenBack() {
        m_state->measure(range(1min, 2min));
        m_state->beginGesture();
        m_state->takeBack(); // nothing was moved
        QCOMPARE(m_state->measured(), std::optional(range(1min, 2min)));
        m_state->beginGesture();
        m_state->measure(range(3min, 4min), true);
        m_state->measure(range(3min, 5min), true);
        m_state->takeBack();
        QCOMPARE(m_state->measured(), std::optional(range(1min, 2min)));
        QVERIFY(!m_state->canRedo());
        m_state->undo();
        QVERIFY(!m_state->measured());
    }
    void keepsShowingAllOfARunThatGrows() {
        m_state->fit();
        m_state->setEnd(TraceTime(2h));
        QCOMPARE(m_state->range(), m_state->whole());
        m_state->setRange(range(0s, 1min));
        m_state->setEnd(TraceTime(3h));
        QCOMPARE(m_state->range(), range(0s, 1min));
    }
    void playheadStaysWithinTheRun() {
        m_state->setPlayhead(TraceTime(5h));
        QCOMPARE(m_state->playhead(), TraceTime(1h));
        m_state->setPlayhead(TraceTime(-5s));
        QCOMPARE(m_state->playhead(), TraceTime{});
    }
    void tellsOnlyOfChanges() {
        const QSignalSpy ranges(m_state, &ViewState::rangeChanged);
        const QSignalSpy playheads(m_state, &ViewState::playheadChanged);
        const QSignalSpy selections(m_state, &ViewState::selectionChanged);
        m_state->setRange(range(0s, 5min));
        m_state->setPlayhead(TraceTime{});
        m_state->clearSelection();
        QCOMPARE(ranges.count() + playheads.count() + selections.count(), 0);
        m_state->setRange(range(1min, 2min));
        m_state->setPlayhead(TraceTime(1s));
        m_state->select(Selection{0, TaskId(1U), TraceTime(1s)});
        QCOMPARE(ranges.count(), 1);
        QCOMPARE(playheads.count(), 1);
        QCOMPARE(selections.count(), 1);
    }
    void revealScrollsNoMoreThanNeeded() {
        m_state->reveal(TraceTime(2min));
        QCOMPARE(m_state->range(), range(0s, 5min));
        m_state->reveal(TraceTime(10min));
        QVERIFY(m_state->range().contains(TraceTime(10min)));
        QCOMPARE(m_state->range().span(), Duration(5min));
    }
    void animationEndsWhereItShould() {
        m_state->setAnimated(true);
        m_state->setRange(range(10min, 20min));
        QVERIFY(m_state->range() != m_state->target());
        QCOMPARE(m_state->target(), range(10min, 20min));
        QTRY_COMPARE(m_state->range(), m_state->target());
    }
};

QTEST_MAIN(ViewStateTest)
#include "view_state_test.moc"
