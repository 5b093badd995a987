#pragma once

#include <QStringList>

namespace simul {

/// `simul export FILE`: a figure, a trace or a table of a session or of anybody's trace. Returns the exit code: 2 if there
/// is no such file, nothing to write was asked for, or a figure of what it does not have; 1 if it cannot be read or written.
int exportCommand(const QStringList& arguments);

} // namespace simul
