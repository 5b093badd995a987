#include "engine/net/turnstile.h"

namespace simul {

bool Turnstile::enter(const std::string& host, bool isLocal, const std::stop_token& stop) {
    const std::size_t most = m_limits.of(isLocal);
    std::unique_lock lock(m_mutex);
    const bool hasRoom = m_left.wait(lock, stop, [&] {
        const auto entry = m_inside.find(host);
        return m_insideInAll < m_limits.atOnce && (entry == m_inside.end() || entry->second < most);
    });
    if (!hasRoom)
        return false;
    ++m_inside[host];
    ++m_insideInAll;
    return true;
}

void Turnstile::leave(const std::string& host) {
    {
        const std::lock_guard lock(m_mutex);
        const auto entry = m_inside.find(host);
        if (--entry->second == 0)
            m_inside.erase(entry);
        --m_insideInAll;
    }
    m_left.notify_all(); // who waits waits for different hosts
}

} // namespace simul
