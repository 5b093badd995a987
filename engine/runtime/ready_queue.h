#pragma once

#include "engine/runtime/ring.h"
#include "engine/runtime/task.h"

#include <algorithm>
#include <deque>

namespace simul {

/// Tasks in line: those of higher priority first, those of the same first come, first served. Nearly all have priority
/// 0, for which a line costs next to nothing.
class ReadyQueue {
public:
    bool empty() const { return m_usual.empty() && m_others.empty(); }

    void push(Task& task) {
        if (task.priority == 0) [[likely]] {
            m_usual.push_back(&task);
            return;
        }
        const auto behind = std::ranges::find_if(m_others, [&](Task* other) { return other->priority < task.priority; });
        m_others.insert(behind, &task);
    }
    Task* pop() {
        if (m_others.empty() || (!m_usual.empty() && m_others.front()->priority < 0)) [[likely]]
            return m_usual.pop_front();
        Task* task = m_others.front();
        m_others.pop_front();
        return task;
    }
    /// One that probably comes soon; a hint, for prefetching.
    Task* const* ahead(std::size_t distance) const { return m_usual.ahead(distance); }

private:
    Ring<Task*> m_usual;
    std::deque<Task*> m_others; ///< of any other priority, highest first
};

} // namespace simul
