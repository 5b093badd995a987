#include "engine/analysis/explanation.h"

#include "engine/analysis/for_ever.h"

#include <algorithm>
#include <tuple>

namespace simul {

namespace {

/// The next slice of the task after `index` in which it runs; none if it never does.
std::optional<std::size_t> nextRunning(const Lane& lane, std::size_t index) {
    for (std::size_t next = index + 1; next < lane.size(); ++next) {
        if (lane[next].state() == State::Running)
            return next;
    }
    return std::nullopt;
}

/// The first slice of `lane` that starts after `time`; lane.size() if there is none.
std::size_t firstAfter(const Lane& lane, TraceTime time) {
    const std::optional<std::size_t> at = lane.find(time);
    return at ? *at + 1 : 0;
}

template <class Visit>
void forEachLane(const Trace& trace, Visit visit) {
    for (std::size_t index = 0; index < trace.workers().size(); ++index)
        visit(trace.lane(WorkerId(index)));
    for (std::size_t index = 0; index < trace.tasks().size(); ++index)
        visit(trace.lane(TaskId(index)));
}

/// Index of the nearest slice before `index` that lasts longer than a moment.
std::optional<std::size_t> lastingBefore(const Lane& lane, std::size_t index) {
    while (index-- > 0) {
        if (lane[index + 1].start > lane[index].start)
            return index;
    }
    return std::nullopt;
}

/// Index of the nearest slice after `index` that lasts longer than a moment, or is the last one.
std::optional<std::size_t> lastingAfter(const Lane& lane, std::size_t index, TraceTime end) {
    for (std::size_t next = index + 1; next < lane.size(); ++next) {
        if (lane.endOf(next, end) > lane[next].start || next + 1 == lane.size())
            return next;
    }
    return std::nullopt;
}

} // namespace

std::optional<SliceContext> contextAt(const Trace& trace, LaneId id, TraceTime time) {
    const Lane& lane = trace.lane(id);
    const std::optional<std::size_t> index = lane.find(time);
    if (!index)
        return std::nullopt;
    SliceContext context{*index, lane[*index], lane.endOf(*index, trace.end()), {}, {}, {}};
    if (const auto before = lastingBefore(lane, *index))
        context.before = lane[*before];
    if (const auto after = lastingAfter(lane, *index, trace.end())) {
        context.after = lane[*after];
        if (!lastsForEver(trace, *context.after, *after + 1 == lane.size()))
            context.afterEnd = lane.endOf(*after, trace.end());
    }
    return context;
}

std::optional<Link> linkInto(const Trace& trace, TaskId task, TraceTime start, TraceTime end) {
    std::optional<Link> found;
    const std::vector<Link>& links = trace.links();
    for (auto link = std::ranges::lower_bound(links, start, {}, &Link::time); link != links.end(); ++link) {
        const bool isAtStart = link->time == start;
        if (!isAtStart && (found || link->time >= end))
            break;
        if (link->to == task && link->from != task && (isAtStart || link->travel > Duration::zero()))
            found = *link;
    }
    return found;
}

QueueForWorker queueForWorker(const Trace& trace, TaskId task, TraceTime time) {
    QueueForWorker queue;
    const Lane& lane = trace.lane(task);
    const std::optional<std::size_t> index = lane.find(time);
    if (!index || lane[*index].state() != State::Ready)
        return queue;
    const TraceTime readySince = lane[*index].start;
    const std::optional<std::size_t> served = nextRunning(lane, *index);
    if (served) {
        queue.servedAt = lane[*served].start;
        queue.servedBy = lane[*served].info.worker();
    }

    for (std::size_t worker = 0; worker < trace.workers().size(); ++worker) {
        const Lane& workerLane = trace.lane(WorkerId(worker));
        const std::optional<std::size_t> at = workerLane.find(time);
        if (!at || workerLane[*at].state() == State::Idle)
            continue;
        const Cause cause = workerLane[*at].info.cause();
        queue.holders.push_back({WorkerId(worker), cause.kind == CauseKind::Task ? std::optional(TaskId(cause.id)) : std::nullopt,
                                 workerLane.endOf(*at, trace.end())});
    }

    struct Other {
        TraceTime readySince;
        TraceTime servedAt;
        TaskId id;
    };
    std::vector<Other> others;
    for (std::size_t other = 0; other < trace.tasks().size(); ++other) {
        const Lane& otherLane = trace.lane(TaskId(other));
        const std::optional<std::size_t> at = otherLane.find(time);
        if (TaskId(other) == task || !at || otherLane[*at].state() != State::Ready)
            continue;
        const std::optional<std::size_t> itsTurn = nextRunning(otherLane, *at);
        const TraceTime turn = itsTurn ? otherLane[*itsTurn].start : TraceTime::max();
        const bool isBefore = queue.servedAt ? turn < *queue.servedAt || (turn == *queue.servedAt && TaskId(other) < task)
                                             : otherLane[*at].start < readySince;
        if (isBefore)
            others.push_back({otherLane[*at].start, turn, TaskId(other)});
    }
    std::ranges::sort(others, {}, [](const Other& other) { return std::tuple(other.servedAt, other.readySince, other.id); });
    for (const Other& other : others)
        queue.ahead.push_back(other.id);
    return queue;
}

std::optional<TraceTime> nextChange(const Trace& trace, TraceTime time) {
    std::optional<TraceTime> next;
    forEachLane(trace, [&](const Lane& lane) {
        const std::size_t index = firstAfter(lane, time);
        if (index < lane.size() && (!next || lane[index].start < *next))
            next = lane[index].start;
    });
    return next;
}

std::optional<TraceTime> previousChange(const Trace& trace, TraceTime time) {
    std::optional<TraceTime> previous;
    forEachLane(trace, [&](const Lane& lane) {
        const std::size_t index = firstAfter(lane, time - Duration(1));
        if (index > 0 && (!previous || lane[index - 1].start > *previous))
            previous = lane[index - 1].start;
    });
    return previous;
}

} // namespace simul
