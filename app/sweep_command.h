#pragma once

#include <QStringList>

namespace simul {

/// `simul sweep SCENARIO --over name=A..B[:STEP] ...`: makespan by mode over a parameter, as a table, CSV, chart. Returns the
/// exit code. Needs a QApplication if a chart is asked for.
int sweepCommand(const QStringList& arguments);

} // namespace simul
