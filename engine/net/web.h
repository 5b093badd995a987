#pragma once

#include "engine/net/blocking_fetch.h"
#include "engine/net/curl_multi.h"
#include "engine/net/process_fetch.h"
#include "engine/net/robots_book.h"
#include "engine/net/site_model.h"
#include "engine/net/test_site.h"
#include "engine/runtime/runtime.h"

namespace simul {

/// The network as one run sees it; an attachment of its runtime. Made by openWeb().
class Web {
public:
    /// Throws std::runtime_error with one sentence if the test site cannot be started.
    Web(Runtime& runtime, std::vector<Site> sites, const FetchLimits& limits);

    const SiteModel& model() const { return m_model; }                 ///< simulated clock
    /// Real clock: fetches on the thread of `task`, which waits; where tasks share no memory, in a process of its own.
    HttpExchange fetchHere(Task& task, const HttpRequest& request);
    /// Whether robots.txt is to be asked before anything else: of anybody, and of this host.
    bool asksRobots() const { return m_limits.asksRobotsHere || m_model.sites().empty(); }
    bool asksRobotsOf(const std::string& host) const;
    RobotsBook& robots() { return m_robots; }
    CurlMulti* eventDriven() { return m_multi ? &*m_multi : nullptr; } ///< real clock, with an event loop

private:
    Runtime& m_runtime;
    const FetchLimits m_limits;
    SiteModel m_model;
    RobotsBook m_robots;
    std::unique_ptr<TestSite> m_testSite;
    std::optional<CurlRoute> m_route;
    std::optional<BlockingFetchers> m_blocking;
    std::optional<ProcessFetchers> m_processes;
    std::optional<CurlMulti> m_multi;
};

/// Call once in play(), before tasks run. With `sites` the run's network is these sites and nothing else: the model on
/// the simulated clock, the embedded test site on the real one (delays scaled as the story is). Without, it is the
/// Internet, which only the real clock has. The limits are of the real clock as well. Throws std::runtime_error with one sentence.
Web& openWeb(Runtime& runtime, std::vector<Site> sites = {}, const FetchLimits& limits = {});

} // namespace simul
