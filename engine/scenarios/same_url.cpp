#include "engine/net/fetch.h"
#include "engine/scenarios/own_addresses.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

// [the story]
Activity<> ask(Stage stage, std::string url) {
    const Result<HttpResponse> page = co_await fetch(stage, url, "request {n}");
    if (page)
        stage.report(fmt::format("{} bytes", page->bodySize));
    else
        stage.fail(page.error());
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    const std::vector<Site> sites = {{.name = "example.com", .latency = parameters.duration("latency"), .size = 1'256}};
    const std::string url = openSites(stage, parameters, sites, homesOf(sites)).front();
    for (std::int64_t request = 1; request <= parameters.number("requests"); ++request)
        stage.spawn(fmt::format("Request {}", request), ask, url);
}

Result<std::monostate> check(const Parameters& parameters, ClockKind clock) {
    constexpr std::int64_t mostOfStrangers = 10;
    const Result<std::monostate> usable = checkOwnAddresses(parameters, clock);
    if (!usable || parameters.text("urls").empty() || parameters.number("requests") <= mostOfStrangers)
        return usable;
    const std::string host = hostOf(readOwnAddresses(parameters).front());
    if (isThisComputer(host))
        return usable;
    return Error{fmt::format("requests: more than {} of '{}', which is not this computer, would be rude", mostOfStrangers,
                             host)};
}

} // namespace

Scenario sameUrl() {
    return {
        .name = "same-url",
        .title = SIMUL_TR("same-url", "One URL, many times"),
        .line = SIMUL_TR("same-url", "How each mode bears more and more requests"),
        .text =
            SIMUL_TR("same-url",
                     "One address is asked for once, ten, fifty, a hundred, five hundred times: a sweep over "
                     "“requests” draws the chart. One after another (sync) the time grows with every request. A pool "
                     "grows as well, five times slower. Threads and coroutines take as long for fifty as for one. "
                     "What the simulated clock does not show the real one does: a thread has to be made and costs "
                     "memory, a coroutine is a few hundred bytes on one thread, and of thousands of requests no "
                     "more than 300 are under way at once, so as not to run out of sockets."),
        .topic = SIMUL_TR("topics", "network"),
        .icon = "ticket",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool, Mode::Processes},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool, Mode::Processes},
        .parameters =
            {
                {"requests", SIMUL_TR("same-url", "Requests"), SIMUL_TR("same-url", "How often it is asked for."),
                 std::int64_t{50}, std::int64_t{1}, std::int64_t{5000}, {}},
                {"latency", SIMUL_TR("same-url", "Latency"), SIMUL_TR("same-url", "How long an answer takes."),
                 Duration(200ms), Duration::zero(), Duration(4s), {}},
                ownAddresses(),
                limitsOfRequests()[0],
                limitsOfRequests()[1],
            },
        .tasks = SIMUL_TR("same-url", "Requests"),
        .source = "same_url.cpp",
        .check = check,
        .play = play,
    };
}

} // namespace simul::stories
