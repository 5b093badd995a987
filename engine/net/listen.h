#pragma once

#include "engine/trace/result.h"

#include <cstdint>

namespace simul {

/// A socket that listens on this computer only, 127.0.0.1 or ::1, and does not block; the caller closes it. `port` 0:
/// any that is free. On failure: why, in one sentence.
Result<int> listenHere(std::uint16_t port, bool isIPv6 = false);
/// The port that a socket is bound to.
std::uint16_t portOf(int descriptor);

} // namespace simul
