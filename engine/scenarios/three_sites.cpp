#include "engine/net/fetch.h"
#include "engine/scenarios/own_addresses.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>
#include <stdexcept>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

void showPage(Stage stage, const HttpResponse& page) {
    stage.report(fmt::format("{} bytes", page.bodySize));
    stage.log(fmt::format("{}: {} bytes", stage.name(), page.bodySize));
}

void showError(Stage stage, const std::string& error) {
    stage.fail(error);
    stage.log(error);
}

// [the story]
// With coroutines one reads what happens from top to bottom, and an error is an exception.
Activity<HttpResponse> get(Stage stage, std::string url) {
    const Result<HttpResponse> page = co_await fetch(stage, url, "fetches {n}");
    if (!page)
        throw std::runtime_error(page.error());
    co_return *page;
}

Activity<> sizeOf(Stage stage, std::string url) {
    try {
        const HttpResponse page = co_await get(stage, url);
        showPage(stage, page);
    } catch (const std::runtime_error& error) {
        showError(stage, error.what());
    }
}

// With callbacks what comes next is another function, and an error is one of its arguments.
using Callback = void (*)(Stage stage, const Result<HttpResponse>& page);

Activity<> getThen(Stage stage, std::string url, Callback callback) {
    const Result<HttpResponse> page = co_await fetch(stage, url, "fetches {n}, then calls back");
    callback(stage, page);
}

void onPage(Stage stage, const Result<HttpResponse>& page) {
    if (!page)
        return showError(stage, page.error());
    showPage(stage, *page);
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    std::vector<Site> sites = {{.name = "python.org", .latency = 600ms, .size = 49'943},
                               {.name = "debian.org", .latency = 400ms, .size = 15'172},
                               {.name = "gnu.org", .latency = 1s, .size = 33'911}};
    if (parameters.isOn("broken"))
        sites[1].behaviour = SiteBehaviour::DoesNotResolve;
    for (const std::string& url : openSites(stage, parameters, sites, homesOf(sites))) {
        if (parameters.choice("style") == "callbacks")
            stage.spawn(shortName(url), getThen, url, onPage);
        else
            stage.spawn(shortName(url), sizeOf, url);
    }
}

} // namespace

Scenario threeSites() {
    return {
        .name = "three-sites",
        .title = SIMUL_TR("three-sites", "Three sites, two styles"),
        .line = SIMUL_TR("three-sites", "Three pages and their sizes, with coroutines or with callbacks"),
        .text =
            SIMUL_TR("three-sites",
                     "The same three pages in two styles. Before there were coroutines one handed over a function to "
                     "be called later (style=callbacks). Both take the same time: two seconds, the sum, in sync, and "
                     "one second, the maximum, with coroutines or threads. What differs is the code: the coroutine "
                     "reads from top to bottom and an error is caught where it happens; a callback is torn from "
                     "what led to it, and nobody above it can catch an error: it has to be handed on as an argument. "
                     "Switch on “broken” and look at how each style learns that debian.org is not found."),
        .topic = SIMUL_TR("topics", "network"),
        .icon = "chat",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"style", SIMUL_TR("three-sites", "Style"),
                 SIMUL_TR("three-sites", "Coroutines that are awaited, or functions that are called back."),
                 std::string("coroutines"), {}, {}, {"coroutines", "callbacks"}},
                {"broken", SIMUL_TR("three-sites", "Broken"),
                 SIMUL_TR("three-sites", "The name of the second site does not resolve."), false, {}, {}, {}},
                ownAddresses(),
            },
        .tasks = SIMUL_TR("three-sites", "Sites"),
        .source = "three_sites.cpp",
        .check = checkOwnAddresses,
        .play = play,
    };
}

} // namespace simul::stories
