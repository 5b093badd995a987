#pragma once

#include "engine/net/curl_handle.h"
#include "engine/net/fetch_limits.h"

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <unordered_map>

namespace simul {

/// Fetches one page after the other, on the calling thread, which waits meanwhile. One thread at a time.
class BlockingFetcher {
public:
    BlockingFetcher();

    /// Returns when the answer is there, or soon after `stop` is requested (with an error that says so).
    HttpExchange fetch(const HttpRequest& request, const CurlRoute& route, double scale, std::stop_token stop);

private:
    struct Free {
        void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
    };
    /// libcurl's own blocking call looks for a stop only once a second; a multi handle of one can be woken at once.
    std::unique_ptr<CURLM, Free> m_multi;
    CurlHandle m_handle; ///< after m_multi: libcurl wants handles to be gone first
};

/// The fetchers of one run: as many as there have ever been blocking fetches at once. Any thread.
class BlockingFetchers {
public:
    /// `route` outlives this.
    BlockingFetchers(const CurlRoute& route, double scale, const FetchLimits& limits = {})
        : m_route(route), m_scale(scale), m_limits(limits) {}

    /// Waits for its turn if the limits are reached.
    HttpExchange fetch(const HttpRequest& request, const std::stop_token& stop);

private:
    bool enter(const std::string& host, const std::stop_token& stop);
    void leave(const std::string& host, std::unique_ptr<BlockingFetcher> fetcher);

    const CurlRoute& m_route;
    const double m_scale;
    const FetchLimits m_limits;
    std::mutex m_mutex; ///< guards all below
    std::condition_variable_any m_left;
    std::vector<std::unique_ptr<BlockingFetcher>> m_idle;
    std::unordered_map<std::string, std::size_t> m_underWay; ///< by host; those that nobody asks are not in it
    std::size_t m_underWayInAll = 0;
};

} // namespace simul
