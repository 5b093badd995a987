#pragma once

#include "app/figure_options.h"
#include "app/run_options.h"

namespace simul {

/// What `simul run` is asked to do, checked: everything that can be wrong is found before anything runs.
struct RunPlan {
    std::vector<RunRequest> requests; ///< one a mode, in the order asked for
    std::optional<QString> json;      ///< a file, or "-"
    std::optional<QString> trace; ///< its ending says what it is: .simul, .csv, else Chrome JSON
    std::optional<QString> metrics;
    std::optional<QString> image;
    FigureOptions figure;
    RangeOptions range;
};

void addRunOptions(CommandLine& line);
/// Fails with one sentence that says what is wrong and what is allowed.
Result<RunPlan> planRun(const CommandLine& line);

} // namespace simul
