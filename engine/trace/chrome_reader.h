#pragma once

#include "engine/trace/read_control.h"
#include "engine/trace/result.h"
#include "engine/trace/trace.h"

#include <istream>

namespace simul {

/// A trace that comes from a file, with the name that it has there.
struct LoadedTrace {
    std::string name;
    Trace trace;
};

/// Reads Chrome Trace Event JSON, the array and the object form: a trace for each process that did anything.
///
/// What writeChromeTrace() wrote comes back with its workers, tasks, states, causes, places, links, log and levels of queues;
/// the kernel's lanes do not.
/// Of others' traces, whose first event becomes time 0:
///  - A thread (B, E, X) and each id of asynchronous events (b, n, e; S, T, p, F) is a task. It does what its innermost slice
///    says, in the state that guessState() finds for it, waits between slices, and is done after the last.
///  - A flow (s, t, f, or slices with the same bind_id) is a wake from thread to thread, an instant (i, I, n) or mark (R) a line
///    of the log, a counter (C) the level of a queue: rounded, from 0 to 4 294 967 295. Metadata (M) name and order processes
///    and threads; those of one name get their number besides.
///  - What does not fit (ends without begins, arrows between processes, other kinds of events) is counted in warnings, and so
///    is what is wrong with an event, which is left out then.
///
/// A file that ends in the middle is read as far as it goes, and the warnings of those that it may have cut say so. Memory: what the traces
/// take and 24 bytes an event meanwhile. Fails where there is no JSON, or no event that could be
/// shown, with one sentence that names the byte. Any thread.
Result<std::vector<LoadedTrace>> readChromeTrace(std::istream& in, const ReadControl& control = {});

} // namespace simul
