#pragma once

#include "engine/analysis/range_statistics.h"

#include <string>

namespace simul {

/// A measured range as RFC 4180, times in seconds: task,state,time,slices,cut,min,mean,median,p90,p99,max. First a row
/// for each state that all tasks together were in (no task), with the lengths of the slices that lie in it as a whole;
/// then one for each state of each task. What is estimated has its times alone.
std::string rangeCsv(const Trace& trace, const RangeStatistics& range);

} // namespace simul
