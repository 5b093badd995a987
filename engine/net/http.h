#pragma once

#include "engine/trace/result.h"
#include "engine/trace/time.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace simul {

/// What requests say of who they come from; robots.txt knows us as "Simul".
inline constexpr const char* userAgent = "Simul/0.1 (a desktop program that makes concurrency visible)";

/// A page to be fetched, and how much one is ready to put up with. Only http and https, also after redirects. No
/// aggregate: g++ 12 destroys `co_await f(Aggregate{...})` twice if the coroutine is destroyed while it waits.
struct HttpRequest {
    HttpRequest() = default;
    explicit HttpRequest(std::string address) : url(std::move(address)) {}

    std::string url;
    Duration timeout =
        std::chrono::seconds(5); ///< of the story's time, for the whole exchange; on the real clock scaled
    std::uint64_t maxBodyBytes = std::uint64_t{16} << 20;
    int maxRedirects = 5;
    bool followRedirects = true; ///< without it a redirect is the answer, and HttpResponse::location says where to
    bool keepBody = false; ///< without it only the size is known, and no memory is used
};

/// How long the parts of an exchange took, on the clock that it ran by. Parts that did not happen are zero.
struct HttpPhases {
    Duration queued{}; ///< until there was room for one more exchange at once
    Duration nameLookup{};
    Duration connect{};
    Duration tls{};
    Duration waiting{}; ///< from sending the request to the first byte of the answer
    Duration receiving{};

    constexpr Duration total() const { return queued + nameLookup + connect + tls + waiting + receiving; }
    constexpr HttpPhases& operator+=(const HttpPhases& other) {
        queued += other.queued;
        nameLookup += other.nameLookup;
        connect += other.connect;
        tls += other.tls;
        waiting += other.waiting;
        receiving += other.receiving;
        return *this;
    }
    friend bool operator==(const HttpPhases&, const HttpPhases&) = default;
};

/// An answer, whatever its status.
struct HttpResponse {
    int status = 0;
    std::uint64_t bodySize = 0;
    std::string body;         ///< empty unless HttpRequest::keepBody
    std::string effectiveUrl; ///< where the redirects led
    std::string statusLine;   ///< "HTTP/1.1 200 OK" as it came, but for bytes that are no UTF-8
    HttpPhases phases;
    std::string location = {}; ///< where a redirect that was not followed leads to, else empty

    bool isSuccess() const { return status >= 200 && status < 300; }
};

/// What came of a request: the answer or one sentence that begins with the host, and how long its parts took either
/// way.
struct HttpExchange {
    Result<HttpResponse> response;
    HttpPhases phases;

    void wasQueuedFor(Duration time) {
        phases.queued += time;
        if (response)
            (*response).phases.queued += time;
    }
};

/// The host that a URL names, lower case; the URL itself if it names none.
std::string hostOf(const std::string& url);
/// The same as name servers know it: in ASCII.
std::string asciiHostOf(const std::string& url);
/// The port that a URL names, or that its scheme has; empty if it is no URL.
std::string portOf(const std::string& url);
/// The path that a URL names, "/" if none; without query.
std::string pathOf(const std::string& url);
/// The path and the query.
std::string targetOf(const std::string& url);
/// `target` as a link on the page `base`; empty if that is no URL.
std::string resolveUrl(const std::string& base, const std::string& target);
/// The page that a link `href` on the page `base` leads to, in one spelling: host in lower case, no default port, no
/// fragment. Empty if that is no URL or none with http or https.
std::string pageLinkedTo(const std::string& base, const std::string& href);
/// http or https, or no scheme at all, which counts as http.
bool hasWebScheme(const std::string& url);

/// Whether a host, as hostOf() gives it, is by its very name this computer: "localhost", "127.0.0.1", "[::1]".
bool isThisComputer(const std::string& host);
/// Whether it is an address and no name: "192.0.2.1", "[2001:db8::1]".
bool isIpAddress(const std::string& host);
/// `text` with U+FFFD for what is no UTF-8: what servers say ends up in files that have to be.
std::string validUtf8(std::string_view text);

/// "503 Service Unavailable"
std::string statusText(int status);
/// "amazon.com: HTTP 503 Service Unavailable"
std::string statusSentence(const std::string& url, int status);

/// The sentences for failures that the simulated network has as well as the real one.
Error doesNotResolve(const std::string& url);
Error noAnswerWithin(const std::string& url, Duration timeout);
Error notWholeWithin(const std::string& url, Duration timeout);
Error tooManyRedirects(const std::string& url, int most);
Error tooLarge(const std::string& url, std::uint64_t mostBytes);
Error forbiddenByRobots(const std::string& url);
Error noWebAddress(const std::string& url);

} // namespace simul
