// What the pointer does in a TimelineView: each gesture is a few calls of ViewState.

#include "ui/timeline/timeline_view_private.h"

#include <QApplication>
#include <QToolTip>

namespace simul {

void TimelineView::Private::press(QPoint at, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) {
    tipTimer.stop();
    QToolTip::hideText();
    if (button != Qt::LeftButton && button != Qt::MiddleButton)
        return;
    dragStart = at;
    dragRange = state.range();
    playheadBefore = state.playhead();
    state.beginGesture();
    if (pressMark(at))
        return;
    if (const auto legendButton = canvas.legend().buttonAt(at)) {
        clickLegend(*legendButton);
        return;
    }
    if (canvas.isEmpty()) {
        if (canvas.canRun() && canvas.runButtonRect().contains(at))
            emit q.runRequested();
        return;
    }
    if (canvas.minimap().rect().contains(at)) {
        const QRect frame = canvas.minimap().frame(state.range());
        drag = Drag::Frame;
        grabOffset = frame.contains(at) ? at.x() - frame.left() : frame.width() / 2;
        moveFrameTo(at.x());
    } else if ((modifiers & Qt::ShiftModifier) && at.x() >= canvas.axisLeft() && !canvas.headerAt(at)) {
        drag = Drag::Measure;
        measureFrom = snapped(at);
        if (const std::optional<Hit> hit = canvas.hit(at))
            state.setMeasuredRun(canvas.layout().lanes()[hit->lane].run);
        q.setCursor(Qt::SizeHorCursor);
    } else if (canvas.rulerRect().contains(at)) {
        drag = Drag::Ruler;
        setPlayheadAt(at);
    } else if (at.x() >= canvas.axisLeft() && !canvas.headerAt(at)) {
        drag = Drag::Pending; // a click until it moves
    } else if (canvas.headerAt(at)) {
        clickHeaderOrName(at);
    } else {
        pressName(at);
    }
}

void TimelineView::Private::move(QPoint at) {
    pointerAt = at;
    switch (drag) {
    case Drag::None:
        hover(at);
        return;
    case Drag::Pending:
        if ((at - dragStart).manhattanLength() < QApplication::startDragDistance())
            return;
        drag = Drag::Lanes;
        q.setCursor(Qt::ClosedHandCursor);
        [[fallthrough]];
    case Drag::Lanes: {
        const TimeScale scale(dragRange, canvas.timeScale().left(),
                              canvas.timeScale().right() - canvas.timeScale().left());
        const Duration by = scale.duration(dragStart.x() - at.x());
        state.dragTo({dragRange.begin + by, dragRange.end + by});
        return;
    }
    case Drag::Ruler:
        setPlayheadAt(at);
        return;
    case Drag::Frame:
        moveFrameTo(at.x());
        return;
    case Drag::Measure:
        state.measure({measureFrom, snapped(at)}, true);
        return;
    case Drag::PendingName:
    case Drag::Name:
        dragName(at);
        return;
    case Drag::Edge:
        dragEdge(at);
        return;
    case Drag::PendingMark:
    case Drag::Mark:
        dragMark(at);
        return;
    }
}

void TimelineView::Private::release(QPoint at) {
    if (drag == Drag::Measure)
        state.measure({measureFrom, snapped(at)}, true);
    if (drag == Drag::Pending) {
        if (const std::optional<Selection> slice = selectionAt(at))
            select(*slice);
        else if (const std::optional<Hit> hit = canvas.hit(at);
                 hit && canvas.layout().lanes()[hit->lane].row.kind == Row::Kind::Folded)
            clickHeaderOrName(at);
        else
            state.clearSelection();
    } else if (drag == Drag::PendingName) {
        clickHeaderOrName(at);
    } else if (drag == Drag::Name) {
        dropName(at);
    } else if (drag == Drag::PendingMark) {
        goToMark(heldMark);
    }
    drag = Drag::None;
    q.unsetCursor();
}

void TimelineView::Private::clickLegend(Legend::Button button) {
    switch (button) {
    case Legend::Button::ByState:
        return state.setColourBy(ColourBy::State);
    case Legend::Button::ByTask:
        return state.setColourBy(ColourBy::Task);
    case Legend::Button::Colours:
        return q.toggleColours();
    case Legend::Button::Arrows:
        return q.toggleArrows();
    case Legend::Button::ZoomOut:
        return state.zoomOut();
    case Legend::Button::ZoomIn:
        return state.zoomIn();
    case Legend::Button::Fit:
        return state.fit();
    }
}

void TimelineView::Private::setPlayheadAt(QPoint at) {
    state.setPlayhead(canvas.timeScale().time(at.x()));
}

TraceTime TimelineView::Private::snapped(QPoint at) {
    constexpr double nearby = 6;
    const TimeScale scale = canvas.timeScale();
    const TraceTime time = scale.time(std::clamp<double>(at.x(), scale.left(), scale.right()));
    const std::optional<Hit> hit = canvas.hit(at);
    if (!hit || !hit->slice || canvas.layout().lanes()[hit->lane].isResource())
        return time;
    const Trace& trace = *traceOf(hit->run);
    const Lane& lane = trace.lane(canvas.layout().lanes()[hit->lane].row.lane);
    const TraceTime start = lane[*hit->slice].start;
    const TraceTime end = lane.endOf(*hit->slice, trace.end());
    const TraceTime edge = time - start < end - time ? start : end;
    return scale.width(std::chrono::abs(edge - time)) <= nearby * canvas.scale() ? edge : time;
}

void TimelineView::Private::moveFrameTo(int x) {
    const TraceTime begin = canvas.minimap().scale().time(x - grabOffset);
    if (begin != state.range().begin)
        state.dragTo({begin, begin + state.range().span()});
}

void TimelineView::Private::clickHeaderOrName(QPoint at) {
    std::size_t run = 0;
    if (const std::optional<PanelHeader> header = canvas.headerAt(at, &run)) {
        const QPoint inHeader = canvas.toLanes(at);
        if (header->menuRect().contains(inHeader))
            emit q.panelMenuRequested(run, q.mapToGlobal(canvas.fromLanes(header->menuRect()).bottomLeft()));
        else if (inHeader.x() < canvas.axisLeft())
            q.setCollapsed(run, !q.isCollapsed(run));
        return;
    }
    const std::optional<Hit> hit = canvas.hit(at);
    const LaneLayout* lane = hit ? &canvas.layout().lanes()[hit->lane] : canvas.nameAt(at);
    if (lane == nullptr)
        return;
    if (lane->row.kind == Row::Kind::Folded) {
        unfold(lane->row, lane->run);
    } else {
        selectLane(*lane, momentInView());
    }
}

void TimelineView::Private::hover(QPoint at) {
    const std::optional<Hit> before = pointer.slice;
    TimelineCanvas::Pointer now;
    now.slice = at.x() >= canvas.axisLeft() && !canvas.headerAt(at) ? canvas.hit(at) : std::nullopt;
    now.button = canvas.legend().buttonAt(at);
    now.mark = markAt(at);
    now.overRun = canvas.canRun() && canvas.runButtonRect().contains(at);
    const bool sameSlice = before && now.slice ? before->lane == now.slice->lane && before->slice == now.slice->slice
                                               : before.has_value() == now.slice.has_value();
    const bool changed = !sameSlice || now.button != pointer.button || now.mark != pointer.mark || now.overRun != pointer.overRun;
    pointer = now;
    if (!sameSlice) {
        QToolTip::hideText();
        emit q.hovered(selectionAt(at));
    }
    now.slice || now.mark ? tipTimer.start() : tipTimer.stop();
    const bool overFrame = !canvas.isEmpty() && canvas.minimap().frame(state.range()).contains(at);
    const bool overFolded = now.slice && canvas.layout().lanes()[now.slice->lane].row.kind == Row::Kind::Folded;
    if (canvas.edgeAt(at) != nullptr)
        q.setCursor(Qt::SplitVCursor);
    else if (now.mark)
        q.setCursor(Qt::SizeHorCursor);
    else if (overFrame)
        q.setCursor(Qt::OpenHandCursor);
    else if (now.button || now.overRun || overFolded || (canvas.headerAt(at) && at.x() < canvas.axisLeft()))
        q.setCursor(Qt::PointingHandCursor);
    else
        q.unsetCursor();
    if (changed)
        q.update();
}

} // namespace simul
