#include "engine/analysis/longest_wait.h"

#include "engine/analysis/for_ever.h"

#include <algorithm>

namespace simul {

LongestWaitSearch::LongestWaitSearch(std::vector<std::shared_ptr<const Trace>> runs)
    : m_runs(std::move(runs)), m_runsLeft(m_runs.size()) {}

bool LongestWaitSearch::step(std::size_t slices) {
    for (; m_runsLeft > 0; --m_runsLeft, m_task = 0) {
        const Trace& trace = *m_runs[m_runsLeft - 1];
        for (; m_task < trace.tasks().size(); ++m_task, m_slice = 0) {
            if (slices == 0)
                return true;
            const std::size_t size = trace.lane(TaskId(m_task)).size();
            const std::size_t count = std::min(size - m_slice, slices);
            slices -= std::max<std::size_t>(count, 1); // an empty lane is work too
            walkLane(m_slice + count);
            if (m_slice < size)
                return true;
        }
    }
    return false;
}

/// From where it stopped up to `last`.
void LongestWaitSearch::walkLane(std::size_t last) {
    const std::size_t run = m_runsLeft - 1;
    const Lane& lane = m_runs[run]->lane(TaskId(m_task));
    for (; m_slice < last; ++m_slice) {
        const Slice& slice = lane[m_slice];
        LongestWait& longest = m_longest[static_cast<std::size_t>(slice.state())];
        const Duration length = lane.endOf(m_slice, drawnEnd(*m_runs[run], lane)) - slice.start;
        if (length > longest.length)
            longest = {run, TaskId(m_task), slice.start, length};
    }
}

std::optional<LongestWait> LongestWaitSearch::take() const {
    for (const State state : {State::Ready, State::Blocked, State::Waiting}) {
        const LongestWait& longest = m_longest[static_cast<std::size_t>(state)];
        if (longest.length > Duration::zero())
            return longest;
    }
    return std::nullopt;
}

} // namespace simul
