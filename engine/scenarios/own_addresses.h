#pragma once

#include "engine/net/fetch_limits.h"
#include "engine/net/site_model.h"
#include "engine/scenarios/scenario.h"

namespace simul {

/// What the stories of the network have in common: their sites, or a list of the user's own.

/// `urls`, the file with the list.
Parameter ownAddresses();
/// `at_once` and `per_host`: how many requests may be under way.
std::vector<Parameter> limitsOfRequests();
/// Whether the list can be used; for Scenario::check.
Result<std::monostate> checkOwnAddresses(const Parameters& parameters, ClockKind clock);
/// The list, checked; empty if there is none. Throws std::runtime_error with one sentence.
std::vector<std::string> readOwnAddresses(const Parameters& parameters);

/// Opens the run's network and says what to fetch from it: the user's list, or else `urls` of `sites`. As openWeb().
std::vector<std::string> openSites(Stage stage, const Parameters& parameters, std::vector<Site> sites,
                                   std::vector<std::string> urls);
/// "http://a.test/" of each site.
std::vector<std::string> homesOf(const std::vector<Site>& sites);
/// "a.test/b" of "http://a.test/b".
std::string shortName(const std::string& url);

} // namespace simul
