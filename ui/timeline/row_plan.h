#pragma once

#include "ui/comparison.h"
#include "ui/timeline/view_state.h"

#include <QString>

#include <span>

namespace simul {

enum class Density { Roomy, Normal, Compact, Micro };

/// Heights at 100 % of everything that is stacked vertically; `scale` makes them larger on a projector or in a figure.
struct RowMetrics {
    double scale = 1;
    int header = 34;
    int groupGap = 6;     ///< between workers and tasks
    int panelPadding = 4; ///< below the last lane
    Density most = Density::Roomy;

    int px(double pixels) const { return static_cast<int>(std::lround(pixels * scale)); }
    int workerHeight(Density density) const;
    int taskHeight(Density density) const;
    int resourceHeight(const ResourceUse& use, Density density) const;
    int cpuHeight(Density density) const;
    int threadHeight(Density density) const; ///< 0: there is no room to show it
    int gap(Density density) const;
    int selectedHeight() const { return px(20); }
    int foldedHeight() const { return px(18); }
};

/// A lane's place in its panel, or that of several lanes drawn as one.
struct Row {
    enum class Kind {
        Worker,
        Task,
        Folded,
        Resource,
        Cpu,    ///< by the kernel
        Thread, ///< what the kernel did with the thread of the task or worker above
    };

    Kind kind = Kind::Task;
    LaneId lane = {};                ///< but of folded rows and resources
    ResourceId resource = {};        ///< of resources
    std::vector<TaskId> folded = {}; ///< of folded rows; of very many tasks a sample
    std::size_t foldedCount = 0;     ///< what a folded row stands for; without any lanes: resources
    int y = 0;
    int height = 0;
    bool selected = false; ///< it is, or stands for the same task or resource as, the selected lane
    bool inRing = false;   ///< part of the cycle that the run ended in
    QString name = {};     ///< drawn only where there is room
    QString number = {};   ///< what the name ends with, if it ends with digits
    QString icon = {};     ///< beside the name; a file of resources/icons
    QString group = {};    ///< title of the group that starts here
};

struct PanelPlan {
    std::size_t run = 0;
    int top = 0;
    int headerHeight = 0;
    int bottom = 0;
    bool collapsed = false;
    Density density = Density::Roomy;
    bool ownCores = false; ///< every task has a core of its own, so the cores are not worth a lane
    std::vector<Row> rows;
};

/// What the user did to a panel.
struct PanelChoice {
    bool collapsed = false;
    bool unfolded = false; ///< show every task, even if one has to scroll
};

struct RowRequest {
    const Comparison* comparison = nullptr;
    std::span<const PanelChoice> choices; ///< one per run, or none
    std::optional<Selection> selection;
    TimeRange range;
    int height = 0; ///< what there is
    RowMetrics metrics;
};

/// Stacks panels and lanes, from y = 0 on: the largest density that fits, and what does not fit even at the smallest
/// folded into one row per panel. May still be higher than there is room: then one scrolls.
std::vector<PanelPlan> planRows(const RowRequest& request);

/// The task of `run` that a selection in another run (or the same) stands for.
std::optional<TaskId> selectedTaskIn(const Comparison& comparison, std::size_t run,
                                     const std::optional<Selection>& selection);

/// The same for a resource.
std::optional<ResourceId> selectedResourceIn(const Comparison& comparison, std::size_t run,
                                             const std::optional<Selection>& selection);

/// The digits that a name ends with: of "Table 7", but not of "web2".
QString trailingNumber(const QString& name);

} // namespace simul
