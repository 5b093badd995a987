#pragma once

#include <deque>
#include <mutex>
#include <optional>

namespace simul {

/// A queue of work that several tasks may share, in any mode.
template <class T>
class Queue {
public:
    /// Any task.
    void put(T item) {
        const std::lock_guard lock(m_mutex);
        m_items.push_back(std::move(item));
    }
    /// The first item, or none if there is nothing at this moment. Any task.
    std::optional<T> tryGet() {
        const std::lock_guard lock(m_mutex);
        if (m_items.empty())
            return std::nullopt;
        std::optional<T> item = std::move(m_items.front());
        m_items.pop_front();
        return item;
    }

private:
    std::mutex m_mutex; ///< tasks on real threads share it; never held across an await
    std::deque<T> m_items;
};

} // namespace simul
