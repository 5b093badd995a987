#pragma once

#include "engine/scenarios/sweep.h"

#include <string>

namespace simul {

/// RFC 4180, a row for each run that is over: value,mode,outcome,makespan,switches. Times in seconds, values of durations too.
std::string sweepCsv(const Sweep& sweep);

} // namespace simul
