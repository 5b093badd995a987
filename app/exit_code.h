#pragma once

namespace simul {

/// What the program ends with; part of the command line's contract.
enum ExitCode : int {
    Success = 0,   ///< also when a scenario shows a deadlock, which is an outcome
    RunFailed = 1, ///< the run failed, was stopped or ran out of time, or a file could not be written
    WrongUsage = 2 ///< one line says what is wrong and what is allowed; nothing was written
};

} // namespace simul
