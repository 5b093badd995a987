#include "ui/timeline/panel_shape.h"

#include "ui/timeline/row_order.h"

#include <algorithm>

namespace simul {

namespace {

bool hasOwnCores(const ModeRun& run) {
    return (run.mode == Mode::Threads || run.mode == Mode::Processes) && !run.trace->tasks().empty() &&
           run.trace->workers().size() >= run.trace->tasks().size();
}

std::vector<CpuId> cpusOf(const Trace& trace) {
    std::vector<CpuId> cpus;
    for (std::uint32_t cpu = 0; cpu < trace.cpus().size(); ++cpu) {
        if (trace.has(CpuId(cpu)))
            cpus.emplace_back(cpu);
    }
    return cpus;
}

/// How much higher that makes the panel, at the most: folded panels show all of a ring too.
int heightOfRing(const PanelShape& panel, RowLevel level, const RowMetrics& metrics) {
    const std::optional<Deadlock>& deadlock = panel.mode->trace->deadlock();
    if (!deadlock || !deadlock->isCycle)
        return 0;
    int height = 0;
    for (const Deadlock::Wait& wait : deadlock->waits)
        height += taskHeight(panel, wait.task, level, metrics) -
                  (level == RowLevel::Folded ? -metrics.gap(densityOf(level)) : metrics.taskHeight(densityOf(level)));
    return height;
}

/// What the kernel recorded: an upper bound too, for some threads may have nothing yet.
int heightOfKernel(const PanelShape& panel, RowLevel level, std::size_t shownTasks, const RowMetrics& metrics) {
    if (panel.cpus.empty())
        return 0;
    const Density density = densityOf(level);
    const int gap = metrics.gap(density);
    const int thread = metrics.threadHeight(density);
    const auto threads = static_cast<int>(panel.threadsAmong(panel.workersInSight(), shownTasks));
    const std::size_t cpus = panel.cpusInSight();
    return static_cast<int>(cpus) * (metrics.cpuHeight(density) + gap) + metrics.px(metrics.groupGap) +
           (cpus < panel.cpus.size() ? metrics.foldedHeight() + gap : 0) + (thread > 0 ? threads * (thread + gap) : 0);
}

/// How much higher the lanes that the user made higher are, at the most; and what stands between pinned ones and the others.
int heightOfChosen(const PanelShape& panel, RowLevel level, const RowMetrics& metrics) {
    const auto pinned = static_cast<int>(panel.lanes->pinned().size());
    int height = pinned == 0 ? 0 : metrics.px(metrics.groupGap);
    const bool areExtra = panel.choice().foldsTasks || level == RowLevel::Folded; // beside those that are counted
    height += pinned * std::max(0, metrics.selectedHeight() + metrics.gap(densityOf(level)) -
                                       (areExtra ? 0 : metrics.taskHeight(densityOf(level))));
    for (const auto& [lane, chosen] : panel.lanes->heights()) {
        const auto* id = std::get_if<LaneId>(&lane);
        const bool isExtra = level == RowLevel::Folded && id != nullptr && id->isTask(); // shown beside the first ones
        const int usual = isExtra ? -metrics.gap(densityOf(level)) : metrics.taskHeight(densityOf(level));
        height += std::max(0, metrics.px(chosen) - usual);
    }
    return height;
}

/// An upper bound: of too many resources the first ones are counted.
int heightOfResources(const PanelShape& panel, RowLevel level, const RowMetrics& metrics) {
    const std::vector<ResourceUse>& resources = panel.mode->resources;
    if (resources.empty())
        return 0;
    const int gap = metrics.gap(densityOf(level));
    int height = 2 * metrics.px(metrics.groupGap); // above, and below a ring
    const std::size_t count = std::min(resources.size(), panel.resourcesShown());
    for (std::size_t index = 0; index < count; ++index)
        height += resourceHeight(panel, resources[index], level, metrics) + gap;
    return height + (count < resources.size() ? metrics.foldedHeight() + gap : 0);
}

} // namespace

Density densityOf(RowLevel level) {
    return level == RowLevel::Folded ? Density::Normal : static_cast<Density>(level);
}

PanelShape shapeOf(const ModeRun& run, std::size_t index, const RunLanes& lanes) {
    PanelShape panel;
    panel.run = index;
    panel.mode = &run;
    panel.lanes = &lanes;
    panel.ownCores = hasOwnCores(run);
    panel.workers = panel.ownCores ? 0 : run.trace->workers().size();
    panel.tasks = run.trace->tasks().size();
    panel.cpus = cpusOf(*run.trace);
    panel.shownWhenFolded = panel.isOneByOne() ? 1 : 3;
    return panel;
}

std::size_t PanelShape::workersInSight() const {
    return std::min(workers - std::min(workers, lanes->hiddenWorkers()), workersShown());
}

std::size_t PanelShape::cpusInSight() const {
    return std::min(cpus.size() - std::min(cpus.size(), lanes->hiddenCpus()), cpusShown());
}

int chosenHeight(const PanelShape& panel, LaneRef lane, int height, const RowMetrics& metrics) {
    const std::optional<int> chosen = panel.lanes->height(lane);
    return chosen ? metrics.px(*chosen) : height;
}

/// A few workers tell the whole story of a panel: they stay legible where the tasks no longer are. Many are as low as
/// they can be where there is no room even for the tasks.
int workerHeight(const PanelShape& panel, RowLevel level, const RowMetrics& metrics) {
    constexpr std::size_t few = 2;
    constexpr std::size_t many = 8;
    if (level == RowLevel::Micro && panel.workers <= few)
        return metrics.workerHeight(Density::Compact);
    if (level == RowLevel::Folded && panel.workers > many)
        return metrics.workerHeight(Density::Micro);
    return metrics.workerHeight(densityOf(level));
}

/// The cycle that a run ended in is what there is to see: its rows keep their names.
int taskHeight(const PanelShape& panel, TaskId task, RowLevel level, const RowMetrics& metrics) {
    const int height = metrics.taskHeight(densityOf(level));
    return isInRing(*panel.mode->trace, task) ? std::max(height, metrics.taskHeight(Density::Normal)) : height;
}

/// Likewise, but rather low than as high as the tasks that were folded away.
int resourceHeight(const PanelShape& panel, const ResourceUse& use, RowLevel level, const RowMetrics& metrics) {
    constexpr std::size_t few = 4;
    if (level == RowLevel::Folded || (level == RowLevel::Micro && panel.mode->resources.size() <= few))
        return metrics.resourceHeight(use, Density::Compact);
    const Density least = isInRing(*panel.mode->trace, use.id) ? Density::Compact : Density::Micro;
    return metrics.resourceHeight(use, std::min(least, densityOf(level)));
}

int heightOf(const PanelShape& panel, RowLevel level, const RowMetrics& metrics) {
    int height = metrics.px(metrics.header);
    if (panel.choice().collapsed)
        return height;
    const Density density = densityOf(level);
    const int gap = metrics.gap(density);
    const std::size_t workers = panel.workersInSight();
    if (panel.workers > 0)
        height += static_cast<int>(workers) * (workerHeight(panel, level, metrics) + gap) +
                  metrics.px(metrics.groupGap);
    if (workers < panel.workers)
        height += metrics.foldedHeight() + gap;
    std::size_t tasks = std::min(panel.tasksInSight(), PanelShape::mostRows);
    bool hasFolded = panel.tasks > tasks;
    if (level == RowLevel::Folded) {
        tasks = std::min(tasks, panel.shownWhenFolded);
        hasFolded = true;
    }
    height += static_cast<int>(tasks) * (metrics.taskHeight(density) + gap);
    const bool showsSelected = panel.selected && level == RowLevel::Folded;
    height += heightOfKernel(panel, level, tasks + (showsSelected ? 1 : 0), metrics);
    if (hasFolded)
        height += metrics.foldedHeight() + gap;
    if (showsSelected)
        height += metrics.selectedHeight() + gap;
    else if (panel.selected)
        height += std::max(0, metrics.selectedHeight() - metrics.taskHeight(density));
    return height + heightOfChosen(panel, level, metrics) + heightOfRing(panel, level, metrics) + heightOfResources(panel, level, metrics) +
           metrics.px(metrics.panelPadding);
}

} // namespace simul
