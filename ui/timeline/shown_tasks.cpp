#include "ui/timeline/shown_tasks.h"

#include <algorithm>

namespace simul {

namespace {

constexpr std::size_t mostSlicesSearched = 2000;

/// The first tasks that the workers have to do with in a range.
std::vector<TaskId> tasksAtWork(const Trace& trace, TimeRange range, std::size_t most) {
    std::vector<TaskId> found;
    for (std::uint32_t worker = 0; worker < trace.workers().size() && found.size() < most; ++worker) {
        const Lane& lane = trace.lane(WorkerId(worker));
        const std::size_t first = lane.find(range.begin).value_or(0);
        const std::size_t last = std::min(lane.size(), first + mostSlicesSearched);
        for (std::size_t i = first; i < last && lane[i].start < range.end && found.size() < most; ++i) {
            const Cause cause = lane[i].info.cause();
            if (cause.kind == CauseKind::Task && std::ranges::find(found, TaskId(cause.id)) == found.end())
                found.emplace_back(cause.id);
        }
    }
    return found;
}

} // namespace

std::vector<TaskId> tasksShown(const PanelShape& panel, TimeRange range) {
    std::vector<TaskId> shown;
    const auto isInPlace = [&](TaskId task) { return panel.lanes->isInPlace(LaneId(task)); };
    if (!panel.choice().foldsTasks) {
        const bool isFolded = panel.level == RowLevel::Folded;
        const std::size_t count = isFolded ? panel.shownWhenFolded : PanelShape::mostRows;
        if (isFolded && panel.isOneByOne())
            std::ranges::copy_if(tasksAtWork(*panel.mode->trace, range, count), std::back_inserter(shown), isInPlace);
        panel.lanes->appendTasks(panel.tasks, count, shown);
    }
    const auto addAlways = [&](TaskId task) {
        if (!panel.lanes->isPinned(LaneId(task)) && std::ranges::find(shown, task) == shown.end())
            shown.push_back(task);
    };
    for (const auto& [lane, height] : panel.lanes->heights()) {
        const auto* id = std::get_if<LaneId>(&lane);
        if (id != nullptr && id->isTask() && isInPlace(id->task()))
            addAlways(id->task());
    }
    if (panel.selected)
        addAlways(*panel.selected);
    const std::optional<Deadlock>& deadlock = panel.mode->trace->deadlock();
    if (deadlock && deadlock->isCycle)
        std::ranges::for_each(deadlock->waits, addAlways, &Deadlock::Wait::task);
    std::ranges::sort(shown);
    return shown;
}

std::vector<LaneId> sampleOfOthers(const PanelShape& panel, const std::vector<TaskId>& shown) {
    std::vector<LaneId> others;
    const std::size_t stride = std::max<std::size_t>(1, panel.tasks / PanelShape::mostFolded);
    for (std::size_t task = 0; task < panel.tasks; task += stride) {
        if (!std::ranges::binary_search(shown, TaskId(task)) && !panel.lanes->isPinned(LaneId(TaskId(task))))
            others.emplace_back(TaskId(task));
    }
    return others;
}

} // namespace simul
