#include "ui/timeline/shown_tasks.h"

#include <algorithm>

namespace simul {

namespace {

constexpr std::size_t mostFolded = 200; ///< lanes looked at for a folded row
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
    const std::size_t count = panel.level == RowLevel::Folded ? panel.shownWhenFolded : PanelShape::mostRows;
    if (panel.level == RowLevel::Folded && panel.isOneByOne())
        shown = tasksAtWork(*panel.mode->trace, range, count);
    const std::vector<TaskId> atWork = shown;
    for (std::uint32_t task = 0; task < panel.tasks && shown.size() < count; ++task) {
        if (std::ranges::find(atWork, TaskId(task)) == atWork.end())
            shown.emplace_back(task);
    }
    const auto addAlways = [&shown](TaskId task) {
        if (std::ranges::find(shown, task) == shown.end())
            shown.push_back(task);
    };
    if (panel.selected)
        addAlways(*panel.selected);
    const std::optional<Deadlock>& deadlock = panel.mode->trace->deadlock();
    if (deadlock && deadlock->isCycle)
        std::ranges::for_each(deadlock->waits, addAlways, &Deadlock::Wait::task);
    std::ranges::sort(shown);
    return shown;
}

std::vector<TaskId> sampleOfOthers(std::size_t tasks, const std::vector<TaskId>& shown) {
    std::vector<TaskId> others;
    const std::size_t stride = std::max<std::size_t>(1, tasks / mostFolded);
    for (std::size_t task = 0; task < tasks; task += stride) {
        if (!std::ranges::binary_search(shown, TaskId(task)))
            others.emplace_back(task);
    }
    return others;
}

} // namespace simul
