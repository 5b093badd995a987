#pragma once

#include "engine/runtime/ring.h"
#include "engine/trace/ids.h"
#include "engine/trace/time.h"

#include <cassert>
#include <vector>

namespace simul {

/// The tasks' timers, earliest first; equal times in the order in which they were asked for. Two lanes: timers that are
/// asked for in the order of their times, as those of equal durations are, form a run that costs next to nothing; the
/// others go into a 4-ary heap of 16-byte keys, half the cache lines of a std::priority_queue with separate sequence.
class TimerQueue {
public:
    struct Timer {
        TraceTime at;
        std::uint64_t order = 0; ///< 40 bits of sequence, 24 bits of task

        std::uint32_t number() const { return static_cast<std::uint32_t>(order >> 24); }
        TaskId task() const { return TaskId(static_cast<std::uint32_t>(order & 0xffffff)); }
        friend bool operator<(const Timer& a, const Timer& b) {
            return a.at != b.at ? a.at < b.at : a.order < b.order;
        }
    };

    bool empty() const { return m_run.empty() && m_heapSize == 0; }
    const Timer& earliest() const { return runIsNext() ? m_run.front() : m_heap.front(); }

    /// One that probably comes soon; a hint, for prefetching.
    const Timer* upcoming(std::size_t distance) const { return m_run.ahead(distance); }

    /// Returns the timer's number: the same only again after four billion others.
    std::uint32_t push(TraceTime at, TaskId task) {
        assert(task.value <= 0xffffff && m_sequence < (std::uint64_t{1} << 40));
        const Timer timer{at, m_sequence++ << 24 | task.value};
        if (m_run.empty() || m_run.back().at <= at)
            m_run.push_back(timer);
        else
            rise(timer);
        return timer.number();
    }

    Timer pop() {
        if (runIsNext())
            return m_run.pop_front();
        const Timer top = m_heap.front();
        if (--m_heapSize > 0)
            sink(m_heap[m_heapSize]);
        return top;
    }

private:
    static constexpr std::size_t Arity = 4;

    bool runIsNext() const { return m_heapSize == 0 || (!m_run.empty() && m_run.front() < m_heap.front()); }

    [[gnu::cold]] void growHeap() { m_heap.resize(2 * m_heapSize); }

    void rise(const Timer timer) {
        if (m_heapSize == m_heap.size()) [[unlikely]]
            growHeap();
        std::size_t hole = m_heapSize++;
        while (hole > 0) {
            const std::size_t parent = (hole - 1) / Arity;
            if (!(timer < m_heap[parent]))
                break;
            m_heap[hole] = m_heap[parent];
            hole = parent;
        }
        m_heap[hole] = timer;
    }

    void sink(const Timer timer) {
        const std::size_t size = m_heapSize;
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

    Ring<Timer> m_run;
    std::vector<Timer> m_heap = std::vector<Timer>(16); ///< its first m_heapSize; the rest is room
    std::size_t m_heapSize = 0;
    std::uint64_t m_sequence = 0;
};

} // namespace simul
