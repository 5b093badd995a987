#pragma once

#include <QStringList>

namespace simul {

/// `simul list [--json]`: the scenarios with their modes and parameters. Returns the exit code.
int listCommand(const QStringList& arguments);

} // namespace simul
