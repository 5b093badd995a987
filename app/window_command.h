#pragma once

namespace simul {

/// `simul`: the window. Returns the exit code; without a display it says so and what else there is.
int windowCommand(int argc, char** argv);

} // namespace simul
