#include "engine/runtime/mode.h"

namespace simul {

std::string_view nameOf(Mode mode) {
    constexpr std::array<std::string_view, allModes.size()> names = {"sync",      "threads",    "pool",
                                                                     "processes", "coroutines", "polling"};
    return names[static_cast<std::size_t>(mode)];
}

std::optional<Mode> modeNamed(std::string_view name) {
    for (const Mode mode : allModes) {
        if (nameOf(mode) == name)
            return mode;
    }
    return std::nullopt;
}

std::string_view nameOf(ClockKind clock) { return clock == ClockKind::Simulated ? "simulated" : "real"; }

} // namespace simul
