#include "engine/scenarios/own_addresses.h"

#include "engine/net/web.h"
#include "engine/scenarios/url_list.h"

#include <algorithm>
#include <stdexcept>

namespace simul {

namespace {

/// Only some stories have parameters for them.
FetchLimits limitsFrom(const Parameters& parameters) {
    FetchLimits limits;
    for (const Parameter& parameter : parameters.descriptions()) {
        if (parameter.name == "at_once")
            limits.atOnce = static_cast<std::size_t>(parameters.number("at_once"));
        if (parameter.name == "per_host")
            limits.perHost = static_cast<std::size_t>(parameters.number("per_host"));
    }
    return limits;
}

} // namespace

Parameter ownAddresses() {
    return {"urls", SIMUL_TR("network", "Own addresses"),
            SIMUL_TR("network", "A file with addresses to fetch instead, one a line. Real clock only."), std::string(), {},
            {}, {}};
}

std::vector<Parameter> limitsOfRequests() {
    return {
        {"at_once", SIMUL_TR("network", "At once"),
         SIMUL_TR("network", "How many requests may be under way at once; others queue. Real clock only."),
         std::int64_t{300}, std::int64_t{1}, std::int64_t{5000}, {}},
        {"per_host", SIMUL_TR("network", "At once, of a host"),
         SIMUL_TR("network", "How many of them may ask one host; 0 is polite: two, but of this computer all. Real clock "
                             "only."),
         std::int64_t{0}, std::int64_t{0}, std::int64_t{5000}, {}},
    };
}

Result<std::monostate> checkOwnAddresses(const Parameters& parameters, ClockKind clock) {
    const std::string& file = parameters.text("urls");
    if (file.empty())
        return std::monostate{};
    if (clock == ClockKind::Simulated)
        return Error{"urls: addresses of your own are fetched on the real clock only (--clock real)"};
    const Result<std::vector<std::string>> list = readUrlList(file);
    return list ? Result<std::monostate>(std::monostate{}) : Error{"urls: " + list.error()};
}

std::vector<std::string> readOwnAddresses(const Parameters& parameters) {
    const std::string& file = parameters.text("urls");
    if (file.empty())
        return {};
    Result<std::vector<std::string>> list = readUrlList(file);
    if (!list)
        throw std::runtime_error("urls: " + list.error());
    return *std::move(list);
}

std::vector<std::string> openSites(Stage stage, const Parameters& parameters, std::vector<Site> sites,
                                   std::vector<std::string> urls) {
    std::vector<std::string> own = readOwnAddresses(parameters);
    if (own.empty()) {
        openWeb(stage.runtime(), std::move(sites), limitsFrom(parameters));
        return urls;
    }
    openWeb(stage.runtime(), {}, limitsFrom(parameters));
    return own;
}

std::vector<std::string> homesOf(const std::vector<Site>& sites) {
    std::vector<std::string> urls;
    for (const Site& site : sites)
        urls.push_back("http://" + site.name + "/");
    return urls;
}

std::string shortName(const std::string& url) {
    const std::string name = url.substr(url.find("//") + 2);
    return name.ends_with('/') ? name.substr(0, name.size() - 1) : name;
}

} // namespace simul
