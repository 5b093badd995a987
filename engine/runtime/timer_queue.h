#pragma once

#include "engine/trace/ids.h"
#include "engine/trace/time.h"

#include <cassert>
#include <vector>

namespace simul {

/// The tasks' timers, earliest first; equal times in the order in which they were asked for. A 4-ary heap of 16-byte
/// keys: half the cache lines of std::priority_queue with a separate sequence number.
class TimerQueue {
public:
    struct Timer {
        TraceTime at;
        std::uint64_t order; ///< 40 bits of sequence, 24 bits of task

        TaskId task() const { return TaskId(static_cast<std::uint32_t>(order & 0xffffff)); }
        friend bool operator<(const Timer& a, const Timer& b) {
            return a.at != b.at ? a.at < b.at : a.order < b.order;
        }
    };

    bool empty() const { return m_heap.empty(); }
    const Timer& earliest() const { return m_heap.front(); }

    void push(TraceTime at, TaskId task) {
        assert(task.value <= 0xffffff && m_sequence < (std::uint64_t{1} << 40));
        const Timer timer{at, m_sequence++ << 24 | task.value};
        std::size_t hole = m_heap.size();
        m_heap.push_back(timer);
        while (hole > 0) {
            const std::size_t parent = (hole - 1) / Arity;
            if (!(timer < m_heap[parent]))
                break;
            m_heap[hole] = m_heap[parent];
            hole = parent;
        }
        m_heap[hole] = timer;
    }

    Timer pop() {
        const Timer top = m_heap.front();
        const Timer last = m_heap.back();
        m_heap.pop_back();
        if (!m_heap.empty())
            sink(last);
        return top;
    }

private:
    static constexpr std::size_t Arity = 4;

    void sink(const Timer& timer) {
        const std::size_t size = m_heap.size();
        std::size_t hole = 0;
        for (std::size_t first = 1; first < size; first = hole * Arity + 1) {
            const std::size_t end = first + Arity < size ? first + Arity : size;
            std::size_t least = first;
            for (std::size_t child = first + 1; child < end; ++child) {
                if (m_heap[child] < m_heap[least])
                    least = child;
            }
            if (!(m_heap[least] < timer))
                break;
            m_heap[hole] = m_heap[least];
            hole = least;
        }
        m_heap[hole] = timer;
    }

    std::vector<Timer> m_heap;
    std::uint64_t m_sequence = 0;
};

} // namespace simul
