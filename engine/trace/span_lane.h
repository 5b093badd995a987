#pragma once

#include "engine/trace/lane.h"

#include <vector>

namespace simul {

/// What a file tells of a lane: a state with a start and an end.
struct Span {
    TraceTime start;
    TraceTime end;
    SliceInfo info;
};

/// A lane of spans that may lie in each other: the innermost (of those that overlap otherwise: the latest begun) is what
/// the lane does. Between them it waits, for nobody knows what; after the last it is done. Spans of no length are left out.
/// `cut` counts those that are cut short where another begins that goes on after their end.
Lane laneOfNested(std::vector<Span> spans, std::uint64_t& cut);

/// A lane of spans that lie one behind the other, which are kept as they are, also those of no length: a final state is
/// one. Where there is none a worker is idle; what is left up to `end` too.
Lane laneOfRow(std::vector<Span> spans, bool isWorker, TraceTime end);

} // namespace simul
