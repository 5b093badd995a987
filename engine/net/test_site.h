#pragma once

#include "engine/net/site_model.h"
#include "engine/trace/result.h"

#include <memory>

namespace simul {

/// Web sites served on 127.0.0.1, chosen by the Host of the request (or, where that is no site's name, by the first
/// part of the path): latency, size and failures are those of the model. Many at once, on two threads. Destroying it
/// closes every connection at once, also those that were never to be answered.
class TestSite {
public:
    struct Options {
        std::uint16_t port = 0; ///< 0: any that is free
        double scale = 1;       ///< latencies last so many times as long
    };

    /// Fails with one sentence, for instance if the port is in use.
    static Result<std::unique_ptr<TestSite>> start(std::vector<Site> sites, Options options);
    ~TestSite();
    TestSite(const TestSite&) = delete;
    TestSite& operator=(const TestSite&) = delete;

    std::uint16_t port() const;
    /// "http://127.0.0.1:8080/"
    std::string address() const;

private:
    class Server;
    explicit TestSite(std::unique_ptr<Server> server);
    std::unique_ptr<Server> m_server;
};

} // namespace simul
