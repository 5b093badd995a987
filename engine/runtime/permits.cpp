#include "engine/runtime/permits.h"

#include <algorithm>

namespace simul {

bool Permits::take(const Waiter& waiter) {
    if (m_freeSince.empty()) {
        m_line.push_back(waiter);
        return false;
    }
    goOnFrom(m_freeSince.front(), *waiter.task);
    m_freeSince.pop_front();
    grant(waiter);
    return true;
}

void Permits::grant(const Waiter& waiter) {
    m_holders.push_back(waiter.task);
    record(*waiter.task, SyncKind::Acquired, waiter.place, m_freeSince.size());
}

void Permits::giveBack(Task& task, PlaceId place) {
    const std::lock_guard lock(runtime().syncMutex());
    if (runtime().isClosing())
        return;
    const auto holder = std::ranges::find(m_holders, &task);
    assert(holder != m_holders.end());
    m_holders.erase(holder);
    record(task, SyncKind::Released, place, m_freeSince.size() + 1);
    if (m_line.empty()) {
        m_freeSince.push_back(storyTime(task));
        return;
    }
    const Waiter next = m_line.front();
    m_line.pop_front();
    grant(next);
    letGoOn(*next.task, task, LinkKind::HandOver);
}

void Permits::forget(Task& task) { std::erase_if(m_line, [&](const Waiter& waiter) { return waiter.task == &task; }); }

bool Permits::isFree() const {
    const std::lock_guard lock(runtime().syncMutex());
    return !m_freeSince.empty();
}

std::size_t Permits::waiters() const {
    const std::lock_guard lock(runtime().syncMutex());
    return m_line.size();
}

} // namespace simul
