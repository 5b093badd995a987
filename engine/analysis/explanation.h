#pragma once

#include "engine/trace/trace.h"

namespace simul {

/// The slice of a lane at a moment with what surrounds it. Indexes are into trace.lane(lane).
struct SliceContext {
    std::size_t index = 0;
    Slice slice;
    TraceTime end;
    std::optional<Slice> before;
    std::optional<Slice> after;
    std::optional<TraceTime> afterEnd;
};
/// None where the lane has no slice yet.
std::optional<SliceContext> contextAt(const Trace& trace, LaneId lane, TraceTime time);

/// The arrow that led to a slice of `task` that lasts from `start` to `end`: the last that arrived as it began; of a file,
/// whose arrows may lead into the midst of one, else the first of those.
std::optional<Link> linkInto(const Trace& trace, TaskId task, TraceTime start, TraceTime end);

/// Why a Ready task waits for a worker: who has the workers at `time`, and who comes first, in their order.
struct QueueForWorker {
    struct Holder {
        WorkerId worker;
        std::optional<TaskId> task; ///< none: it looks whether something has ended (polling)
        TraceTime until;
    };
    std::vector<Holder> holders;
    std::vector<TaskId> ahead;          ///< ready before it and served before it
    std::optional<TraceTime> servedAt;  ///< when it gets a worker, if the trace knows
    std::optional<WorkerId> servedBy;
};
/// `task` must be Ready at `time`.
QueueForWorker queueForWorker(const Trace& trace, TaskId task, TraceTime time);

/// The next (or previous) moment after (before) `time` at which any lane changes; none at the ends.
std::optional<TraceTime> nextChange(const Trace& trace, TraceTime time);
std::optional<TraceTime> previousChange(const Trace& trace, TraceTime time);

} // namespace simul
