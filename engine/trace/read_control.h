#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>

namespace simul {

/// How a long read is watched and ended. A reader that is asked to stop fails within 100 ms.
struct ReadControl {
    std::stop_token stop = {};
    std::function<void(std::uint64_t bytes)> progress = {}; ///< how far it is in the file; on the reader's thread
};

} // namespace simul
