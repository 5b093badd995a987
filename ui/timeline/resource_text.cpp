#include "ui/timeline/resource_text.h"

#include "ui/timeline/time_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace simul {

using namespace std::chrono_literals;

namespace {

QString tr(const char* text, int n = -1) {
    return QCoreApplication::translate("Timeline", text, nullptr, n);
}

QString name(const Trace& trace, TaskId task) {
    return QString::fromStdString(trace.nameOf(task));
}

QString moment(const Trace& trace, TraceTime time) {
    const Duration whole = trace.end().time_since_epoch();
    return momentText(whole >= 10min ? TraceTime(std::chrono::floor<std::chrono::seconds>(time.time_since_epoch())) : time, whole);
}

QString levelLine(const Trace& trace, const ResourceUse& use, TraceTime time) {
    const std::uint32_t level = levelAt(use, time);
    if (isCounter(use))
        return tr("at %1").arg(level);
    switch (use.kind) {
    case ResourceKind::Queue:
        return level == 0   ? tr("empty")
               : level == 1 ? tr("1 item in it")
                            : tr("%n items in it", static_cast<int>(level));
    case ResourceKind::Semaphore:
        return tr("%1 of %2 permits taken").arg(level).arg(use.capacity);
    case ResourceKind::Event:
        return level > 0 ? tr("set") : tr("not set");
    case ResourceKind::Lock: {
        const std::vector<const Holding*> holders = holdersAt(use, time);
        return holders.empty() ? tr("free") : tr("held by %1").arg(holderText(trace, *holders.front()));
    }
    default:
        return {};
    }
}

std::optional<TaskId> concernedAt(const Trace& trace, const ResourceUse& use, TraceTime time) {
    if (const std::vector<const Holding*> holders = holdersAt(use, time); !holders.empty())
        return holders.front()->task;
    if (const LineAt line = lineAt(use, time); line.first != nullptr)
        return line.first->task;
    const auto isLater = [&](std::uint32_t deed) { return trace.syncEvents()[deed].time > time; };
    const auto later = std::ranges::partition_point(use.deeds, [&](std::uint32_t deed) { return !isLater(deed); });
    if (!use.deeds.empty())
        return trace.syncEvents()[later == use.deeds.begin() ? *later : *std::prev(later)].task;
    return use.waits.empty() ? std::nullopt : std::optional(use.waits.front().task);
}

} // namespace

QString resourceIcon(ResourceKind kind) {
    switch (kind) {
    case ResourceKind::Queue:
        return QStringLiteral("queue");
    case ResourceKind::Semaphore:
        return QStringLiteral("ticket");
    case ResourceKind::Event:
        return QStringLiteral("target");
    case ResourceKind::Variable:
        return QStringLiteral("eye");
    default:
        return QStringLiteral("lock");
    }
}

QString resourceKindName(const ResourceUse& use) {
    if (isCounter(use))
        return tr("Counter");
    switch (use.kind) {
    case ResourceKind::Lock:
        return tr("Lock");
    case ResourceKind::Queue:
        return tr("Queue");
    case ResourceKind::Semaphore:
        return tr("Semaphore");
    case ResourceKind::Event:
        return tr("Event");
    case ResourceKind::Variable:
        return tr("Variable");
    case ResourceKind::Request:
        return tr("Request");
    }
    return {};
}

QString deedText(const Trace& trace, const SyncEvent& event) {
    const QString who = name(trace, event.task);
    const auto item = [&] { return event.item + 1; };
    switch (event.kind) {
    case SyncKind::Acquired:
        return tr("%1 gets it").arg(who);
    case SyncKind::Released:
        return tr("%1 gives it back").arg(who);
    case SyncKind::Put:
        return tr("%1 puts item %2").arg(who).arg(item());
    case SyncKind::Got:
        return tr("%1 gets item %2").arg(who).arg(item());
    case SyncKind::Completed:
        return tr("%1 is through with an item").arg(who);
    case SyncKind::Closed:
        return tr("%1 closes it").arg(who);
    case SyncKind::Set:
        return tr("%1 sets it").arg(who);
    case SyncKind::Cleared:
        return tr("%1 clears it").arg(who);
    case SyncKind::Passed:
        return tr("%1 goes on").arg(who);
    case SyncKind::Read:
        return tr("%1 reads it").arg(who);
    case SyncKind::Written:
        return tr("%1 writes it").arg(who);
    case SyncKind::Spawned:
    case SyncKind::Joined:
        break;
    }
    return {};
}

QString holderText(const Trace& trace, const Holding& holding) {
    return tr("%1 since %2").arg(name(trace, holding.task), moment(trace, holding.start));
}

QString lineText(const Trace& trace, const LineAt& line) {
    if (line.count == 0)
        return {};
    const QString first = name(trace, line.first->task);
    const QString since = moment(trace, line.first->start);
    if (line.count == 1)
        return tr("%1 waits since %2").arg(first, since);
    return tr("%1 waits since %2, and %n more", static_cast<int>(line.count) - 1).arg(first, since);
}

QStringList resourceLines(const Trace& trace, const ResourceUse& use, TraceTime time) {
    constexpr std::size_t mostDeeds = 4;
    QStringList lines;
    if (const QString level = levelLine(trace, use, time); !level.isEmpty())
        lines << level;
    if (const QString line = lineText(trace, lineAt(use, time)); !line.isEmpty())
        lines << line;
    const std::optional<std::size_t> index = momentAt(use, time);
    if (!index)
        return lines;
    const TraceTime latest = use.moments[*index];
    const auto timeOf = [&](std::uint32_t deed) { return trace.syncEvents()[deed].time; };
    const auto deeds = std::ranges::equal_range(use.deeds, latest, {}, timeOf);
    std::size_t count = 0;
    for (const std::uint32_t deed : deeds) {
        if (++count > mostDeeds)
            break;
        lines << tr("%1: %2").arg(moment(trace, latest), deedText(trace, trace.syncEvents()[deed]));
    }
    return lines;
}

Selection selectionOf(const Comparison& comparison, std::size_t run, const ResourceUse& use, TraceTime time) {
    const std::optional<TaskId> task = concernedAt(*comparison.runs[run].trace, use, time);
    return {run, task.value_or(TaskId()), time, use.id};
}

std::optional<std::size_t> momentAt(const ResourceUse& use, TraceTime time) {
    const auto after = std::ranges::upper_bound(use.moments, time);
    if (after == use.moments.begin())
        return std::nullopt;
    return static_cast<std::size_t>(after - use.moments.begin()) - 1;
}

TimeRange stretchAt(const Trace& trace, const ResourceUse& use, TraceTime time) {
    if (use.kind == ResourceKind::Lock) {
        if (const std::vector<const Holding*> holders = holdersAt(use, time); !holders.empty())
            return {holders.front()->start, holders.front()->end};
    }
    const std::optional<std::size_t> index = momentAt(use, time);
    const std::size_t next = index ? *index + 1 : 0;
    return {index ? use.moments[*index] : TraceTime{}, next < use.moments.size() ? use.moments[next] : trace.end()};
}

} // namespace simul
