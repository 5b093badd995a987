#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace simul {

/// Where a thread waits: for a time, for a permit, and in any case no longer than until the stop.
class Parker {
public:
    using WallTime = std::chrono::steady_clock::time_point;

    /// Its own thread: sleeps until `deadline`; false if stopped.
    bool sleepUntil(WallTime deadline) {
        std::unique_lock lock(m_mutex);
        m_changed.wait_until(lock, deadline, [this] { return m_stopped; });
        return !m_stopped;
    }
    /// Its own thread: sleeps until `deadline` or until there is a permit, which it takes; false if stopped.
    bool sleepUntilOrPermit(WallTime deadline) {
        std::unique_lock lock(m_mutex);
        m_changed.wait_until(lock, deadline, [this] { return m_stopped || m_permit; });
        m_permit = false;
        return !m_stopped;
    }
    /// Its own thread: waits for a permit and takes it; false if stopped.
    bool park() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_stopped || m_permit; });
        m_permit = false;
        return !m_stopped;
    }
    /// Its own thread: takes the permit, if there is one.
    void dropPermit() {
        const std::lock_guard lock(m_mutex);
        m_permit = false;
    }
    /// Any thread: gives the permit; there is at most one.
    void unpark() { set(m_permit); }
    /// Any thread: every wait ends, now and later.
    void stop() { set(m_stopped); }
    bool stopped() const {
        const std::lock_guard lock(m_mutex);
        return m_stopped;
    }

private:
    void set(bool& flag) {
        const std::lock_guard lock(m_mutex);
        flag = true;
        m_changed.notify_all();
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_permit = false;
    bool m_stopped = false;
};

} // namespace simul
