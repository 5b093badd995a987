// The verbs of a TimelineView, which keys and the window's actions share.

#include "ui/timeline/resource_text.h"
#include "ui/timeline/slice_text.h"
#include "ui/timeline/time_text.h"
#include "ui/timeline/timeline_view_private.h"

#include <algorithm>

namespace simul {

namespace {

constexpr double zoomStep = 1.5;
constexpr double panStep = 0.2;
constexpr double marginAroundSlice = 0.1;

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
    const TraceTime here = std::clamp(d->timeUnderPointer(), TraceTime{}, d->state.end());
    if (!d->canvas.isEmpty())
        emit markRequested({here, here});
}

void TimelineView::markMeasured() {
    if (d->state.measured())
        emit markRequested(*d->state.measured());
    else
        markHere();
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
    if (const std::optional<Link> link =
            d->linkTo(selection)) // at its time the giver may be doing the next thing already
        d->select({selection.run, link->from, std::max(TraceTime{}, link->time - Duration(1))});
}

const Trace* TimelineView::Private::traceOf(std::size_t run) const {
    const Comparison* comparison = canvas.comparison();
    return comparison != nullptr && run < comparison->runs.size() ? comparison->runs[run].trace.get() : nullptr;
}

std::optional<Selection> TimelineView::Private::selectionAt(QPoint at) {
    const std::optional<Hit> hit = canvas.hit(at);
    if (!hit || !hit->slice)
        return std::nullopt;
    const LaneLayout& drawn = canvas.layout().lanes()[hit->lane];
    if (drawn.isResource()) {
        const ResourceUse* use = useOf(canvas.comparison()->runs[hit->run].resources, drawn.row.resource);
        return use ? std::optional(selectionOf(*canvas.comparison(), hit->run, *use, hit->time)) : std::nullopt;
    }
    const LaneId lane = drawn.row.lane;
    const Trace& trace = *traceOf(hit->run);
    const Lane& slices = trace.lane(lane);
    // The pixel's time may lie just beside a slice that was rounded onto it.
    const TraceTime start = slices[*hit->slice].start;
    const TraceTime last = std::max(start, slices.endOf(*hit->slice, trace.end()) - Duration(1));
    return Selection{hit->run, lane, std::clamp(hit->time, start, last)};
}

void TimelineView::Private::select(const Selection& selection) {
    state.select(selection);
    state.reveal(selection.time);
    revealLane(); // also where it was selected before
}

void TimelineView::Private::revealLane() {
    const LaneLayout* lane = selectedLane();
    const bool isStuck = lane != nullptr && lane->row.pinned && lane->rect.top() != lane->row.y;
    if (lane == nullptr || scrollBar->maximum() == 0 || isStuck)
        return;
    const int height = canvas.bodyRect().height();
    const int stuck = canvas.layout().coveredTo(lane->run) - canvas.scroll(); // by what stays at the top
    const int top = lane->row.y - std::max(stuck, 40);
    const int bottom = lane->row.y + lane->row.height;
    if (top < canvas.scroll())
        scrollBar->setValue(top);
    else if (bottom > canvas.scroll() + height)
        scrollBar->setValue(bottom - height + 10);
}

void TimelineView::Private::selectSlice(std::size_t run, LaneId lane, std::size_t index) {
    select({run, lane, traceOf(run)->lane(lane)[index].start});
}

void TimelineView::Private::selectLane(const LaneLayout& lane, TraceTime time) {
    if (!lane.isResource()) {
        select({lane.run, lane.row.lane, time});
        return;
    }
    if (const ResourceUse* use = useOf(canvas.comparison()->runs[lane.run].resources, lane.row.resource))
        select(selectionOf(*canvas.comparison(), lane.run, *use, time));
}

const ResourceUse* TimelineView::Private::useAt(const Selection& selection) const {
    return selection.resource && traceOf(selection.run)
               ? useOf(canvas.comparison()->runs[selection.run].resources, *selection.resource)
               : nullptr;
}

void TimelineView::Private::stepResource(const Selection& selection, const ResourceUse& use, int by) {
    const std::optional<std::size_t> now = momentAt(use, selection.time);
    auto index = now ? static_cast<std::ptrdiff_t>(*now) + by : by > 0 ? 0 : -1;
    if (now && by < 0 && use.moments[*now] < selection.time)
        ++index; // first to the start of what is selected
    if (index >= 0 && index < std::ssize(use.moments))
        select(selectionOf(*canvas.comparison(), selection.run, use, use.moments[static_cast<std::size_t>(index)]));
}

void TimelineView::Private::step(int by) {
    if (!state.selection())
        return;
    const Selection selection = *state.selection();
    const Trace* trace = traceOf(selection.run);
    if (trace == nullptr)
        return;
    if (selection.resource) {
        if (const ResourceUse* use = useAt(selection))
            stepResource(selection, *use, by);
        return;
    }
    const Lane& lane = trace->lane(selection.lane);
    const std::optional<std::size_t> current = lane.find(selection.time);
    auto index = static_cast<std::ptrdiff_t>(current.value_or(0)) + (current ? by : 0);
    const auto lastsNoTime = [&](std::ptrdiff_t i) {
        const auto at = static_cast<std::size_t>(i);
        return !isFinal(lane[at].state()) && lane.endOf(at, trace->end()) == lane[at].start;
    };
    while (index >= 0 && index < std::ssize(lane) && lastsNoTime(index))
        index += by;
    if (index >= 0 && index < std::ssize(lane))
        selectSlice(selection.run, selection.lane, static_cast<std::size_t>(index));
}

void TimelineView::Private::changeLane(int by) {
    const std::vector<LaneLayout>& lanes = canvas.layout().lanes();
    const auto isOwn = [](const LaneLayout& lane) { return lane.row.kind != Row::Kind::Folded; };
    const auto isSelected = [&](const LaneLayout& lane) {
        if (!state.selection() || lane.run != state.selection()->run || !isOwn(lane) ||
            lane.isResource() != state.selection()->resource.has_value())
            return false;
        return lane.isResource() ? lane.row.resource == *state.selection()->resource
                                 : lane.row.lane == state.selection()->lane;
    };
    auto index = std::ranges::find_if(lanes, isSelected) - lanes.begin();
    const TraceTime time = state.selection() ? state.selection()->time : state.playhead();
    const bool hasCurrent = index < std::ssize(lanes);
    index = hasCurrent ? index + by : 0;
    while (index >= 0 && index < std::ssize(lanes) && !isOwn(lanes[static_cast<std::size_t>(index)]))
        index += by;
    if (index >= 0 && index < std::ssize(lanes)) {
        selectLane(lanes[static_cast<std::size_t>(index)], time);
    }
}

std::optional<TimeRange> TimelineView::Private::rangeOf(const Selection& selection) const {
    const Trace* trace = traceOf(selection.run);
    if (trace == nullptr)
        return std::nullopt;
    if (selection.resource) {
        const ResourceUse* use = useAt(selection);
        return use ? std::optional(stretchAt(*trace, *use, selection.time)) : std::nullopt;
    }
    const Lane& lane = trace->lane(selection.lane);
    const std::optional<std::size_t> index = lane.find(selection.time);
    if (!index)
        return std::nullopt;
    return TimeRange{lane[*index].start, lane.endOf(*index, trace->end())};
}

void TimelineView::Private::zoomTo(const Selection& selection) {
    const std::optional<TimeRange> range = rangeOf(selection);
    if (!range || range->span() <= Duration::zero())
        return;
    const Duration margin(std::llround(static_cast<double>(range->span().count()) * marginAroundSlice));
    state.setRange({range->begin - margin, range->end + margin});
}

TraceTime TimelineView::Private::timeUnderPointer() const {
    const TimeScale scale = canvas.timeScale();
    if (q.rect().contains(pointerAt) && pointerAt.x() >= canvas.axisLeft() && q.underMouse())
        return scale.time(pointerAt.x());
    const TimeRange range = state.range();
    return range.contains(state.playhead()) ? state.playhead() : range.begin + range.span() / 2;
}

QString TimelineView::Private::describe(const Selection& selection) const {
    const Trace* trace = traceOf(selection.run);
    const std::optional<TimeRange> range = rangeOf(selection);
    if (trace == nullptr || !range)
        return {};
    if (const ResourceUse* use = useAt(selection))
        return tr("%1, %2: %3.")
            .arg(QString::fromStdString(trace->info(use->id).name), resourceKindName(use->kind),
                 resourceLines(*trace, *use, selection.time).join(QStringLiteral("; ")));
    const Slice& slice = trace->lane(selection.lane)[*trace->lane(selection.lane).find(selection.time)];
    const TimeRange whole{TraceTime{}, trace->end()};
    const Duration resolution = std::max<Duration>(range->span() / 100, Duration(1));
    return tr("%1: %2 from %3 to %4. %5")
        .arg(QString::fromStdString(trace->nameOf(selection.lane)), stateName(slice.state()),
             axisTime(range->begin, whole, resolution), axisTime(range->end, whole, resolution),
             sliceText(*trace, canvas.comparison()->scenario, selection.lane, slice));
}

std::optional<Link> TimelineView::Private::linkFrom(const Selection& selection) const {
    const Trace* trace = traceOf(selection.run);
    const std::optional<TimeRange> range = rangeOf(selection);
    if (trace == nullptr || !range || selection.resource || !selection.lane.isTask())
        return std::nullopt;
    for (auto link = std::ranges::lower_bound(trace->links(), range->begin, {}, &Link::time);
         link != trace->links().end() && link->time <= range->end; ++link) {
        if (link->from == selection.lane.task() && link->to != link->from)
            return *link;
    }
    return std::nullopt;
}

std::optional<Link> TimelineView::Private::linkTo(const Selection& selection) const {
    const Trace* trace = traceOf(selection.run);
    const std::optional<TimeRange> range = rangeOf(selection);
    if (trace == nullptr || !range || selection.resource || !selection.lane.isTask())
        return std::nullopt;
    auto link = std::ranges::upper_bound(trace->links(), range->begin, {}, &Link::time);
    while (link != trace->links().begin()) {
        --link;
        if (link->to == selection.lane.task() && link->to != link->from)
            return *link;
    }
    return std::nullopt;
}

} // namespace simul
