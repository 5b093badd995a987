#include "ui/timeline/slice_text.h"

#include <QCoreApplication>

namespace simul {

namespace {

struct TimelineText {
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

/// Whom a CPU runs, and where a thread runs or how it left its CPU.
QString kernelText(const Trace& trace, const Slice& slice) {
    const Cause cause = slice.info.cause();
    switch (cause.kind) {
    case CauseKind::Task:
        return QString::fromStdString(trace.nameOf(TaskId(cause.id)));
    case CauseKind::Worker:
        return QString::fromStdString(trace.nameOf(WorkerId(cause.id)));
    case CauseKind::Cpu:
        return QString::fromStdString(trace.nameOf(CpuId(cause.id)));
    case CauseKind::Preempted:
        return TimelineText::tr("preempted");
    default:
        return slice.state() == State::Blocked ? TimelineText::tr("gave up its CPU") : QString();
    }
}

} // namespace

QString translated(const Scenario* scenario, const std::string& text) {
    return scenario && !text.empty() ? QCoreApplication::translate(scenario->name.c_str(), text.c_str())
                                     : QString::fromStdString(text);
}

QString causeText(const Trace& trace, const Scenario* scenario, const Slice& slice) {
    const Cause cause = slice.info.cause();
    switch (cause.kind) {
    case CauseKind::Worker:
        if (trace.workers().size() == 1)
            return TimelineText::tr("in line for %1").arg(QString::fromStdString(trace.workers().front().name));
        return scenario ? TimelineText::tr("in line for one of the %1").arg(translated(scenario, scenario->workers))
                        : TimelineText::tr("in line");
    case CauseKind::Preempted:
        return TimelineText::tr("preempted");
    case CauseKind::Yielded:
        return TimelineText::tr("lets others go first");
    case CauseKind::Join:
        return cause.id < trace.tasks().size()
                   ? TimelineText::tr("until %1 ends").arg(QString::fromStdString(trace.nameOf(TaskId(cause.id))))
                   : QString();
    case CauseKind::Resource:
    case CauseKind::Request:
        return cause.id < trace.resources().size()
                   ? TimelineText::tr("waits for %1").arg(QString::fromStdString(trace.info(ResourceId(cause.id)).name))
                   : QString();
    default:
        return {};
    }
}

QString placeText(const Trace& trace, const Scenario* scenario, PlaceId id, std::string_view task) {
    Place place = trace.info(id);
    if (place.label.empty())
        return {};
    place.label = translated(scenario, place.label).toStdString();
    return QString::fromStdString(labelFor(place, task));
}

QString sliceText(const Trace& trace, const Scenario* scenario, LaneId lane, const Slice& slice) {
    if (lane.isOfKernel())
        return kernelText(trace, slice);
    if (lane.isWorker()) {
        const Cause cause = slice.info.cause();
        if (cause.kind == CauseKind::Poll)
            return TimelineText::tr("looks round");
        if (cause.kind != CauseKind::Task || cause.id >= trace.tasks().size())
            return {};
        const std::string& task = trace.nameOf(TaskId(cause.id));
        const QString name = QString::fromStdString(task);
        if (slice.state() == State::Running)
            return name;
        const QString place = placeText(trace, scenario, slice.info.place(), task);
        return place.isEmpty() ? TimelineText::tr("held by %1").arg(name) : place;
    }
    if (slice.state() == State::Ready)
        return causeText(trace, scenario, slice);
    const QString place = placeText(trace, scenario, slice.info.place(), trace.nameOf(lane));
    return place.isEmpty() ? causeText(trace, scenario, slice) : place;
}

} // namespace simul
