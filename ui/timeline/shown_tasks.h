#pragma once

#include "ui/timeline/panel_shape.h"
#include "ui/timeline/time_scale.h"

namespace simul {

/// Which tasks get a row of their own, sorted: as many as the panel's level allows, and always the selected one,
/// those of a deadlock and those of a height that somebody chose; but not the pinned ones.
std::vector<TaskId> tasksShown(const PanelShape& panel, TimeRange range);

/// What a folded row shows together: the tasks that are neither `shown` (sorted) nor pinned, of very many a sample.
std::vector<LaneId> sampleOfOthers(const PanelShape& panel, const std::vector<TaskId>& shown);

} // namespace simul
