#pragma once

#include <chrono>
#include <cstdint>

namespace simul::bench {

/// Judit's evening with coroutines as one would write it by hand: a std::priority_queue of events, a line of tables that
/// are ready, nothing recorded. The yardstick for the simulated scheduler. Returns the makespan.
std::chrono::nanoseconds plainChess(std::uint32_t opponents, std::uint32_t moves);
/// The same source at -O2, which costs g++ 12's std::priority_queue a factor of two: the targets were set by such a build.
std::chrono::nanoseconds plainChessO2(std::uint32_t opponents, std::uint32_t moves);

} // namespace simul::bench
