#include "engine/net/delay_line.h"

namespace simul {

bool DelayLine::callAt(Clock::time_point deadline, std::function<void()> function) {
    const std::lock_guard lock(m_mutex);
    if (m_stopped)
        return false;
    const auto place = m_waiting.emplace(deadline, std::move(function));
    if (place == m_waiting.begin())
        m_changed.notify_one();
    return true;
}

void DelayLine::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_changed.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void DelayLine::run() {
    std::unique_lock lock(m_mutex);
    while (!m_stopped || !m_waiting.empty()) {
        if (m_waiting.empty()) {
            m_changed.wait(lock);
            continue;
        }
        const auto next = m_waiting.begin();
        const Clock::time_point deadline = next->first;
        if (!m_stopped && deadline > Clock::now()) {
            m_changed.wait_until(lock, deadline);
            continue;
        }
        const std::function<void()> function = std::move(next->second);
        m_waiting.erase(next);
        lock.unlock();
        function();
        lock.lock();
    }
}

} // namespace simul
