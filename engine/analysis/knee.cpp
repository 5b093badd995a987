#include "engine/analysis/knee.h"

#include <cstdlib>

namespace simul {

std::optional<std::size_t> kneeOf(std::span<const Duration> curve) {
    const auto slope = [&](std::size_t index) { return curve[index + 1] - curve[index]; };
    const auto bend = [&](std::size_t index) { return slope(index) - slope(index - 1); };
    std::size_t knee = 0;
    for (std::size_t index = 1; index + 1 < curve.size(); ++index) {
        if (bend(index) > (knee == 0 ? Duration::zero() : bend(knee)))
            knee = index;
    }
    if (knee == 0 || slope(knee - 1) < Duration::zero() || slope(knee) < 2 * slope(knee - 1))
        return std::nullopt;
    for (std::size_t index = 1; index + 1 < curve.size(); ++index) {
        const bool isNeighbour = index + 1 == knee || index == knee + 1;
        if (index != knee && 2 * std::chrono::abs(bend(index)) > bend(knee) && !(isNeighbour && bend(index) > Duration::zero()))
            return std::nullopt;
    }
    return knee;
}

} // namespace simul
