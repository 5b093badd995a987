#pragma once

#include "engine/trace/time.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace simul {

/// Callbacks for times of the story: of equal times, those asked for first come first. Any thread.
class Alarms {
public:
    using Id = std::pair<TraceTime, std::uint64_t>;

    Id set(TraceTime at, std::function<void()> callback);
    void clear(const Id& alarm); ///< fired ones are ignored

    bool empty() const { return m_count == 0; }
    /// When the next one is due.
    std::optional<TraceTime> next() const;
    /// Calls those that are due at `now`, on the calling thread, without any lock held; whether there were any.
    bool fire(TraceTime now);

private:
    mutable std::mutex m_mutex;
    std::map<Id, std::function<void()>> m_alarms;
    std::uint64_t m_sequence = 0;
    std::atomic<std::size_t> m_count = 0; ///< for who only asks whether there are any
};

} // namespace simul
