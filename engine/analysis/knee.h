#pragma once

#include "engine/trace/time.h"

#include <cstddef>
#include <optional>
#include <span>

namespace simul {

/// Where a curve over equally spaced values begins to rise steeply: the one place where its slope grows most (the greatest
/// second difference), if it is one. It must stand alone: every other bend is at most half as strong, but that of a
/// neighbour, because a knee between two values shows at both; and beyond it the curve rises at least twice as fast. A
/// straight line, a smooth curve, a staircase and one that falls have none.
std::optional<std::size_t> kneeOf(std::span<const Duration> curve);

} // namespace simul
