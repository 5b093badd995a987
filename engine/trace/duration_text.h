#pragma once

#include "engine/trace/result.h"
#include "engine/trace/time.h"

#include <string_view>

namespace simul {

/// Reads `5s`, `250ms`, `15min`, `1h30min`, `0.5s`, `20us`, `7ns`, `0`. Negative durations and bare numbers other than
/// 0 are refused.
Result<Duration> parseDuration(std::string_view text);

/// The shortest text that parseDuration() reads back to the same duration: `1h30min`, `250ms`, `1.5s`.
std::string formatDuration(Duration duration);

} // namespace simul
