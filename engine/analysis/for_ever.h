#pragma once

#include "engine/trace/trace.h"

#include <algorithm>

namespace simul {

// Who waits when a run ends in a deadlock waits for ever.

inline bool isForEver(const Trace& trace) {
    return trace.outcome() == Outcome::Deadlock;
}
/// Until when what is held at its end lasts.
inline TraceTime drawnEnd(const Trace& trace) {
    return isForEver(trace) ? std::max(TraceTime(Duration::max() / 2), trace.end()) : trace.end();
}
/// And the last slice of one of its lanes: nobody works for ever.
inline TraceTime drawnEnd(const Trace& trace, const Lane& lane) {
    return !lane.empty() && lane.back().state() == State::Running ? trace.end() : drawnEnd(trace);
}
/// Whether a slice, perhaps the last of its lane, has no end.
inline bool lastsForEver(const Trace& trace, const Slice& slice, bool isLast) {
    return isForEver(trace) && isLast && slice.state() != State::Running;
}

} // namespace simul
