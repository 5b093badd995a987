#pragma once

#include "engine/trace/trace_parts.h"
#include "engine/trace/result.h"

#include <functional>
#include <simdjson.h>
#include <string_view>
#include <variant>

namespace simul {

/// Writes everything of a trace as JSON objects, {"part":KIND,...}, each handed to `emit` whole and not much longer than
/// 100 kB: first `end`, then `workers`, `tasks`, `resources` and `places`, then what names them. Times are whole
/// nanoseconds; long lists are plain numbers in a row, in the order of the fields in trace.h; a slice is the time since the
/// one before it, state, kind and id of the cause, place, worker; `travels` are numbers of links and how long they travel.
void writeTraceJson(const Trace& trace, const std::function<void(const std::string& part)>& emit);

/// Puts a trace together from such parts. One that names what does not exist, or that could not have happened, is refused.
class TraceJsonReader {
public:
    /// Fails with what is wrong, without the place. `kind` is what `part` says in its field "part".
    Result<std::monostate> add(std::string_view kind, simdjson::dom::object part);
    /// The whole trace; fails if something is missing.
    Result<Trace> finish();

private:
    TraceParts m_parts;
    bool m_hasEnd = false;
};

} // namespace simul
