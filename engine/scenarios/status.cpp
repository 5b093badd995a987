#include "engine/net/fetch.h"
#include "engine/scenarios/own_addresses.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

// [the story]
Activity<> ask(Stage stage, std::string url) {
    const Result<HttpResponse> page = co_await fetch(stage, url, "waits for an answer");
    stage.log(fmt::format("{}: {}", hostOf(url), page ? page->statusLine : page.error()));
}

Activity<> askInTurn(Stage stage, std::vector<std::string> urls) {
    for (const std::string& url : urls)
        co_await ask(stage, url);
}

Activity<> askTogether(Stage stage, std::vector<std::string> urls) {
    std::vector<TaskHandle> asking;
    for (const std::string& url : urls)
        asking.push_back(stage.spawn(hostOf(url), ask, url));
    for (const TaskHandle& one : asking)
        co_await stage.join(one, "gathers the answers");
}
// [end]

std::vector<Site> tenSites() {
    return {
        {.name = "python.org", .latency = 350ms, .size = 49'943},
        {.name = "wikipedia.org", .latency = 200ms, .size = 74'853},
        {.name = "gnu.org", .latency = 600ms, .size = 33'911},
        {.name = "qt.io", .latency = 900ms, .size = 112'640},
        {.name = "debian.org", .latency = 300ms, .size = 15'172},
        {.name = "kernel.org", .latency = 450ms, .size = 18'204},
        {.name = "busy.example", .latency = 100ms, .size = 107, .status = 503},
        {.name = "curl.se", .latency = 250ms, .size = 9'061},
        {.name = "gone.example", .latency = 150ms, .size = 196, .status = 410},
        {.name = "isocpp.org", .latency = 700ms, .size = 68'377},
    };
}

void play(Stage stage, const Parameters& parameters) {
    const std::vector<Site> sites = tenSites();
    const std::vector<std::string> urls = openSites(stage, parameters, sites, homesOf(sites));
    stage.spawn("main", parameters.choice("order") == "in-turn" ? askInTurn : askTogether, urls);
}

} // namespace

Scenario status() {
    return {
        .name = "status",
        .title = SIMUL_TR("status", "Are you there?"),
        .line = SIMUL_TR("status", "The first line that ten sites answer with"),
        .text = SIMUL_TR(
            "status", "Ten sites are asked for their HTTP status line. Asked together, each by a task of its own, "
                      "they take as long as the slowest, 0.9 seconds. Asked one after another (order=in-turn) they "
                      "take the sum, four seconds, and then no mode helps: coroutines that are awaited in turn are "
                      "plain calls. Look at the order of the answers: together it is the sites’ own, quick ones first. "
                      "That a site is busy (503) is an answer too, and no error."),
        .topic = SIMUL_TR("topics", "network"),
        .icon = "eye",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"order", SIMUL_TR("status", "Order"),
                 SIMUL_TR("status", "Ask all of them together, or one after another."), std::string("together"), {}, {},
                 {"together", "in-turn"}},
                ownAddresses(),
            },
        .tasks = SIMUL_TR("status", "Sites"),
        .defaultCores = 10,
        .source = "status.cpp",
        .check = checkOwnAddresses,
        .play = play,
    };
}

} // namespace simul::stories
