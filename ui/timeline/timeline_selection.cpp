// What is selected in a TimelineView: the way along lanes, across them, and along links.

#include "engine/analysis/explanation.h"
#include "ui/timeline/resource_text.h"
#include "ui/timeline/timeline_view_private.h"

#include <algorithm>

namespace simul {

namespace {

constexpr double marginAroundSlice = 0.1;

} // namespace

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

/// What one means who has named none: to go elsewhere would lose what is looked at.
TraceTime TimelineView::Private::momentInView() const {
    const TimeRange range = state.target();
    const bool isInView = range.begin <= state.playhead() && state.playhead() <= range.end;
    return isInView ? state.playhead() : range.begin + range.span() / 2;
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
        return !isFinal(lane[at].state()) && lane.endOf(at, drawnEnd(*trace, lane)) == lane[at].start;
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
    const TraceTime time = state.selection() ? state.selection()->time : momentInView();
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
    const TraceTime seen = std::min(drawnEnd(*trace, lane), canvas.comparison()->end());
    return TimeRange{lane[*index].start, lane.endOf(*index, seen)};
}

void TimelineView::Private::zoomTo(const Selection& selection) {
    const std::optional<TimeRange> range = rangeOf(selection);
    if (!range || range->span() <= Duration::zero())
        return;
    const Duration margin(std::llround(static_cast<double>(range->span().count()) * marginAroundSlice));
    state.setRange({range->begin - margin, range->end + margin});
}

/// The first that sets out within the slice; at its end only what arrives at once, as the slice ends with it.
std::optional<Link> TimelineView::Private::linkFrom(const Selection& selection) const {
    const Trace* trace = traceOf(selection.run);
    const std::optional<TimeRange> range = rangeOf(selection);
    if (trace == nullptr || !range || selection.resource || !selection.lane.isTask())
        return std::nullopt;
    const auto setsOut = [&](const Link& link) {
        const TraceTime time = link.departure();
        return time >= range->begin && (time < range->end || (time == range->end && link.travel == Duration::zero()));
    };
    std::optional<Link> first;
    for (const Link& link : trace->linksAround(range->begin, range->end)) {
        if (link.from == selection.lane.task() && link.to != link.from && setsOut(link) &&
            (!first || link.departure() < first->departure()))
            first = link;
    }
    return first;
}

/// What led into the slice, else the last that arrived before it.
std::optional<Link> TimelineView::Private::linkTo(const Selection& selection) const {
    const Trace* trace = traceOf(selection.run);
    const std::optional<TimeRange> range = rangeOf(selection);
    if (trace == nullptr || !range || selection.resource || !selection.lane.isTask())
        return std::nullopt;
    const TaskId task = selection.lane.task();
    if (const std::optional<Link> into = linkInto(*trace, task, range->begin, range->end))
        return into;
    const auto& links = trace->links();
    const auto after = std::ranges::lower_bound(links, range->begin, {}, &Link::time);
    const auto before = std::find_if(std::reverse_iterator(after), links.rend(),
                                     [&](const Link& link) { return link.to == task && link.from != task; });
    return before == links.rend() ? std::nullopt : std::optional(*before);
}

} // namespace simul
