#include "engine/net/web.h"

#include <stdexcept>

namespace simul {

namespace {

std::vector<std::string> namesThatResolve(const std::vector<Site>& sites) {
    std::vector<std::string> names;
    for (const Site& site : sites) {
        if (site.behaviour != SiteBehaviour::DoesNotResolve)
            names.push_back(site.name);
    }
    return names;
}

/// Behind a proxy it is the proxy that looks names up, and who sits there often cannot.
std::unique_ptr<NameResolver> resolverFor(EventLoop& loop, const CurlRoute& route) {
    return route.isLocal() || route.hasProxy() ? nullptr : std::make_unique<NameResolver>(loop);
}

} // namespace

Web::Web(Runtime& runtime, std::vector<Site> sites, const FetchLimits& limits) : m_runtime(runtime), m_limits(limits), m_model(std::move(sites)) {
    if (runtime.clock() == ClockKind::Simulated)
        return;
    if (m_model.sites().empty()) {
        m_route.emplace();
    } else {
        Result<std::unique_ptr<TestSite>> started = TestSite::start(m_model.sites(), {.scale = runtime.scale()});
        if (!started)
            throw std::runtime_error(started.error());
        m_testSite = *std::move(started);
        m_route.emplace(namesThatResolve(m_model.sites()), m_testSite->port());
    }
    if (runtime.sharesMemory())
        m_blocking.emplace(*m_route, runtime.scale(), limits);
    else
        m_processes.emplace(*m_route, runtime.scale(), limits, runtime.stopToken());
    if (EventLoop* loop = runtime.eventLoop())
        m_multi.emplace(*loop, *m_route, runtime.scale(), limits, resolverFor(*loop, *m_route));
}

bool Web::asksRobotsOf(const std::string& host) const {
    return asksRobots() && (m_limits.asksRobotsHere || !isThisComputer(host));
}

HttpExchange Web::fetchHere(Task& task, const HttpRequest& request) {
    if (m_blocking)
        return m_blocking->fetch(request, m_runtime.stopToken());
    if (m_processes->isNew(task.id))
        m_runtime.onEnd(task, &task, [this](Task& ended) { m_processes->end(ended.id); });
    return m_processes->fetch(task.id, request);
}

Web& openWeb(Runtime& runtime, std::vector<Site> sites, const FetchLimits& limits) {
    return runtime.attachment<Web>(runtime, std::move(sites), limits);
}

} // namespace simul
