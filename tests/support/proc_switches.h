#pragma once

#include <cstdint>
#include <fstream>
#include <string>

namespace simul::test {

/// How often the calling thread was switched away from, voluntarily or not, as /proc/self/task/*/status tells.
inline std::uint64_t switchesInProc() {
    std::ifstream status("/proc/thread-self/status"); // a link to its folder there
    std::uint64_t sum = 0;
    for (std::string word; status >> word;) {
        if (word == "voluntary_ctxt_switches:" || word == "nonvoluntary_ctxt_switches:") {
            std::uint64_t count = 0;
            status >> count;
            sum += count;
        }
    }
    return sum;
}

} // namespace simul::test
