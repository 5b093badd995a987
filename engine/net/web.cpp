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

} // namespace

Web::Web(Runtime& runtime, std::vector<Site> sites) : m_model(std::move(sites)) {
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
    m_blocking.emplace(*m_route, runtime.scale());
    if (EventLoop* loop = runtime.eventLoop())
        m_multi.emplace(*loop, *m_route, runtime.scale());
}

Web& openWeb(Runtime& runtime, std::vector<Site> sites) {
    return runtime.attachment<Web>(runtime, std::move(sites));
}

} // namespace simul
