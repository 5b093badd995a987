#pragma once

#include "ui/timeline/panel_shape.h"

#include <vector>

namespace simul {

/// Chooses each panel's level so that all of them together are no higher than `available`, if that is possible: the
/// largest that fits, what says least loses its room first.
void fitPanels(std::vector<PanelShape>& panels, const RowMetrics& metrics, int available);

} // namespace simul
