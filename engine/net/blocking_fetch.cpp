#include "engine/net/blocking_fetch.h"

#include "engine/trace/translate.h"

#include <fmt/format.h>
#include <new>
#include <optional>

namespace simul {

namespace {

/// The handle takes part in the multi handle as long as this lives.
class Participation {
public:
    Participation(CURLM* multi, CURL* handle) : m_multi(multi), m_handle(handle) {
        if (curl_multi_add_handle(multi, handle) != CURLM_OK)
            throw std::bad_alloc();
    }
    ~Participation() { curl_multi_remove_handle(m_multi, m_handle); }
    Participation(const Participation&) = delete;
    Participation& operator=(const Participation&) = delete;

private:
    CURLM* m_multi;
    CURL* m_handle;
};

std::optional<CURLcode> ending(CURLM* multi) {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
        if (message->msg == CURLMSG_DONE)
            return message->data.result;
    }
    return std::nullopt;
}

} // namespace

HttpExchange stoppedExchange(const std::string& url) {
    return {Error{fmt::format(SIMUL_TR("net", "{}: stopped"), hostOf(url))}, {}};
}

BlockingFetcher::BlockingFetcher() {
    initializeCurl();
    m_multi.reset(curl_multi_init());
    if (!m_multi)
        throw std::bad_alloc();
}

HttpExchange BlockingFetcher::fetch(const HttpRequest& request, const CurlRoute& route, double scale,
                                    std::stop_token stop) {
    constexpr int anyTime = 1000; // milliseconds: libcurl knows its own deadlines, and stops wake it
    CURLM* const multi = m_multi.get();
    m_handle.useRoute(route);
    m_handle.prepare(request, scale);
    const Participation participation(multi, m_handle.get());
    const std::stop_callback wake(stop, [multi] { curl_multi_wakeup(multi); });
    while (!stop.stop_requested()) {
        int running = 0;
        CURLMcode code = curl_multi_perform(multi, &running);
        if (const std::optional<CURLcode> end = ending(multi))
            return m_handle.finish(*end);
        if (code == CURLM_OK)
            code = curl_multi_poll(multi, nullptr, 0, anyTime, nullptr);
        if (code != CURLM_OK)
            return {Error{fmt::format("{}: {}", hostOf(request.url), curl_multi_strerror(code))}, {}};
    }
    return stoppedExchange(request.url);
}

HttpExchange BlockingFetchers::fetch(const HttpRequest& request, const std::stop_token& stop) {
    const auto asked = std::chrono::steady_clock::now();
    const std::string host = hostOf(request.url);
    if (!m_turnstile.enter(host, m_route.isLocal() || isThisComputer(host), stop))
        return stoppedExchange(request.url);
    const Duration queued = std::chrono::steady_clock::now() - asked;
    std::unique_ptr<BlockingFetcher> fetcher = takeIdle();
    HttpExchange exchange = fetcher->fetch(request, m_route, m_scale, stop);
    m_turnstile.leave(host);
    exchange.wasQueuedFor(queued);
    const std::lock_guard lock(m_mutex);
    m_idle.push_back(std::move(fetcher));
    return exchange;
}

std::unique_ptr<BlockingFetcher> BlockingFetchers::takeIdle() {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            std::unique_ptr<BlockingFetcher> fetcher = std::move(m_idle.back());
            m_idle.pop_back();
            return fetcher;
        }
    }
    return std::make_unique<BlockingFetcher>();
}

} // namespace simul
