#pragma once

#include "engine/trace/trace.h"

#include <array>
#include <memory>

namespace simul {

/// A task that stood still in one go.
struct LongestWait {
    std::size_t run = 0; ///< which of those that were looked at
    TaskId task;
    TraceTime start;
    Duration length{};
};

/// Looks in some runs for the task that stood ready the longest, else for the one that was blocked or waited the longest;
/// of equal ones, for that of the last run. Step by step: beside the GUI thread, or between its frames while a run grows.
class LongestWaitSearch {
public:
    /// Holds the traces.
    explicit LongestWaitSearch(std::vector<std::shared_ptr<const Trace>> runs);

    /// Looks at about so many slices; false: all is done.
    bool step(std::size_t slices);
    /// None: no task waited at all.
    std::optional<LongestWait> take() const;

private:
    void walkLane(std::size_t last);

    std::vector<std::shared_ptr<const Trace>> m_runs;
    std::array<LongestWait, StateCount> m_longest{}; ///< by state; of no length: there is none
    std::size_t m_runsLeft;
    std::size_t m_task = 0;  ///< whose lane is being walked
    std::size_t m_slice = 0; ///< where in it
};

} // namespace simul
