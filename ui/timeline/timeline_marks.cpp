// What a TimelineView does with its marks: by the pointer on their flags, and by key.

#include "ui/timeline/timeline_view_private.h"

#include <QApplication>
#include <QScopedValueRollback>
#include <QToolTip>

#include <algorithm>

namespace simul {

std::optional<std::size_t> TimelineView::Private::markAt(QPoint at) const {
    const TimeScale scale = canvas.timeScale();
    return canvas.markBand(scale).at(at);
}

bool TimelineView::Private::pressMark(QPoint at) {
    const std::optional<std::size_t> mark = markAt(at);
    if (!mark)
        return false;
    drag = Drag::PendingMark; // a click until it moves
    marksBefore = state.marks();
    heldMark = *mark;
    return true;
}

/// From where it was: what is dragged changes its place among the others.
void TimelineView::Private::dragMark(QPoint at) {
    if (drag == Drag::PendingMark && (at - dragStart).manhattanLength() < QApplication::startDragDistance())
        return;
    drag = Drag::Mark;
    q.setCursor(Qt::SizeHorCursor);
    Marks marks = marksBefore;
    Mark& mark = marks[heldMark];
    mark.time = movedWithinRun(mark.time, canvas.timeScale().duration(at.x() - dragStart.x()), state.end());
    const Mark moved = mark;
    {
        const QScopedValueRollback moving(movesMark, true);
        state.dragMark(std::move(marks));
    }
    pointer.mark = std::ranges::find(state.marks(), moved) - state.marks().begin();
    QToolTip::showText(q.mapToGlobal(at + QPoint(8, 12)), markTip(moved), &q);
}

/// A range is measured.
void TimelineView::Private::goToMark(std::size_t mark) {
    const TimeRange time = state.marks()[mark].time;
    state.setPlayhead(time.begin);
    if (time.begin != time.end)
        state.measure(time);
}

void TimelineView::Private::nudgeMark(int pixels) {
    const TimeScale scale = canvas.timeScale();
    const std::optional<std::size_t> mark = canvas.markBand(scale).current();
    if (!mark)
        return;
    const Duration pixel = std::max(scale.duration(1), Duration(1));
    Marks marks = state.marks();
    const TimeRange time = movedWithinRun(marks[*mark].time, pixel * pixels, state.end());
    const bool moves = time != marks[*mark].time;
    marks[*mark].time = time;
    state.nudgeMark(std::move(marks), time.begin);
    state.reveal(time.begin, moves); // one step with it: a key that is held comes to many edges
}

void TimelineView::moveMarkLeft() {
    d->nudgeMark(-1);
}
void TimelineView::moveMarkRight() {
    d->nudgeMark(1);
}

} // namespace simul
