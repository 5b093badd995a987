#include "engine/runtime/event_loop.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <optional>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace simul {

namespace {

constexpr std::uint64_t WakeKey = ~std::uint64_t{0};
constexpr std::size_t BatchSize = 64;
using Batch = std::array<epoll_event, BatchSize>;

[[noreturn]] void throwSystemError(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

std::uint32_t toEpoll(std::uint32_t readiness) {
    return ((readiness & EventLoop::Readable) != 0 ? std::uint32_t{EPOLLIN} : 0U) |
           ((readiness & EventLoop::Writable) != 0 ? std::uint32_t{EPOLLOUT} : 0U);
}

/// To the millisecond, rounded up: never early.
int waitCoarsely(int epoll, Batch& batch, std::optional<std::chrono::nanoseconds> timeout) {
    constexpr std::chrono::milliseconds most = std::chrono::hours(1);
    const int milliseconds =
        timeout ? static_cast<int>(std::min(std::chrono::ceil<std::chrono::milliseconds>(*timeout), most).count()) : -1;
    return epoll_wait(epoll, batch.data(), BatchSize, milliseconds);
}

/// To the nanosecond where the kernel can (Linux 5.11). No timeout: as long as it takes.
int waitFor(int epoll, Batch& batch, std::optional<std::chrono::nanoseconds> timeout) {
    static std::atomic<bool> kernelCounts = true;
    if (kernelCounts.load(std::memory_order_relaxed)) {
        timespec time{};
        if (timeout) {
            const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(*timeout);
            time.tv_sec = seconds.count();
            time.tv_nsec = (*timeout - seconds).count();
        }
        const int count = epoll_pwait2(epoll, batch.data(), BatchSize, timeout ? &time : nullptr, nullptr);
        if (count >= 0 || errno != ENOSYS)
            return count;
        kernelCounts.store(false, std::memory_order_relaxed);
    }
    return waitCoarsely(epoll, batch, timeout);
}

} // namespace

EventLoop::EventLoop() : m_epoll(epoll_create1(EPOLL_CLOEXEC)), m_wakeEvent(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = WakeKey;
    if (m_epoll >= 0 && m_wakeEvent >= 0 && epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeEvent, &event) == 0)
        return;
    const int error = errno;
    for (const int descriptor : {m_epoll, m_wakeEvent}) {
        if (descriptor >= 0)
            close(descriptor);
    }
    throw std::system_error(error, std::generic_category(), "cannot make an event loop");
}

EventLoop::~EventLoop() {
    close(m_wakeEvent);
    close(m_epoll);
}

std::uint32_t EventLoop::watch(int descriptor, std::uint32_t readiness, ReadyCallback callback) {
    const std::uint32_t generation = m_nextGeneration++;
    epoll_event event{};
    event.events = toEpoll(readiness);
    event.data.u64 = std::uint64_t{generation} << 32 | static_cast<std::uint32_t>(descriptor);
    // The kernel forgets descriptors when they are closed, and its view is the one that counts.
    const int likely = m_watches.contains(descriptor) ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    if (epoll_ctl(m_epoll, likely, descriptor, &event) != 0) {
        const int other = errno == ENOENT ? EPOLL_CTL_ADD : errno == EEXIST ? EPOLL_CTL_MOD : 0;
        if (other == 0 || epoll_ctl(m_epoll, other, descriptor, &event) != 0)
            throwSystemError("cannot watch a descriptor");
    }
    m_watches.insert_or_assign(descriptor, Watch{generation, readiness, std::move(callback)});
    return generation;
}

void EventLoop::unwatch(int descriptor) {
    if (m_watches.erase(descriptor) != 0)
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr);
}

void EventLoop::unwatch(int descriptor, std::uint32_t watch) {
    if (const auto found = m_watches.find(descriptor); found != m_watches.end() && found->second.generation == watch)
        unwatch(descriptor);
}

void EventLoop::forget(int descriptor) {
    m_watches.erase(descriptor);
}

EventLoop::TimerId EventLoop::callAt(Clock::time_point deadline, Callback callback) {
    const TimerId timer{deadline, m_nextTimer++};
    m_timers.emplace(timer, std::move(callback));
    return timer;
}

void EventLoop::cancel(const TimerId& timer) {
    m_timers.erase(timer);
}

void EventLoop::runOnce(bool block) {
    std::optional<std::chrono::nanoseconds> timeout;
    if (!block) {
        timeout = std::chrono::nanoseconds::zero();
    } else if (!m_timers.empty()) {
        const auto left = m_timers.begin()->first.first - Clock::now();
        timeout = std::max<std::chrono::nanoseconds>(left, std::chrono::nanoseconds::zero());
    }
    Batch batch;
    const int count = waitFor(m_epoll, batch, timeout);
    if (count < 0 && errno != EINTR)
        throwSystemError("cannot wait for descriptors");
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = batch[static_cast<std::size_t>(i)];
        if (event.data.u64 == WakeKey) {
            std::uint64_t wakes = 0;
            [[maybe_unused]] const ssize_t size = read(m_wakeEvent, &wakes, sizeof wakes);
        } else {
            fireWatch(event.data.u64, event.events);
        }
    }
    fireTimers();
}

void EventLoop::fireWatch(std::uint64_t key, std::uint32_t events) {
    const auto found = m_watches.find(static_cast<int>(key & 0xffff'ffff));
    if (found == m_watches.end() || found->second.generation != key >> 32)
        return; // an earlier callback of the same batch has unwatched or replaced it
    const Watch& watch = found->second;
    std::uint32_t readiness = ((events & EPOLLIN) != 0 ? std::uint32_t{Readable} : 0U) |
                              ((events & EPOLLOUT) != 0 ? std::uint32_t{Writable} : 0U);
    if ((events & (EPOLLERR | EPOLLHUP)) != 0)
        readiness = watch.readiness;
    const ReadyCallback callback = watch.callback; // a copy: it may unwatch itself
    callback(readiness);
}

void EventLoop::fireTimers() {
    if (m_timers.empty())
        return;
    const Clock::time_point now = Clock::now();
    const std::uint64_t newTimers = m_nextTimer;
    auto timer = m_timers.begin();
    while (timer != m_timers.end() && timer->first.first <= now) {
        const TimerId id = timer->first;
        if (id.second < newTimers) {
            const Callback callback = std::move(timer->second);
            m_timers.erase(timer);
            callback();
        }
        timer = m_timers.upper_bound(id);
    }
}

void EventLoop::wakeUp() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t size = write(m_wakeEvent, &one, sizeof one); // full: then it is awake already
}

} // namespace simul
