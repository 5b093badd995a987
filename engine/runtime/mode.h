#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace simul {

/// The ways to run a scenario.
enum class Mode : std::uint8_t { Sync, Threads, Pool, Processes, Coroutines, Polling };
inline constexpr std::array allModes = {Mode::Sync,      Mode::Threads,    Mode::Pool,
                                        Mode::Processes, Mode::Coroutines, Mode::Polling};

enum class ClockKind : std::uint8_t { Simulated, Real };

/// The name on the command line and in the JSON.
std::string_view nameOf(Mode mode);
std::optional<Mode> modeNamed(std::string_view name);
std::string_view nameOf(ClockKind clock);

} // namespace simul
