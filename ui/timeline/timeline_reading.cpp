// What a TimelineView says of its lanes: to who points at a name, and to screen readers.

#include "ui/timeline/mode_text.h"
#include "ui/timeline/resource_text.h"
#include "ui/timeline/slice_text.h"
#include "ui/timeline/timeline_view_private.h"

#include <QAccessible>

#include <algorithm>

namespace simul {

/// The whole name, which may not have had room, and what can be done with it.
QString TimelineView::Private::nameTip(QPoint at) {
    std::size_t run = 0;
    if (const std::optional<PanelHeader> header = canvas.headerAt(at, &run)) {
        const ModeRun& shown = canvas.comparison()->runs[run];
        const QString line = modeLine(canvas.comparison()->scenario, shown);
        return line.isEmpty() ? runName(shown) : QStringLiteral("%1: %2").arg(runName(shown), line);
    }
    const LaneLayout* lane = canvas.nameAt(at);
    if (lane == nullptr)
        return {};
    const QString what = lane->row.kind == Row::Kind::Folded   ? tr("Click to show them all")
                         : lane->row.kind == Row::Kind::Thread ? tr("what the kernel did with its thread")
                         : lane->row.inRing                    ? tr("part of the deadlock")
                                                               : tr("Drag it up or down; its lower edge makes it higher. Menu: right click");
    return QStringLiteral("<b>%1</b><br>%2").arg(lane->row.name.toHtmlEscaped(), what);
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
