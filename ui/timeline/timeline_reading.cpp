// What a TimelineView says of its lanes to screen readers.

#include "ui/timeline/mode_text.h"
#include "ui/timeline/resource_text.h"
#include "ui/timeline/slice_text.h"
#include "ui/timeline/time_text.h"
#include "ui/timeline/timeline_view_private.h"

#include <QAccessible>

namespace simul {

QString TimelineView::Private::describe(const Selection& selection) const {
    const Trace* trace = traceOf(selection.run);
    const std::optional<TimeRange> range = rangeOf(selection);
    if (trace == nullptr || !range)
        return {};
    if (const ResourceUse* use = useAt(selection))
        return tr("%1, %2: %3.")
            .arg(QString::fromStdString(trace->info(use->id).name), resourceKindName(*use),
                 resourceLines(*trace, *use, selection.time).join(QStringLiteral("; ")));
    const Lane& lane = trace->lane(selection.lane);
    const std::size_t index = *lane.find(selection.time);
    const Slice& slice = lane[index];
    const Duration whole = trace->end().time_since_epoch();
    const QString name = QString::fromStdString(trace->nameOf(selection.lane));
    const QString begin = momentText(range->begin, whole, range->span());
    const QString what = sliceText(*trace, canvas.comparison()->scenario, selection.lane, slice);
    if (isFinal(slice.state()))
        return tr("%1: %2 at %3. %4").arg(name, stateName(slice.state()), begin, what);
    if (lastsForEver(*trace, slice, index + 1 == lane.size()))
        return tr("%1: %2 from %3, for ever. %4").arg(name, stateName(slice.state()), begin, what);
    return tr("%1: %2 from %3 to %4. %5")
        .arg(name, stateName(slice.state()), begin, momentText(range->end, whole, range->span()), what);
}

void TimelineView::Private::tellReaders() {
    q.setAccessibleDescription(state.selection() ? describe(*state.selection()) : QString());
    const int current = q.currentLane();
    if (!QAccessible::isActive() || current < 0)
        return;
    QAccessibleEvent focus(&q, QAccessible::Focus);
    focus.setChild(current);
    QAccessible::updateAccessibility(&focus);
    QAccessibleEvent text(&q, QAccessible::DescriptionChanged);
    text.setChild(current);
    QAccessible::updateAccessibility(&text);
}

int TimelineView::laneCount() const {
    return d->canvas.isEmpty() ? 0 : static_cast<int>(d->canvas.layout().lanes().size());
}

int TimelineView::currentLane() const {
    const LaneLayout* lane = d->canvas.isEmpty() ? nullptr : d->selectedLane();
    return lane == nullptr ? -1 : static_cast<int>(lane - d->canvas.layout().lanes().data());
}

QString TimelineView::laneName(int index) const {
    const LaneLayout& lane = d->canvas.layout().lanes()[static_cast<std::size_t>(index)];
    return tr("%1, %2").arg(lane.row.name, runName(d->canvas.comparison()->runs[lane.run]));
}

QString TimelineView::laneText(int index) const {
    const LaneLayout& lane = d->canvas.layout().lanes()[static_cast<std::size_t>(index)];
    const std::optional<Selection>& selection = d->state.selection();
    const TraceTime time = selection ? selection->time : d->state.playhead();
    if (lane.row.kind == Row::Kind::Folded)
        return tr("%1 lanes drawn as one").arg(lane.row.foldedCount);
    if (!lane.isResource())
        return d->describe({lane.run, lane.row.lane, time});
    const ModeRun& run = d->canvas.comparison()->runs[lane.run];
    const ResourceUse* use = useOf(run.resources, lane.row.resource);
    return use == nullptr ? QString() : d->describe(selectionOf(*d->canvas.comparison(), lane.run, *use, time));
}

QRect TimelineView::laneRect(int index) const {
    const QRect lane = d->canvas.layout().lanes()[static_cast<std::size_t>(index)].rect;
    return d->canvas.fromLanes(QRect(0, lane.top(), lane.right() + 1, lane.height()));
}

} // namespace simul
