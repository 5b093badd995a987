#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <unordered_map>
#include <utility>

namespace simul {

/// One thread's loop over descriptors and timers, on epoll and the steady clock. Single-threaded but for wakeUp().
class EventLoop {
public:
    using Clock = std::chrono::steady_clock;
    using Callback = std::function<void()>;
    enum Readiness : std::uint32_t { Readable = 1, Writable = 2 };
    using ReadyCallback = std::function<void(std::uint32_t readiness)>; ///< a sum of Readiness
    using TimerId = std::pair<Clock::time_point, std::uint64_t>;

    EventLoop(); ///< throws std::system_error if the system has no descriptors left
    ~EventLoop();
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    /// Calls `callback` whenever `descriptor` is ready for one of `readiness` (errors and hang-ups count as all of
    /// them); replaces what was watched before. Returns the watch's number. Callbacks may watch, unwatch, ask for timers
    /// and cancel them.
    std::uint32_t watch(int descriptor, std::uint32_t readiness, ReadyCallback callback);
    void unwatch(int descriptor); ///< before the descriptor is closed; unknown ones are ignored
    void unwatch(int descriptor, std::uint32_t watch); ///< the same, unless it is another watch's by now
    void forget(int descriptor);  ///< the same without a call into the kernel, which forgets what its owner closes next

    /// Calls `callback` once at `deadline`; equal deadlines in the order in which they were asked for. What a callback
    /// asks for is called by the next runOnce() at the earliest.
    TimerId callAt(Clock::time_point deadline, Callback callback);
    void cancel(const TimerId& timer); ///< fired or unknown ones are ignored

    /// Waits until something is due or ready, or somebody calls wakeUp(), and calls what is due. With `block` false it
    /// only looks.
    void runOnce(bool block);
    bool hasWork() const { return !m_timers.empty() || !m_watches.empty(); }
    /// Makes a runOnce() that waits return, or the next one if none does. From any thread.
    void wakeUp();

    /// For what may outlive the loop and wants to unwatch or cancel: empty once the loop is gone.
    std::weak_ptr<EventLoop> weak() const { return m_self; }

private:
    struct Watch {
        std::uint32_t generation; ///< tells a descriptor from an earlier one of the same number
        std::uint32_t readiness;
        ReadyCallback callback;
    };
    void fireTimers();
    void fireWatch(std::uint64_t key, std::uint32_t events);

    int m_epoll = -1;
    int m_wakeEvent = -1;
    std::map<TimerId, Callback> m_timers;
    std::uint64_t m_nextTimer = 0;
    std::unordered_map<int, Watch> m_watches;
    std::uint32_t m_nextGeneration = 0;
    std::shared_ptr<EventLoop> m_self{this, [](EventLoop*) {}};
};

} // namespace simul
