#pragma once

#include <cstdint>
#include <string>

namespace simul {

/// The events of a file that cannot be shown for what is wrong with them.
struct LeftOut {
    std::uint64_t count = 0;
    std::uint64_t first = 0; ///< the byte at which the first of them begins
    std::string why = {};    ///< it cannot be shown

    void add(const LeftOut& others);
    std::string sentence() const; ///< of some
};

} // namespace simul
