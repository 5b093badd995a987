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

/// Of the spans that became lanes.
struct NestedCounts {
    std::uint64_t cut = 0;   ///< short, where another begins that goes on after their end
    std::uint64_t empty = 0; ///< of no length, which are left out
};

/// A lane of spans that may lie in each other: the innermost (of those that overlap otherwise: the latest begun) is what
/// the lane does. Between them it waits, for nobody knows what; after the last it is done. Adds to `counts`.
Lane laneOfNested(std::vector<Span> spans, NestedCounts& counts);

/// A lane of spans that lie one behind the other, which are kept as they are, also those of no length: a final state is
/// one. Where there is none a worker is idle; what is left up to `end` too.
Lane laneOfRow(std::vector<Span> spans, bool isWorker, TraceTime end);

} // namespace simul
