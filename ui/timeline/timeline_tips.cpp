// What a TimelineView says of what the pointer rests on.

#include "ui/timeline/mode_text.h"
#include "ui/timeline/resource_text.h"
#include "ui/timeline/slice_text.h"
#include "ui/timeline/time_text.h"
#include "ui/timeline/timeline_view_private.h"

#include <QToolTip>

namespace simul {

namespace {

QString line(const QString& text) {
    return QStringLiteral("<br>") + text.toHtmlEscaped();
}

} // namespace

/// The whole name, which may not have had room, and what can be done with it.
QString TimelineView::Private::nameTip(QPoint at) {
    std::size_t run = 0;
    if (const std::optional<PanelHeader> header = canvas.headerAt(at, &run)) {
        const ModeRun& shown = canvas.comparison()->runs[run];
        if (header->menuRect().contains(canvas.toLanes(at)))
            return tr("What can be done with %1").arg(runName(shown));
        const QString text = modeLine(canvas.comparison()->scenario, shown);
        return text.isEmpty() ? runName(shown) : QStringLiteral("%1: %2").arg(runName(shown), text);
    }
    const LaneLayout* lane = canvas.nameAt(at);
    if (lane == nullptr)
        return {};
    const QString what = lane->row.kind == Row::Kind::Folded   ? tr("Click to show them all")
                         : lane->row.kind == Row::Kind::Thread ? tr("what the kernel did with its thread")
                         : lane->row.inRing
                             ? tr("part of the deadlock")
                             : tr("Drag it up or down; its lower edge makes it higher. Menu: right click");
    return QStringLiteral("<b>%1</b><br>%2").arg(lane->row.name.toHtmlEscaped(), what);
}

void TimelineView::Private::showTip() {
    if ((!pointer.slice && !pointer.mark) || drag != Drag::None || !q.underMouse())
        return;
    const QString text = pointer.mark ? markTip(state.marks()[*pointer.mark]) + line(tr("Drag it along. Menu: right click")) : tipText(*pointer.slice);
    if (!text.isEmpty())
        QToolTip::showText(q.mapToGlobal(pointerAt + QPoint(8, 12)), text, &q);
}

/// A tip elsewhere is none of ours: a run may move along while the pointer rests on the button that plays it.
void TimelineView::Private::hideTip() {
    tipTimer.stop();
    if (q.underMouse())
        QToolTip::hideText();
}

QString TimelineView::Private::markTip(const Mark& mark) const {
    const Duration whole = state.end().time_since_epoch();
    const Duration length = mark.time.span();
    QString text = momentText(mark.time.begin, whole, length);
    if (!mark.isMoment())
        text = tr("%1 – %2 · %3").arg(text, momentText(mark.time.end, whole, length), shortSpan(length));
    return mark.note.isEmpty() ? text : QStringLiteral("<b>%1</b>").arg(mark.note.toHtmlEscaped()) + line(text);
}

QString TimelineView::Private::tipText(const Hit& hit) {
    const LaneLayout& lane = canvas.layout().lanes()[hit.lane];
    if (lane.row.kind == Row::Kind::Folded)
        return QStringLiteral("<b>%1</b><br>%2").arg(lane.row.name.toHtmlEscaped(), tr("Click to show them all"));
    if (lane.isResource())
        return resourceTip(lane, hit.time);
    if (!hit.slice)
        return {};
    const Trace& trace = *traceOf(hit.run);
    const Lane& slices = trace.lane(lane.row.lane);
    const Slice& slice = slices[*hit.slice];
    const TraceTime end = slices.endOf(*hit.slice, trace.end());
    const QString what = sliceText(trace, canvas.comparison()->scenario, lane.row.lane, slice);
    const Duration whole = trace.end().time_since_epoch();
    const Duration length = end - slice.start;
    QString text = QStringLiteral("<b>%1</b> · %2").arg(lane.row.name.toHtmlEscaped(), stateName(slice.state()));
    if (!what.isEmpty() && what != lane.row.name)
        text += line(what);
    const QString ghost = ghostLine(hit.run, lane.row.lane, hit.time);
    if (isFinal(slice.state()))
        return text + line(tr("at %1").arg(momentText(slice.start, whole))) + ghost;
    if (lastsForEver(trace, slice, *hit.slice + 1 == slices.size()))
        return text + line(tr("%1 – for ever").arg(momentText(slice.start, whole))) + ghost;
    return text +
           line(tr("%1 – %2 · %3")
                    .arg(momentText(slice.start, whole, length), momentText(end, whole, length), shortSpan(length))) +
           ghost;
}

/// What the same lane does then in the run that is laid over this one.
QString TimelineView::Private::ghostLine(std::size_t run, LaneId lane, TraceTime time) {
    GhostLanes& ghosts = canvas.ghosts();
    const std::optional<LaneId> other = ghosts.laneOf(run, *traceOf(run), lane);
    if (!other)
        return {};
    const Trace& ghost = *ghosts.trace(run);
    const Lane& slices = ghost.lane(*other);
    const std::optional<std::size_t> index = slices.find(time);
    if (!index)
        return line(tr("Simulated: not there yet"));
    const State now = slices[*index].state();
    if (isFinal(now))
        return line(tr("Simulated: %1 at %2")
                        .arg(stateName(now), momentText(slices[*index].start, ghost.end().time_since_epoch())));
    if (lastsForEver(ghost, slices[*index], *index + 1 == slices.size()))
        return line(tr("Simulated: %1, for ever").arg(stateName(now)));
    const TraceTime end = slices.endOf(*index, ghost.end());
    return line(tr("Simulated: %1 · %2").arg(stateName(now), shortSpan(end - slices[*index].start)));
}

QString TimelineView::Private::resourceTip(const LaneLayout& lane, TraceTime time) const {
    const ModeRun& run = canvas.comparison()->runs[lane.run];
    const ResourceUse* use = useOf(run.resources, lane.row.resource);
    if (use == nullptr)
        return {};
    QString text = QStringLiteral("<b>%1</b> · %2").arg(lane.row.name.toHtmlEscaped(), resourceKindName(*use));
    for (const QString& each : resourceLines(*run.trace, *use, time))
        text += line(each);
    return text;
}

} // namespace simul
