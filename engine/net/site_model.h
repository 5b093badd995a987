#pragma once

#include "engine/net/http.h"

#include <vector>

namespace simul {

/// A page of a site that has more to say than how large it is.
struct SitePage {
    std::string path; ///< "/robots.txt"; a query is not looked at
    std::string body;
    int status = 200;
    std::string location = {}; ///< with a status of 3xx: where to look instead
    std::string type = "text/html; charset=utf-8";
};

enum class SiteBehaviour : std::uint8_t { Answers, NeverAnswers, DoesNotResolve };

/// A web site as data: simulated runs answer from it, the embedded test site serves it. A site with pages answers 404
/// at every other path; a site without answers `size` bytes at every path.
struct Site {
    std::string name;       ///< "google.com"
    Duration latency{};     ///< until the answer is there, or until it is known that there is none
    std::uint64_t size = 0; ///< of the body, in bytes
    int status = 200;
    SiteBehaviour behaviour = SiteBehaviour::Answers;
    std::vector<SitePage> pages = {};
};

/// The twelve sites of the article, in its order.
std::vector<Site> articleSites();

/// What `site` answers at `path`. `body` is whole only if asked for; `size` is its size either way.
struct SiteAnswer {
    int status = 200;
    std::uint64_t size = 0;
    const SitePage* page = nullptr; ///< none: filler of that size
};
SiteAnswer answerOf(const Site& site, std::string_view path);
/// A page of exactly `size` bytes that names its site.
std::string fillerBody(const Site& site, std::uint64_t size);

/// The network of a simulated run: asks nobody, takes no time, says how long it would have taken.
class SiteModel {
public:
    SiteModel() = default;
    explicit SiteModel(std::vector<Site> sites) : m_sites(std::move(sites)) {}

    const std::vector<Site>& sites() const { return m_sites; }
    const Site* siteNamed(std::string_view name) const;

    /// The exchange and, as the sum of its phases, its duration. Redirects are followed, limits kept.
    HttpExchange answer(const HttpRequest& request) const;

private:
    std::vector<Site> m_sites;
};

} // namespace simul
