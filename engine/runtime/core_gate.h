#pragma once

#include "engine/runtime/ready_queue.h"
#include "engine/runtime/worker_set.h"

namespace simul {

/// Hands out cores to real threads, first come first served among those of the same priority; a core that is given back
/// goes to the next in line at once. Not thread-safe: its runtime has the lock.
class CoreGate {
public:
    explicit CoreGate(std::uint32_t cores) : m_cores(cores) {}

    WorkerSet& cores() { return m_cores; }

    /// True: `task` has a core. False: it stands in line, and gets one through giveBack().
    bool take(Task& task);
    /// The task that has the core now, or nullptr: it is free.
    Task* giveBack(WorkerId core, TraceTime due);

private:
    WorkerSet m_cores;
    std::vector<TraceTime> m_freeSince = std::vector<TraceTime>(m_cores.count()); ///< by the story's time
    ReadyQueue m_line;
};

} // namespace simul
