#pragma once

#include "engine/trace/total_time.h"
#include "engine/trace/trace.h"

#include <span>

namespace simul {

/// A task has a lock, or a permit of a semaphore.
struct Holding {
    TaskId task;
    TraceTime start;
    TraceTime end;
    PlaceId place;       ///< where it was acquired
    bool isOpen = false; ///< not given back: `end` is the end of the trace
};

/// A task stands in line: for a lock, an item or room in a queue, an event.
struct LineWait {
    TaskId task;
    TraceTime start;
    TraceTime end;
    State state = State::Waiting; ///< Waiting or Blocked
    bool isOpen = false;          ///< not over: `end` is the end of the trace
};

/// How many tasks stand in line from `time` on.
struct LineLevel {
    TraceTime time;
    std::uint32_t count = 0;
    std::uint32_t first = 0; ///< index into ResourceUse::waits: who has waited longest; if `count` > 0
};

/// How much there is from `time` on: holders of a lock or semaphore, items in a queue, 1 while an event is set.
struct Level {
    TraceTime time;
    std::uint32_t amount = 0;
};

/// An item's way through a queue.
struct QueuedItem {
    std::uint32_t number = 0;    ///< counted per queue, in the order in which they were put
    std::optional<TaskId> putBy; ///< none: it was in the queue from the start
    TraceTime putAt;
    std::optional<TaskId> gotBy; ///< none: it is still in there
    TraceTime gotAt;             ///< of one that is still in there: the end of the trace
};

/// What happened to one lock, semaphore, queue, event or shared variable. All lists are sorted by time.
struct ResourceUse {
    ResourceId id;
    ResourceKind kind = ResourceKind::Lock;
    std::uint32_t capacity = 0; ///< permits of a lock or semaphore; 0: of something else
    std::vector<Holding> holdings;
    std::vector<LineWait> waits;
    std::vector<LineLevel> line;
    std::vector<Level> levels;
    std::vector<QueuedItem> items;
    std::optional<TaskId> lastPutter;  ///< the highest id of those who put items
    std::optional<TaskId> firstGetter; ///< the lowest id of those who got some
    std::vector<std::uint32_t> deeds; ///< indexes into Trace::syncEvents()
    std::vector<TraceTime> moments;   ///< when somebody did something with it or began to wait; each once

    Duration inUse{};         ///< at least one holder; at least one item; set. Zero for variables
    Duration idle{};          ///< the rest of the run
    std::uint32_t most = 0;   ///< the highest level that lasted
    Duration longestWait{};   ///< of one task, in one go
    TotalTime totalWait;      ///< summed over the tasks
    Duration longestInside{}; ///< of an item in its queue; one that is never got counts up to the end
    Duration meanInside{};
};

/// Only how much of it there is was ever told, as in traces of others: nobody put anything into it.
inline bool isCounter(const ResourceUse& use) {
    return use.kind == ResourceKind::Queue && use.deeds.empty() && use.waits.empty();
}

/// Of every resource that something happened to, but for requests: sorted by id. Of a live trace: so far. Linear in the
/// size of the trace, but for sorting the waits.
std::vector<ResourceUse> resourceUses(const Trace& trace);

/// nullptr if nothing happened to it.
const ResourceUse* useOf(std::span<const ResourceUse> uses, ResourceId id);

/// Who holds it at `time`, the first to come first; looks at every holding.
std::vector<const Holding*> holdersAt(const ResourceUse& use, TraceTime time);
/// How much there is at `time`.
std::uint32_t levelAt(const ResourceUse& use, TraceTime time);
/// How many stand in line at `time`, and who has waited longest.
struct LineAt {
    std::uint32_t count = 0;
    const LineWait* first = nullptr;
};
LineAt lineAt(const ResourceUse& use, TraceTime time);

} // namespace simul
