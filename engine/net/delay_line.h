#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace simul {

/// A thread that calls functions when their time has come; equal deadlines in the order in which they came in. The
/// functions are short and do not throw.
class DelayLine {
public:
    using Clock = std::chrono::steady_clock;

    DelayLine() : m_thread([this] { run(); }) {}
    ~DelayLine() { stop(); }
    DelayLine(const DelayLine&) = delete;
    DelayLine& operator=(const DelayLine&) = delete;

    /// False, and nothing will be called, after stop(). From any thread.
    bool callAt(Clock::time_point deadline, std::function<void()> function);
    /// Calls everything that is left at once; returns when all of it has been called. From the owner's thread.
    void stop();

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::multimap<Clock::time_point, std::function<void()>> m_waiting;
    bool m_stopped = false;
    std::thread m_thread;
};

} // namespace simul
