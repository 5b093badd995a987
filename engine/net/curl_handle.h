#pragma once

#include "engine/net/curl_route.h"
#include "engine/net/http.h"

#include <memory>

namespace simul {

/// A libcurl handle that is used for one exchange after the other: reuse saves two thirds of the cost of a request.
/// One thread at a time. Throws std::runtime_error if there is no memory.
class CurlHandle {
public:
    CurlHandle();
    CurlHandle(const CurlHandle&) = delete;
    CurlHandle& operator=(const CurlHandle&) = delete;

    /// Before anything else: what stays the same from one exchange to the next. `route` is referred to until the next
    /// useRoute().
    void useRoute(const CurlRoute& route);
    /// Everything that `request` asks for; its timeout lasts `scale` times as long.
    void prepare(const HttpRequest& request, double scale);
    /// The same, but that libcurl does not follow redirects itself, and begins with `url`, for which `left` is left.
    void prepareHop(const HttpRequest& request, const std::string& url, std::chrono::nanoseconds left);
    /// After either: the host of its URL is at these addresses; nobody is asked.
    void useAddresses(const std::vector<std::string>& addresses);
    /// What came of the exchange, which libcurl ended with `code`.
    HttpExchange finish(CURLcode code);

    CURL* get() const { return m_handle.get(); }

private:
    struct Free {
        void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    };
    void begin(const HttpRequest& request, const std::string& url, std::chrono::duration<double, std::milli> timeout);
    static std::size_t header(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t write(char* data, std::size_t size, std::size_t count, void* self);
    std::size_t takeHeader(std::string_view line);
    HttpPhases phases() const;
    std::string effectiveUrl() const;
    std::string location() const;
    Error failure(CURLcode code) const;

    std::unique_ptr<CURL, Free> m_handle;
    HttpRequest m_request;
    std::string m_statusLine;
    std::string m_body;
    std::uint64_t m_received = 0;
    std::size_t m_headerBytes = 0;
    CurlList m_addresses;
};

} // namespace simul
