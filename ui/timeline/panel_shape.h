#pragma once

#include "ui/timeline/row_metrics.h"
#include "ui/timeline/run_lanes.h"

namespace simul {

/// How much room a panel takes: a density, or the smallest one with what does not fit folded into one row.
enum class RowLevel { Roomy, Normal, Compact, Micro, Folded };

Density densityOf(RowLevel level);

/// What decides about the height of one panel.
struct PanelShape {
    std::size_t run = 0;
    const ModeRun* mode = nullptr;
    const RunLanes* lanes = nullptr; ///< what the user did to them
    bool ownCores = false;
    std::size_t workers = 0;
    std::size_t tasks = 0;
    std::vector<CpuId> cpus; ///< those that the run's threads were on, where the kernel recorded that
    std::optional<TaskId> selected;
    std::optional<ResourceId> selectedResource;
    std::size_t shownWhenFolded = 3;
    RowLevel level = RowLevel::Roomy;

    static constexpr std::size_t mostRows = 1000;    ///< of tasks in one panel; more cannot be told apart
    static constexpr std::size_t mostWorkers = 32;   ///< and CPUs, of a panel that was not unfolded
    static constexpr std::size_t mostResources = 16; ///< of a panel that was not unfolded
    static constexpr std::size_t foldsFrom = 5;      ///< fewer tasks are not worth folding
    static constexpr std::size_t mostFolded = 200;   ///< lanes looked at for a folded row

    const PanelChoice& choice() const { return lanes->panel(); }
    bool mayFold() const { return tasks >= foldsFrom && !choice().unfolded; }
    /// What is left of the tasks once the hidden ones are among those that are drawn as one.
    std::size_t tasksInSight() const { return choice().foldsTasks ? 0 : tasks - lanes->hiddenTasks(); }
    std::size_t workersInSight() const;
    std::size_t cpusInSight() const;
    std::size_t workersShown() const { return choice().foldsWorkers ? 0 : cpusShown(); }
    std::size_t cpusShown() const { return choice().unfolded ? mostRows : mostWorkers; }
    std::size_t resourcesShown() const { return choice().foldsResources ? 0 : choice().unfolded ? mostRows : mostResources; }
    bool isOneByOne() const { return mode->mode == Mode::Sync; }
    bool isThreads() const { return mode->mode == Mode::Threads || mode->mode == Mode::Processes; }
    /// Rows that the kernel's view of their thread stands below: a pool's threads are its workers.
    std::size_t threadsAmong(std::size_t shownWorkers, std::size_t shownTasks) const {
        return cpus.empty() ? 0 : mode->mode == Mode::Pool ? shownWorkers : shownTasks;
    }
};

/// What a run has to show; nothing of it is selected or lowered yet.
PanelShape shapeOf(const ModeRun& run, std::size_t index, const RunLanes& lanes);

int workerHeight(const PanelShape& panel, RowLevel level, const RowMetrics& metrics);
int taskHeight(const PanelShape& panel, TaskId task, RowLevel level, const RowMetrics& metrics);
int resourceHeight(const PanelShape& panel, const ResourceUse& use, RowLevel level, const RowMetrics& metrics);
/// As high as the user made it, else `height`.
int chosenHeight(const PanelShape& panel, LaneRef lane, int height, const RowMetrics& metrics);
/// Of the whole panel, header and all: an upper bound.
int heightOf(const PanelShape& panel, RowLevel level, const RowMetrics& metrics);

} // namespace simul
