#include "ui/panels/event_text.h"

#include "engine/analysis/explanation.h"
#include "ui/theme.h"

#include <QCoreApplication>

#include <algorithm>

namespace simul {

namespace {

struct EventText {
    Q_DECLARE_TR_FUNCTIONS(EventText)
};

/// The task that a worker's slice is about; none if it is idle.
std::optional<TaskId> taskOf(const Slice& slice) {
    if (slice.state() == State::Idle || slice.info.cause().kind != CauseKind::Task)
        return std::nullopt;
    return TaskId(slice.info.cause().id);
}

/// The last task that the worker had before `index`.
std::optional<TaskId> taskBefore(const Lane& lane, std::size_t index) {
    while (index-- > 0) {
        if (const auto task = taskOf(lane[index]))
            return task;
    }
    return std::nullopt;
}

QString workerText(const Trace& trace, LaneId lane, std::size_t index) {
    const Slice& slice = trace.lane(lane)[index];
    const QString worker = nameText(trace, lane);
    if (slice.info.cause().kind == CauseKind::Poll)
        return EventText::tr("%1 looks round").arg(worker);
    const auto task = taskOf(slice);
    if (!task)
        return EventText::tr("%1 has nothing to do").arg(worker);
    const QString name = nameText(trace, *task);
    if (slice.state() == State::Blocked)
        return EventText::tr("%1 is held by %2").arg(worker, name);
    const auto before = taskBefore(trace.lane(lane), index);
    if (!before)
        return EventText::tr("%1 begins with %2").arg(worker, name);
    if (*before == *task)
        return EventText::tr("%1 goes on with %2").arg(worker, name);
    return EventText::tr("%1 goes from %2 to %3").arg(worker, nameText(trace, *before), name);
}

QString taskText(const Trace& trace, LaneId lane, const Slice& slice) {
    const QString label = labelText(trace, lane, slice);
    QString text = QStringLiteral("%1: %2").arg(nameText(trace, lane), stateName(slice.state()));
    if (slice.state() == State::Failed && !trace.info(lane.task()).error.empty())
        return text + QStringLiteral(", ") + textOf(trace.info(lane.task()).error);
    if (!label.isEmpty())
        text += QStringLiteral(", ") + label;
    return text;
}

QString kernelChange(const Trace& trace, LaneId lane, const Slice& slice) {
    const QString name = nameText(trace, lane);
    const Cause cause = slice.info.cause();
    if (cause.kind == CauseKind::Task || cause.kind == CauseKind::Worker)
        return EventText::tr("%1 runs %2").arg(
            name, nameText(trace, cause.kind == CauseKind::Task ? LaneId(TaskId(cause.id)) : LaneId(WorkerId(cause.id))));
    switch (slice.state()) {
    case State::Running:
        return EventText::tr("%1 comes onto %2").arg(name, nameText(trace, CpuId(cause.id)));
    case State::Ready:
        return EventText::tr("%1 is preempted").arg(name);
    case State::Blocked:
        return EventText::tr("%1 gives its CPU up").arg(name);
    case State::Idle:
        return EventText::tr("%1 has no thread of this run").arg(name);
    default:
        return EventText::tr("%1: its thread ends").arg(name);
    }
}

} // namespace

QString textOf(const std::string& text) {
    return QString::fromStdString(text);
}

QString nameText(const Trace& trace, LaneId lane) {
    return textOf(trace.nameOf(lane));
}

QString strong(const QString& text) {
    return QStringLiteral("<span style=\"font-weight:600\">%1</span>").arg(text.toHtmlEscaped());
}

QString labelText(const Trace& trace, LaneId lane, const Slice& slice) {
    return textOf(labelFor(trace.info(slice.info.place()), trace.nameOf(lane)));
}

QString changeText(const Trace& trace, LaneId lane, std::size_t slice) {
    if (lane.isOfKernel())
        return kernelChange(trace, lane, trace.lane(lane)[slice]);
    return lane.isWorker() ? workerText(trace, lane, slice) : taskText(trace, lane, trace.lane(lane)[slice]);
}

LatestEvent latestEvent(const Trace& trace, TraceTime time) {
    const std::optional<TraceTime> change = previousChange(trace, time + Duration(1));
    const auto logged = std::ranges::upper_bound(trace.log(), time, {}, &LogEntry::time);
    if (logged != trace.log().begin() && (!change || std::prev(logged)->time >= *change))
        return {std::prev(logged)->time, textOf(std::prev(logged)->text)};
    if (!change)
        return {};
    std::optional<LatestEvent> found;
    const auto look = [&](LaneId lane) {
        const auto index = trace.lane(lane).find(*change);
        if (!index || trace.lane(lane)[*index].start != *change)
            return false;
        found = LatestEvent{*change, changeText(trace, lane, *index)};
        return true;
    };
    // A worker that takes up a task says most.
    for (std::size_t worker = 0; worker < trace.workers().size(); ++worker) {
        if (look(WorkerId(worker)) && taskOf(trace.lane(WorkerId(worker))[*trace.lane(WorkerId(worker)).find(*change)]))
            return *found;
    }
    if (found)
        return *found;
    for (std::size_t task = 0; task < trace.tasks().size(); ++task) {
        if (look(TaskId(task)))
            break;
    }
    return found.value_or(LatestEvent{});
}

} // namespace simul
