#pragma once

#include "ui/timeline/row_plan.h"

namespace simul {

/// Puts the rows of a panel into its plan, one below the other from `y` on: pinned ones, workers, CPUs, tasks with the
/// queues between them, resources. Returns where the panel ends.
int stackRows(PanelPlan& plan, const PanelShape& panel, const RowRequest& request, int y);

} // namespace simul
