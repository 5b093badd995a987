// The verbs of a TimelineView, which keys and the window's actions share.

#include "ui/timeline/timeline_view_private.h"

#include <algorithm>

namespace simul {

namespace {

constexpr double zoomStep = 1.5;
constexpr double panStep = 0.2;

} // namespace

void TimelineView::zoomInAtPointer() {
    d->state.zoomAbout(d->timeUnderPointer(), zoomStep);
}
void TimelineView::zoomOutAtPointer() {
    d->state.zoomAbout(d->timeUnderPointer(), 1 / zoomStep);
}
void TimelineView::panLeft() {
    d->state.panByPart(-panStep);
}
void TimelineView::panRight() {
    d->state.panByPart(panStep);
}
void TimelineView::fitAll() {
    d->state.fit();
}
void TimelineView::nextEvent() {
    d->step(1);
}
void TimelineView::previousEvent() {
    d->step(-1);
}
void TimelineView::laneUp() {
    d->changeLane(-1);
}
void TimelineView::laneDown() {
    d->changeLane(1);
}
void TimelineView::clearSelection() {
    d->state.clearSelection();
}

void TimelineView::toggleColours() {
    d->state.setColourBy(d->state.colourBy() == ColourBy::State ? ColourBy::Task : ColourBy::State);
}
void TimelineView::toggleArrows() {
    d->state.setShowsAllArrows(!d->state.showsAllArrows());
}

void TimelineView::measureSelection() {
    const std::optional<TimeRange> slice =
        d->state.selection() ? d->rangeOf(*d->state.selection()) : std::optional(d->state.range());
    if (slice && !d->canvas.isEmpty())
        d->state.measure(*slice);
}

void TimelineView::measureFromHere() {
    const TraceTime here = d->state.playhead();
    const auto& before = d->state.measured();
    if (!d->canvas.isEmpty())
        d->state.measure({here, before && before->end > here ? before->end : d->state.end()});
}

void TimelineView::measureToHere() {
    const TraceTime here = d->state.playhead();
    const auto& before = d->state.measured();
    if (!d->canvas.isEmpty())
        d->state.measure({before && before->begin < here ? before->begin : TraceTime{}, here});
}

void TimelineView::markHere() {
    TraceTime here = d->timeUnderPointer();
    if (here != d->state.playhead()) // whose every digit counts
        here = roundedToPixel(d->canvas.timeScale(), here);
    here = std::clamp(here, TraceTime{}, d->state.end());
    if (!d->canvas.isEmpty())
        emit markRequested({here, here});
}

void TimelineView::markMeasured() {
    if (d->state.measured())
        emit markRequested(*d->state.measured());
    else
        markHere();
}

TraceTime TimelineView::Private::timeUnderPointer() const {
    const TimeScale scale = canvas.timeScale();
    if (q.rect().contains(pointerAt) && pointerAt.x() >= canvas.axisLeft() && q.underMouse())
        return scale.time(pointerAt.x());
    const TimeRange range = state.range();
    return range.contains(state.playhead()) ? state.playhead() : range.begin + range.span() / 2;
}

QPoint TimelineView::placeOf(TraceTime time) const {
    return {d->canvas.timeScale().pixel(time), d->canvas.rulerRect().top()};
}

/// The slice, else what is measured; again: everything.
void TimelineView::focusSelection() {
    const TimeRange before = d->state.target();
    if (d->state.selection())
        d->zoomTo(*d->state.selection());
    else if (d->state.measured())
        d->state.setRange(*d->state.measured());
    if (d->state.target() == before)
        fitAll();
}

void TimelineView::followLink() {
    if (!d->state.selection())
        return;
    if (const std::optional<Link> link = d->linkFrom(*d->state.selection()))
        d->select({d->state.selection()->run, link->to, link->time});
}

void TimelineView::followLinkBack() {
    if (!d->state.selection())
        return;
    const Selection selection = *d->state.selection();
    if (const std::optional<Link> link = d->linkTo(selection)) {
        // What sends at once may be doing the next thing already.
        const Duration before = link->travel > Duration::zero() ? Duration::zero() : Duration(1);
        d->select({selection.run, link->from, std::max(TraceTime{}, link->departure() - before)});
    }
}

} // namespace simul
