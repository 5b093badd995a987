#pragma once

#include "engine/scenarios/scenario.h"

namespace simul {

/// What a trace that somebody else has recorded is shown as: a story without a play, a name or a source, that speaks of
/// threads and CPUs.
const Scenario& foreignStory();

} // namespace simul
