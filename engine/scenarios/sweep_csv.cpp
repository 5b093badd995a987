#include "engine/scenarios/sweep_csv.h"

#include <fmt/format.h>

namespace simul {

std::string sweepCsv(const Sweep& sweep) {
    std::string text = "value,mode,outcome,makespan,switches\r\n";
    for (std::size_t value = 0; value < sweep.values().size(); ++value) {
        for (std::size_t mode = 0; mode < sweep.modes().size(); ++mode) {
            if (const auto point = sweep.at(value, mode))
                text += fmt::format("{},{},{},{},{}\r\n", positionOf(sweep.values()[value]), nameOf(sweep.modes()[mode]),
                                    nameOf(point->outcome), toSeconds(point->makespan), point->switches);
        }
    }
    return text;
}

} // namespace simul
