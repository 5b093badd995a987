#pragma once

#include <QStringList>

namespace simul {

/// `simul run SCENARIO ...`: runs a scenario in its modes, reports, writes what files are asked for. Returns the exit
/// code. Needs a QGuiApplication if a figure is asked for.
int runCommand(const QStringList& arguments);

} // namespace simul
