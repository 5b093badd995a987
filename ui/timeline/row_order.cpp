#include "ui/timeline/row_order.h"

#include <algorithm>

namespace simul {

namespace {

bool contains(const std::vector<RowEntry>& entries, RowEntry entry) {
    return std::ranges::find(entries, entry) != entries.end();
}

/// In which everybody waits for the next: tasks that have rows, each with what it wants.
std::vector<RowEntry> ringOf(const ModeRun& run, const std::vector<TaskId>& shown) {
    std::vector<RowEntry> ring;
    const std::optional<Deadlock>& deadlock = run.trace->deadlock();
    if (!deadlock || !deadlock->isCycle)
        return ring;
    for (const Deadlock::Wait& wait : deadlock->waits) {
        if (std::ranges::binary_search(shown, wait.task))
            ring.emplace_back(wait.task);
        const ResourceId wanted(wait.wants.id);
        if (wait.wants.kind == CauseKind::Resource && useOf(run.resources, wanted) != nullptr &&
            !contains(ring, wanted))
            ring.emplace_back(wanted);
    }
    return ring;
}

/// Where all who put come before all who get: the last that puts.
std::optional<TaskId> lastPutter(const ResourceUse& use) {
    const bool isBetween = use.lastPutter && use.firstGetter && *use.lastPutter < *use.firstGetter;
    return isBetween ? use.lastPutter : std::nullopt;
}

} // namespace

RowOrder orderRows(const ModeRun& run, const std::vector<TaskId>& shown) {
    RowOrder order;
    order.ring = ringOf(run, shown);
    for (const TaskId task : shown) {
        if (!contains(order.ring, task))
            order.tasks.emplace_back(task);
    }
    for (const ResourceUse& use : run.resources) {
        if (contains(order.ring, use.id))
            continue;
        const std::optional<TaskId> putter = lastPutter(use);
        const auto isAfter = [&](RowEntry entry) {
            return std::holds_alternative<TaskId>(entry) && std::get<TaskId>(entry) > *putter;
        };
        const auto below = putter ? std::ranges::find_if(order.tasks, isAfter) : order.tasks.end();
        if (below != order.tasks.end() && below != order.tasks.begin())
            order.tasks.insert(below, use.id);
        else
            order.others.push_back(use.id);
    }
    return order;
}

bool isInRing(const Trace& trace, RowEntry entry) {
    const std::optional<Deadlock>& deadlock = trace.deadlock();
    if (!deadlock || !deadlock->isCycle)
        return false;
    return std::ranges::any_of(deadlock->waits, [&](const Deadlock::Wait& wait) {
        return std::holds_alternative<TaskId>(entry)
                   ? wait.task == std::get<TaskId>(entry)
                   : wait.wants == Cause{CauseKind::Resource, std::get<ResourceId>(entry).value};
    });
}

} // namespace simul
