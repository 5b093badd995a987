#pragma once

#include "engine/scenarios/sweep.h"

namespace simul {

/// For people: makespan by mode, a row for each value (or for some of many), and where a mode has its knee.
void printSweep(const Sweep& sweep);

} // namespace simul
