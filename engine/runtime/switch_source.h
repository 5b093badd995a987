#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace simul {

/// The kernel put a thread on a CPU, or took it off.
struct KernelSwitch {
    enum class Kind : std::uint8_t {
        CameOn,
        GaveUp,    ///< it waits for something
        Preempted, ///< it could have gone on
    };
    std::chrono::steady_clock::time_point time;
    std::int32_t thread = 0; ///< the kernel's number of it
    std::uint32_t cpu = 0;
    Kind kind = Kind::CameOn;
};

/// Where switches come from: the kernel, or a test. One thread at a time.
class SwitchSource {
public:
    virtual ~SwitchSource() = default;
    virtual std::uint32_t cpuCount() const = 0;
    /// Appends what there is to `switches`, each CPU's in their order; returns how many were dropped since the last call.
    virtual std::uint64_t read(std::vector<KernelSwitch>& switches) = 0;
};

} // namespace simul
