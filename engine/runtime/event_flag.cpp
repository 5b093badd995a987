#include "engine/runtime/event_flag.h"

namespace simul {

bool EventFlagState::pass(const Waiter& waiter) {
    if (!m_isSet) {
        m_waiters.push_back(waiter);
        return false;
    }
    goOnFrom(m_setAt, *waiter.task);
    record(*waiter.task, SyncKind::Passed, waiter.place);
    return true;
}

void EventFlagState::set(Stage stage, PlaceId place) {
    const std::lock_guard lock(runtime().syncMutex());
    m_isSet = true;
    m_setAt = storyTime(stage.task());
    record(stage.task(), SyncKind::Set, place);
    for (const Waiter& waiter : std::exchange(m_waiters, {})) {
        record(*waiter.task, SyncKind::Passed, waiter.place);
        letGoOn(*waiter.task, stage.task(), LinkKind::Wake);
    }
}

void EventFlagState::clear(Stage stage, PlaceId place) {
    const std::lock_guard lock(runtime().syncMutex());
    m_isSet = false;
    record(stage.task(), SyncKind::Cleared, place);
}

bool EventFlagState::isSet() const {
    const std::lock_guard lock(runtime().syncMutex());
    return m_isSet;
}

void EventFlagState::forget(Task& task) {
    std::erase_if(m_waiters, [&](const Waiter& waiter) { return waiter.task == &task; });
}

} // namespace simul
