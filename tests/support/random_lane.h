#pragma once

#include "engine/trace/lane.h"

#include <random>

namespace simul::test {

/// A lane of `count` slices with any states, mostly short, sometimes of no length, sometimes a thousand times longer:
/// the same for the same seed.
inline Lane randomLane(std::size_t count, std::uint64_t seed) {
    constexpr std::array states = {State::Idle, State::Ready, State::Running, State::Waiting, State::Blocked};
    std::mt19937_64 random(seed);
    Lane lane;
    TraceTime time(Duration(1000));
    for (std::size_t i = 0; i < count; ++i) {
        lane.append({time, SliceInfo(states[random() % states.size()], {}, {}, {})});
        const std::uint64_t kind = random() % 500;
        time += Duration(kind < 20 ? 0 : kind == 499 ? 2'000'000 : 100 + static_cast<int>(random() % 3000));
    }
    return lane;
}

} // namespace simul::test
