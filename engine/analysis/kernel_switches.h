#pragma once

#include "engine/trace/total_time.h"
#include "engine/trace/trace.h"

namespace simul {

/// How often a thread left its CPU, as far as the kernel recorded it.
struct SwitchCounts {
    std::uint64_t gaveUp = 0;    ///< it waited for something
    std::uint64_t preempted = 0; ///< it could have gone on
    std::uint64_t all() const { return gaveUp + preempted; }
};

/// Of a lane of the kernel's: a task's or a worker's.
SwitchCounts switchesOf(const Lane& thread);
/// Of all threads of a run.
SwitchCounts switchesOf(const Trace& trace);

/// What all tasks took together.
struct TotalUse {
    TotalTime cpuTime; ///< of the machine's time, not of the story's
    std::uint64_t voluntarySwitches = 0;
    std::uint64_t involuntarySwitches = 0;
};
/// None where nobody counted.
std::optional<TotalUse> useOf(const Trace& trace);

/// The kernel's lane of the thread that a CPU runs in a slice; none if it runs none of this run's.
std::optional<LaneId> threadOn(const Slice& ofCpu);

} // namespace simul
