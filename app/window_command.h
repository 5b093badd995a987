#pragma once

#include <QString>

namespace simul {

/// Whether a window can be shown: Qt would abort the program with a page of advice.
bool hasDisplay();

/// `simul`: the window; with `file`, if not empty, in it. Returns the exit code; without a display it says so and what else
/// there is. Of a file that cannot be read the window says why, and so does one line on stderr; then the code is RunFailed.
int windowCommand(int argc, char** argv, const QString& file = {});

} // namespace simul
