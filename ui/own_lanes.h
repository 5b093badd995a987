#pragma once

#include "ui/timeline/lane_choices.h"

namespace simul {

/// The user's own choices while others that came with a file are shown: `own` as they were before, with what he has done
/// since to those that were `brought`.
LaneChoices ownLanes(LaneChoices own, const LaneChoices& brought, const LaneChoices& now);

} // namespace simul
