#pragma once

#include "engine/net/curl_handle.h"
#include "engine/net/turnstile.h"

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

/// An exchange that did not take place, or not to its end, because of a stop.
HttpExchange stoppedExchange(const std::string& url);

/// The fetchers of one run: as many as there have ever been blocking fetches at once. Any thread.
class BlockingFetchers {
public:
    /// `route` outlives this.
    BlockingFetchers(const CurlRoute& route, double scale, const FetchLimits& limits = {})
        : m_route(route), m_scale(scale), m_turnstile(limits) {}

    /// Waits for its turn if the limits are reached.
    HttpExchange fetch(const HttpRequest& request, const std::stop_token& stop);

private:
    std::unique_ptr<BlockingFetcher> takeIdle();

    const CurlRoute& m_route;
    const double m_scale;
    Turnstile m_turnstile;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<BlockingFetcher>> m_idle; ///< under the mutex
};

} // namespace simul
