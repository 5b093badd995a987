#pragma once

#include "ui/comparison.h"
#include "ui/timeline/panel_shape.h"
#include "ui/timeline/row_metrics.h"
#include "ui/timeline/view_state.h"

#include <QString>

#include <span>

namespace simul {

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
    std::vector<LaneId> folded = {}; ///< of folded rows: tasks, workers or CPUs, of very many a sample
    Kind foldedOf = Kind::Task;      ///< Worker, Cpu, Task or Resource: what a folded row stands for
    std::size_t foldedCount = 0;     ///< how many
    int y = 0;
    int height = 0;
    bool selected = false; ///< it is, or stands for the same task or resource as, the selected lane
    bool pinned = false;   ///< by the user, to the top of the panel
    bool inRing = false;   ///< part of the cycle that the run ended in
    bool amongTasks = false; ///< of resources: a queue, from the ones above to the ones below
    QString name = {};     ///< drawn only where there is room
    QString number = {};   ///< what the name ends with, if it ends with digits
    QString icon = {};     ///< beside the name; a file of resources/icons
    QString group = {};    ///< title of the group that starts here
};

/// What a row stands for by itself; none: it is a folded one.
std::optional<LaneRef> refOf(const Row& row);

struct PanelPlan {
    std::size_t run = 0;
    int top = 0;
    int headerTop = 0; ///< below `top` while its lanes are scrolled beneath it
    bool pinnedStick = false; ///< the pinned lanes move with the header
    int headerHeight = 0;
    int bottom = 0;
    bool collapsed = false;
    Density density = Density::Roomy;
    bool foldsForRoom = false; ///< what does not fit even at the smallest density is drawn as one
    bool ownCores = false; ///< every task has a core of its own, so the cores are not worth a lane
    std::vector<Row> rows;
};

struct RowRequest {
    const Comparison* comparison = nullptr;
    std::span<const RunLanes> lanes; ///< one per run, or none: the user has done nothing to them
    std::optional<Selection> selection;
    TimeRange range;
    int height = 0; ///< what there is
    RowMetrics metrics;
};

/// Stacks panels and lanes, from y = 0 on: the largest density that fits, and what does not fit even at the smallest
/// folded into one row per panel. May still be higher than there is room: then one scrolls.
std::vector<PanelPlan> planRows(const RowRequest& request);

/// The digits that a name ends with: of "Table 7", but not of "web2".
QString trailingNumber(const QString& name);

} // namespace simul
