#pragma once

#include <cstddef>
#include <string>

namespace simul {

/// How many requests may be under way at once. The rest queue, first come, first served.
struct FetchLimits {
    std::size_t atOnce = 300;
    std::size_t perHost = 0; ///< 0 is polite: two of a host, but of this computer as many as there may be
    bool asksRobotsHere = false; ///< robots.txt of this computer is honoured too, as that of others always is

    /// Of `host` alone. `isLocal`: it is this computer, whatever it is called.
    std::size_t of(bool isLocal) const { return perHost != 0 ? perHost : isLocal ? atOnce : 2; }
};

} // namespace simul
