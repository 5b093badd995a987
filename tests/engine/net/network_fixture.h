#pragma once

#include "engine/net/curl_handle.h"
#include "engine/net/test_site.h"
#include "tests/support/wrong_every_time.h"

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <sys/resource.h>

namespace simul {

/// Whatever the environment says, nothing may leave this computer; only an address itself is asked directly. Before
/// main(): QtTest's watchdog thread reads the environment from then on, and getenv() beside setenv() crashes.
inline const bool proxiesAreDead = [] {
    for (const char* variable : {"http_proxy", "https_proxy", "all_proxy"})
        setenv(variable, "http://127.0.0.1:1", 1);
    return setenv("no_proxy", "127.0.0.1,::1,localhost", 1) == 0;
}();

/// A test site on a free port and the route to it: the whole Internet of a test.
class NetworkFixture {
public:
    explicit NetworkFixture(std::vector<Site> sites, double scale = 1) {
        std::vector<std::string> names;
        for (const Site& site : sites) {
            if (site.behaviour != SiteBehaviour::DoesNotResolve)
                names.push_back(site.name);
        }
        Result<std::unique_ptr<TestSite>> started = TestSite::start(std::move(sites), {.scale = scale});
        if (!started)
            throw std::runtime_error(started.error());
        m_site = *std::move(started);
        m_route = CurlRoute(names, m_site->port());
    }
    const CurlRoute& route() const { return m_route; }
    const TestSite& site() const { return *m_site; }

private:
    std::unique_ptr<TestSite> m_site;
    CurlRoute m_route;
};

using test::descriptorCount;
using test::descriptorsLeft;
using test::limitForStop;
using test::threadCount;
using test::threadsLeft;
using test::tooLate;
using test::wrongEveryTime;

/// Whether the system lets this process have as many; a site allows itself as many as that does.
inline bool mayHaveDescriptors(rlim_t count) {
    rlimit limit{};
    return getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_max >= count;
}

inline HttpRequest requestFor(std::string url, Duration timeout = std::chrono::seconds(5)) {
    HttpRequest request(std::move(url));
    request.timeout = timeout;
    return request;
}

/// Sites for every way in which an exchange can go.
inline std::vector<Site> troublesomeSites() {
    using namespace std::chrono_literals;
    return {
        {.name = "quick.test", .size = 13'828},
        {.name = "large.test", .size = 1'514'405},
        {.name = "empty.test"},
        {.name = "busy.test", .size = 100, .status = 503},
        {.name = "slow.test", .latency = 20ms, .size = 10},
        {.name = "silent.test", .behaviour = SiteBehaviour::NeverAnswers},
        {.name = "nowhere.test", .behaviour = SiteBehaviour::DoesNotResolve},
        {.name = "moved.test",
         .pages = {{.path = "/here", .body = "", .status = 302, .location = "/there"},
                   {.path = "/there", .body = "there"},
                   {.path = "/abroad", .body = "", .status = 301, .location = "http://quick.test/"},
                   {.path = "/circle", .body = "", .status = 302, .location = "/circle"},
                   {.path = "/file", .body = "", .status = 302, .location = "file:///etc/passwd"},
                   {.path = "/ftp", .body = "", .status = 302, .location = "ftp://quick.test/"},
                   {.path = "/lost", .body = "", .status = 302, .location = "http://nowhere.test/"}}},
    };
}

/// A request and what must come of it, on the simulated network as on the real one.
struct ExchangeCase {
    const char* name;
    HttpRequest request;
    int status = 0; ///< 0: it fails
    std::uint64_t size = 0;
    std::string error = {};
    std::string effectiveUrl = {}; ///< empty: the request's
};

inline std::vector<ExchangeCase> exchangeCases() {
    using namespace std::chrono_literals;
    const auto small = [](std::string url, std::uint64_t most) {
        HttpRequest request(std::move(url));
        request.maxBodyBytes = most;
        return request;
    };
    return {
        {"ok", requestFor("http://quick.test/"), 200, 13'828},
        {"any path", requestFor("http://quick.test/a/b?c=d"), 200, 13'828},
        {"large", requestFor("http://large.test/"), 200, 1'514'405},
        {"empty", requestFor("http://empty.test/"), 200, 0},
        {"slow", requestFor("http://slow.test/"), 200, 10},
        {"status", requestFor("http://busy.test/"), 503, 100},
        {"no such page", requestFor("http://moved.test/unknown"), 404, 0},
        {"redirect", requestFor("http://moved.test/here"), 200, 5, "", "http://moved.test/there"},
        {"redirect elsewhere", requestFor("http://moved.test/abroad"), 200, 13'828, "", "http://quick.test/"},
        {"body as large as allowed", small("http://quick.test/", 13'828), 200, 13'828},
        {"body too large", small("http://quick.test/", 13'827), 0, 0,
         "quick.test: the answer is larger than 13827 bytes"},
        {"circle", requestFor("http://moved.test/circle"), 0, 0, "moved.test: more than 5 redirects"},
        {"timeout", requestFor("http://silent.test/", 50ms), 0, 0, "silent.test: no answer within 50 ms"},
        {"no such name", requestFor("http://nowhere.test/"), 0, 0, "nowhere.test: the name does not resolve"},
        {"unknown name", requestFor("http://unknown.test/"), 0, 0, "unknown.test: the name does not resolve"},
        {"redirect to no such name", requestFor("http://moved.test/lost"), 0, 0,
         "nowhere.test: the name does not resolve"},
        {"file", requestFor("file:///etc/passwd"), 0, 0,
         "file:///etc/passwd: only http and https addresses can be fetched"},
        {"ftp", requestFor("ftp://quick.test/"), 0, 0,
         "ftp://quick.test/: only http and https addresses can be fetched"},
        {"redirect to file", requestFor("http://moved.test/file"), 0, 0,
         "file:///etc/passwd: only http and https addresses can be fetched"},
        {"redirect to ftp", requestFor("http://moved.test/ftp"), 0, 0,
         "ftp://quick.test/: only http and https addresses can be fetched"},
    };
}

} // namespace simul
