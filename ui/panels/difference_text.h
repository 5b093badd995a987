#pragma once

#include "engine/analysis/run_difference.h"

#include <QString>

namespace simul {

/// "24 tasks in both, 3 only in Sync; they differ for 62 % of the time": of two runs with these names.
QString summaryOf(const RunDifference& difference, const QString& a, const QString& b);

} // namespace simul
