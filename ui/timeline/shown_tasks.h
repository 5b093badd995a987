#pragma once

#include "ui/timeline/panel_shape.h"
#include "ui/timeline/time_scale.h"

namespace simul {

/// Which tasks get a row of their own, sorted: as many as the panel's level allows, and always the selected one and
/// those of a deadlock.
std::vector<TaskId> tasksShown(const PanelShape& panel, TimeRange range);

/// What a folded row shows together: the tasks that are not `shown` (sorted), of very many a sample.
std::vector<TaskId> sampleOfOthers(std::size_t tasks, const std::vector<TaskId>& shown);

} // namespace simul
