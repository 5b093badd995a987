#pragma once

#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_view.h"

#include <QScrollBar>
#include <QTimer>

namespace simul {

/// The inside of the view: what the pointer does, and what the verbs need to know.
class TimelineView::Private {
public:
    Private(TimelineView& view, ViewState& viewState);

    enum class Drag { None, Lanes, Ruler, Frame, Measure, Pending };

    // geometry
    void arrange();
    void updateScrollBar();
    void relayout(); ///< the lanes are stale
    void moveRange();

    // pointer
    void press(QPoint at, Qt::MouseButton button, Qt::KeyboardModifiers modifiers);
    void move(QPoint at);
    void release(QPoint at);
    void hover(QPoint at);
    void showTip();
    void setPlayheadAt(QPoint at);
    bool pressMark(QPoint at, Qt::MouseButton button);
    std::optional<std::size_t> markAt(QPoint at) const;
    /// The moment there, or where a slice under the pointer begins or ends, if that is near.
    TraceTime snapped(QPoint at);
    void moveFrameTo(int x);
    void clickHeaderOrName(QPoint at);

    // what is selected
    const Trace* traceOf(std::size_t run) const;
    std::optional<Selection> selectionAt(QPoint at);
    void select(const Selection& selection);
    void selectSlice(std::size_t run, LaneId lane, std::size_t index);
    /// The lane itself, at a time: a task, a worker or a resource.
    void selectLane(const LaneLayout& lane, TraceTime time);
    const ResourceUse* useAt(const Selection& selection) const; ///< nullptr if it is no resource
    void stepResource(const Selection& selection, const ResourceUse& use, int by);
    void step(int by);
    void changeLane(int by);
    void zoomTo(const Selection& selection);
    std::optional<TimeRange> rangeOf(const Selection& selection) const;
    TraceTime timeUnderPointer() const;
    QString tipText(const Hit& hit) const;
    QString markTip(const Mark& mark) const;
    QString ghostLine(std::size_t run, LaneId lane, TraceTime time) const;
    QString resourceTip(const LaneLayout& lane, TraceTime time) const;
    QString describe(const Selection& selection) const;
    std::optional<Link> linkFrom(const Selection& selection) const;
    std::optional<Link> linkTo(const Selection& selection) const;

    TimelineView& q;
    ViewState& state;
    TimelineCanvas canvas;
    TimelineCanvas::Pointer pointer;
    QScrollBar* scrollBar;
    QTimer tipTimer;
    QTimer restTimer; ///< until the range has come to rest
    QPoint pointerAt;
    Drag drag = Drag::None;
    QPoint dragStart;
    TimeRange dragRange; ///< what was shown when the drag began
    TraceTime measureFrom;
    int grabOffset = 0;  ///< from the frame's left edge to the pointer
    bool focusVisible = false;
};

} // namespace simul
