#pragma once

#include "engine/net/http.h"

#include <string>
#include <string_view>
#include <vector>

namespace simul {

/// What a robots.txt says, by RFC 9309. Without rules everything is allowed. Read-only use from any thread.
class RobotsRules {
public:
    struct Rule {
        std::string pattern; ///< in one spelling only; ends with '$' if it matches no longer paths
        bool allow = false;
    };
    struct Group {
        std::vector<std::string> agents; ///< product tokens, lower case; "*" is everybody
        std::vector<Rule> rules;
    };

    RobotsRules() = default;
    explicit RobotsRules(std::vector<Group> groups) : m_groups(std::move(groups)) {}
    static RobotsRules nothingAllowed();

    /// Whether who calls itself `agent` ("Simul/0.1", "Simul") may fetch `path`, which may have a query. The
    /// longest matching rule decides, of two as long the one that allows. /robots.txt itself is always allowed.
    bool allows(std::string_view agent, std::string_view path) const;

private:
    std::vector<Group> m_groups;
};

/// Never fails: what is no rule is passed over. Looks at no more than the first 500 KiB.
RobotsRules parseRobots(std::string_view text);

/// Where the rules for `url` are: "http://a.test/b" has them at "http://a.test/robots.txt". Empty if `url` is no URL.
std::string robotsUrlFor(const std::string& url);
/// A request for them that follows up to five redirects.
HttpRequest robotsRequestFor(const std::string& url);
/// What came of that request, as rules: a status of 4xx allows everything, 5xx and no answer at all nothing.
RobotsRules robotsFrom(const Result<HttpResponse>& response);

} // namespace simul
