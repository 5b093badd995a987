#include "ui/timeline/selection_match.h"

#include <algorithm>

namespace simul {

std::optional<TaskId> selectedTaskIn(const Comparison& comparison, std::size_t run,
                                     const std::optional<Selection>& selection) {
    if (!selection || selection->resource || !selection->lane.isTask() || selection->run >= comparison.runs.size())
        return std::nullopt;
    const TaskId task = selection->lane.task();
    const Trace& from = *comparison.runs[selection->run].trace;
    const Trace& to = *comparison.runs[run].trace;
    if (task.value >= from.tasks().size())
        return std::nullopt;
    if (run == selection->run)
        return task;
    const std::string& name = from.nameOf(task);
    if (task.value < to.tasks().size() && to.nameOf(task) == name)
        return task;
    const auto found = std::ranges::find(to.tasks(), name, &TaskInfo::name);
    return found == to.tasks().end() ? std::nullopt
                                     : std::optional(TaskId(static_cast<std::size_t>(found - to.tasks().begin())));
}

std::optional<ResourceId> selectedResourceIn(const Comparison& comparison, std::size_t run,
                                             const std::optional<Selection>& selection) {
    if (!selection || !selection->resource || selection->run >= comparison.runs.size())
        return std::nullopt;
    const std::vector<ResourceInfo>& from = comparison.runs[selection->run].trace->resources();
    const std::vector<ResourceInfo>& to = comparison.runs[run].trace->resources();
    const std::size_t index = selection->resource->value;
    const bool isSame = index < from.size() && index < to.size() && from[index].name == to[index].name;
    return isSame ? selection->resource : std::nullopt;
}

} // namespace simul
