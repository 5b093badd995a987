#include "engine/runtime/alarms.h"

namespace simul {

Alarms::Id Alarms::set(TraceTime at, std::function<void()> callback) {
    const std::lock_guard lock(m_mutex);
    const Id id{at, m_sequence++};
    m_alarms.emplace(id, std::move(callback));
    m_count = m_alarms.size();
    return id;
}

void Alarms::clear(const Id& alarm) {
    const std::lock_guard lock(m_mutex);
    m_alarms.erase(alarm);
    m_count = m_alarms.size();
}

std::optional<TraceTime> Alarms::next() const {
    const std::lock_guard lock(m_mutex);
    return m_alarms.empty() ? std::nullopt : std::optional(m_alarms.begin()->first.first);
}

bool Alarms::fire(TraceTime now) {
    bool hasFired = false;
    while (true) {
        std::unique_lock lock(m_mutex);
        if (m_alarms.empty() || m_alarms.begin()->first.first > now)
            return hasFired;
        const auto node = m_alarms.extract(m_alarms.begin());
        m_count = m_alarms.size();
        lock.unlock();
        node.mapped()();
        hasFired = true;
    }
}

} // namespace simul
