#pragma once

#include "engine/trace/trace.h"

#include <memory>
#include <string_view>

namespace simul::test {

/// Turns a picture in words into a trace, by recording and building it. A line for each lane, times with their units:
///
///     Table 1 | ready 0s-2s, running 2s-4s, waiting 4s-6s
///     Table 2 | running 0s-2s, done 2s
///     worker Judit | running 0s-2s Table 2, idle 2s-4s, blocked 4s-6s Table 1
///
/// What a state needs before it (Created, Ready) is added and lasts no time. The trace ends with its latest time. Text
/// that cannot be read stops the test with a message.
Trace traceFromText(std::string_view text, Outcome outcome = Outcome::Completed);
std::shared_ptr<const Trace> sharedTrace(std::string_view text, Outcome outcome = Outcome::Completed);

} // namespace simul::test
