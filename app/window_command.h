#pragma once

#include <QString>

namespace simul {

/// Whether a window can be shown: Qt would abort the program with a page of advice.
bool hasDisplay();

/// `simul`: the window; with `file`, if not empty, in it. Returns the exit code; without a display it says so and what else
/// there is. A file that cannot be read ends the program with one sentence.
int windowCommand(int argc, char** argv, const QString& file = {});

} // namespace simul
