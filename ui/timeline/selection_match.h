#pragma once

#include "ui/comparison.h"
#include "ui/timeline/view_state.h"

namespace simul {

/// The task of `run` that a selection in another run (or the same) stands for.
std::optional<TaskId> selectedTaskIn(const Comparison& comparison, std::size_t run,
                                     const std::optional<Selection>& selection);

/// The same for a resource.
std::optional<ResourceId> selectedResourceIn(const Comparison& comparison, std::size_t run,
                                             const std::optional<Selection>& selection);

} // namespace simul
