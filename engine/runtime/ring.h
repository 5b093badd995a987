#pragma once

#include <cstddef>
#include <vector>

namespace simul {

/// A queue in one block of memory: std::deque without its allocations while it moves along. T is copied freely.
template <class T>
class Ring {
public:
    Ring() : m_slots(16), m_mask(m_slots.size() - 1) {}

    bool empty() const { return m_first == m_end; }
    const T& front() const { return m_slots[m_first & m_mask]; }
    const T& back() const { return m_slots[(m_end - 1) & m_mask]; }
    /// The one `distance` places behind the front; nullptr if there are not as many.
    const T* ahead(std::size_t distance) const {
        return m_end - m_first > distance ? &m_slots[(m_first + distance) & m_mask] : nullptr;
    }
    void push_back(const T& value) {
        if (m_end - m_first > m_mask) [[unlikely]]
            grow();
        m_slots[m_end++ & m_mask] = value;
    }
    T pop_front() { return m_slots[m_first++ & m_mask]; }

private:
    [[gnu::cold]] void grow() {
        std::vector<T> larger(m_slots.size() * 2);
        const std::size_t count = m_end - m_first;
        for (std::size_t index = 0; index < count; ++index)
            larger[index] = m_slots[(m_first + index) & m_mask];
        m_slots = std::move(larger);
        m_mask = m_slots.size() - 1;
        m_first = 0;
        m_end = count;
    }

    std::vector<T> m_slots; ///< a power of two of them
    std::size_t m_mask;
    std::size_t m_first = 0;
    std::size_t m_end = 0;
};

} // namespace simul
