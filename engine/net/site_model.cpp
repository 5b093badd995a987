#include "engine/net/site_model.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace simul {

using namespace std::chrono_literals;

std::vector<Site> articleSites() {
    using enum SiteBehaviour;
    // Failures come first, from the name that nobody knows; the site that never answers comes last.
    return {
        {.name = "google.com", .latency = 250ms, .size = 13'828},
        {.name = "duckduckgo.com", .latency = 300ms, .size = 5'722},
        {.name = "amazon.com", .latency = 200ms, .size = 2'671, .status = 503},
        {.name = "overstock.com", .behaviour = NeverAnswers},
        {.name = "54356456456456", .latency = 100ms, .behaviour = DoesNotResolve},
        {.name = "nytimes.com", .latency = 1200ms, .size = 1'514'405},
        {.name = "ft.com", .latency = 700ms, .size = 190'189},
        {.name = "wired.com", .latency = 900ms, .size = 768'291},
        {.name = "arstechnica.com", .latency = 500ms, .size = 90'577},
        {.name = "abfdgdfsegfdgfdfsd", .latency = 150ms, .behaviour = DoesNotResolve},
        {.name = "twitter.com", .latency = 400ms, .size = 64'042},
        {.name = "facebook.com", .latency = 600ms, .size = 197'103},
    };
}

SiteAnswer answerOf(const Site& site, std::string_view path) {
    if (site.pages.empty())
        return {site.status, site.size, nullptr};
    const auto page = std::ranges::find(site.pages, path, &SitePage::path);
    if (page == site.pages.end())
        return {404, 0, nullptr};
    return {page->status, page->body.size(), &*page};
}

std::string fillerBody(const Site& site, std::uint64_t size) {
    std::string body = fmt::format("<!DOCTYPE html><title>{0}</title><p>This is {0}.\n", site.name);
    static constexpr std::string_view line = "All work and no wait makes a dull timeline.\n";
    body.reserve(size + line.size());
    while (body.size() < size)
        body += line;
    body.resize(size);
    return body;
}

const Site* SiteModel::siteNamed(std::string_view name) const {
    const auto found = std::ranges::find(m_sites, name, &Site::name);
    return found == m_sites.end() ? nullptr : &*found;
}

HttpExchange SiteModel::answer(const HttpRequest& request) const {
    HttpPhases phases;
    std::string url = request.url;
    for (int redirects = 0;; ++redirects) {
        if (redirects > request.maxRedirects)
            return {tooManyRedirects(request.url, request.maxRedirects), phases};
        if (!hasWebScheme(url))
            return {noWebAddress(url), phases};
        const Site* site = siteNamed(hostOf(url));
        const bool resolves = site != nullptr && site->behaviour != SiteBehaviour::DoesNotResolve;
        const Duration latency = site != nullptr ? site->latency : Duration::zero();
        Duration& phase = resolves ? phases.waiting : phases.nameLookup;
        const Duration left = request.timeout - phases.waiting;
        if (latency >= left || (resolves && site->behaviour == SiteBehaviour::NeverAnswers)) {
            phase += left;
            return {noAnswerWithin(url, request.timeout), phases};
        }
        phase += latency;
        if (!resolves)
            return {doesNotResolve(url), phases};
        const SiteAnswer answer = answerOf(*site, pathOf(url));
        const bool isRedirect = answer.page != nullptr && !answer.page->location.empty();
        if (isRedirect && request.followRedirects) {
            url = resolveUrl(url, answer.page->location);
            continue;
        }
        if (answer.size > request.maxBodyBytes)
            return {tooLarge(url, request.maxBodyBytes), phases};
        std::string body;
        if (request.keepBody)
            body = answer.page != nullptr ? answer.page->body : fillerBody(*site, answer.size);
        std::string location = isRedirect ? resolveUrl(url, answer.page->location) : std::string();
        return {HttpResponse{answer.status, answer.size, std::move(body), std::move(url),
                             fmt::format("HTTP/1.1 {}", statusText(answer.status)), phases, std::move(location)},
                phases};
    }
}

} // namespace simul
