#pragma once

#include "engine/trace/trace.h"

#include <functional>
#include <span>

namespace simul {

/// A run with the name of its process in the file.
struct NamedTrace {
    std::string name;
    const Trace& trace;
};

/// Writes runs as Chrome Trace Event JSON (array in an object, times in microseconds): a process a run, a thread a lane,
/// slices as complete events with their state as category, links as flows, the log and the ends of tasks as instants, what
/// queues hold as counters. Opens in Perfetto and chrome://tracing; readChromeTrace() gives back what it says there. The
/// same traces give the same bytes. Hands the text to `sink` in parts.
void writeChromeTrace(std::span<const NamedTrace> runs, const std::function<void(std::string_view)>& sink);

} // namespace simul
