#pragma once

#include "engine/trace/time.h"

#include <cstdint>
#include <limits>
#include <random>

namespace simul {

/// A small source of random numbers: SplitMix64 (Steele, Lea, Flood 2014), eight bytes, good enough for stories. Works
/// with the distributions of <random>. The same seed and stream give the same draws.
class Random {
public:
    using result_type = std::uint64_t;

    Random(std::uint64_t seed, std::uint64_t stream) : m_state(mix(seed) ^ mix(~stream)) {}

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
    result_type operator()() { return mix(m_state += 0x9e3779b97f4a7c15); }

    /// Evenly from `mean` minus to plus `percent`; `mean` itself, without a draw, if that is 0.
    Duration around(Duration mean, double percent) {
        if (percent == 0)
            return mean;
        std::uniform_real_distribution<double> factor(1 - percent / 100, 1 + percent / 100);
        return std::chrono::duration_cast<Duration>(mean * factor(*this));
    }

private:
    static constexpr std::uint64_t mix(std::uint64_t bits) {
        bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
        bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
        return bits ^ (bits >> 31);
    }
    std::uint64_t m_state;
};

} // namespace simul
