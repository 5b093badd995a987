#pragma once

#include "engine/net/fetch_limits.h"

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <unordered_map>

namespace simul {

/// Lets threads through as the limits allow; the rest wait. Any thread.
class Turnstile {
public:
    explicit Turnstile(const FetchLimits& limits) : m_limits(limits) {}

    /// Waits until a request of `host` may begin; false if stopped. `isLocal` as in FetchLimits::of().
    bool enter(const std::string& host, bool isLocal, const std::stop_token& stop);
    void leave(const std::string& host);

private:
    const FetchLimits m_limits;
    std::mutex m_mutex; ///< guards all below
    std::condition_variable_any m_left;
    std::unordered_map<std::string, std::size_t> m_inside; ///< by host; those that nobody asks are not in it
    std::size_t m_insideInAll = 0;
};

} // namespace simul
