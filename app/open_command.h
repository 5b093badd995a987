#pragma once

#include <QStringList>

namespace simul {

/// `simul open FILE`: the window with a trace or a session. Returns the exit code: 2 if there is no such file, 1 if it
/// cannot be read, or if there is no display.
int openCommand(int argc, char** argv, const QStringList& arguments);

} // namespace simul
