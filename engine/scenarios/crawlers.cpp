#include "engine/net/fetch.h"
#include "engine/scenarios/own_addresses.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

// [the story]
void conclude(Stage stage, const HttpRequest& request, const Result<HttpResponse>& response) {
    if (!response) {
        stage.fail(response.error());
        stage.log(response.error());
    } else if (!response->isSuccess()) {
        stage.fail(statusSentence(request.url, response->status));
        stage.log(statusSentence(request.url, response->status));
    } else {
        stage.report(fmt::format("{} bytes", response->bodySize));
        stage.log(fmt::format("{}: {} bytes", stage.name(), response->bodySize));
    }
}

Activity<> crawl(Stage stage, HttpRequest request) {
    const Result<HttpResponse> response = co_await fetch(stage, request, "fetches {n}");
    conclude(stage, request, response);
}

Activity<> crawlBlocking(Stage stage, HttpRequest request) {
    const Result<HttpResponse> response = co_await fetchBlocking(stage, request, "fetches {n}, blocking");
    conclude(stage, request, response);
}

Activity<> crawlOffloaded(Stage stage, HttpRequest request) {
    const Result<HttpResponse> response = co_await fetchOffloaded(stage, request, "fetches {n}, in a thread");
    conclude(stage, request, response);
}
// [end]

/// The article's sites, the quickest and the slowest answer being these.
std::vector<Site> sitesBetween(Duration fastest, Duration slowest) {
    constexpr Duration quickest = 100ms;
    constexpr Duration span = 1200ms - quickest;
    std::vector<Site> sites = articleSites();
    for (Site& site : sites) {
        const std::chrono::duration<double, Duration::period> more =
            (site.latency - quickest) * (toSeconds(slowest - fastest) / toSeconds(span));
        if (site.behaviour != SiteBehaviour::NeverAnswers)
            site.latency = fastest + std::chrono::round<Duration>(more);
    }
    return sites;
}

void play(Stage stage, const Parameters& parameters) {
    const std::string& way = parameters.choice("fetch");
    const auto body = way == "blocking" ? crawlBlocking : way == "offloaded" ? crawlOffloaded : crawl;
    const std::vector<Site> sites = sitesBetween(parameters.duration("fastest"), parameters.duration("slowest"));
    for (const std::string& url : openSites(stage, parameters, sites, homesOf(sites))) {
        HttpRequest request(url);
        request.timeout = parameters.duration("timeout");
        stage.spawn(shortName(url), body, request);
    }
}

Result<std::monostate> check(const Parameters& parameters, ClockKind clock) {
    if (parameters.duration("fastest") > parameters.duration("slowest"))
        return Error{"fastest: the fastest answer cannot take longer than the slowest"};
    return checkOwnAddresses(parameters, clock);
}

} // namespace

Scenario crawlers() {
    return {
        .name = "crawlers",
        .title = SIMUL_TR("crawlers", "Web crawlers"),
        .line = SIMUL_TR("crawlers", "Twelve sites, each fetched once; one of them never answers"),
        .text = SIMUL_TR("crawlers",
                         "Twelve sites, as in the article: some are quick, two names do not resolve, one answers with an "
                         "error, and overstock never answers at all. Seven ways to fetch them: one after another (sync); "
                         "a thread or a process for each; a pool of five; coroutines that let the loop go while they "
                         "wait, that block it (fetch=blocking), or that hand the blocking call to a pool of threads "
                         "(fetch=offloaded). Look at who waits for overstock. In sync everybody who comes after it, and "
                         "just so if a coroutine blocks: “async” on the door does not help if what is behind it "
                         "blocks. In a pool it holds one thread of five, elsewhere nobody. On the real clock the sites "
                         "are served by this program itself, over real sockets, or come from a list of your own."),
        .topic = SIMUL_TR("topics", "network"),
        .icon = "globe",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool, Mode::Processes},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool, Mode::Processes},
        .parameters =
            {
                {"timeout", SIMUL_TR("crawlers", "Timeout"),
                 SIMUL_TR("crawlers", "After how long a crawler gives up on a site."), Duration(5s), Duration(100ms),
                 Duration(10min), {}},
                {"fastest", SIMUL_TR("crawlers", "Fastest answer"),
                 SIMUL_TR("crawlers", "How long the quickest site takes."), Duration(100ms), Duration::zero(),
                 Duration(1min), {}},
                {"slowest", SIMUL_TR("crawlers", "Slowest answer"),
                 SIMUL_TR("crawlers", "How long the slowest site takes that answers at all."), Duration(1200ms),
                 Duration::zero(), Duration(1min), {}},
                {"fetch", SIMUL_TR("crawlers", "Fetch"),
                 SIMUL_TR("crawlers", "How coroutines fetch: letting the loop go, with a call that blocks it, or with "
                                      "that call handed to a pool of threads."),
                 std::string("event-driven"), {}, {}, {"event-driven", "blocking", "offloaded"}},
                ownAddresses(),
                limitsOfRequests()[0],
                limitsOfRequests()[1],
            },
        .worker = SIMUL_TR("crawlers", "Crawler"),
        .workers = SIMUL_TR("crawlers", "Crawlers"),
        .tasks = SIMUL_TR("crawlers", "Sites"),
        .defaultCores = 12,
        .source = "crawlers.cpp",
        .check = check,
        .play = play,
    };
}

} // namespace simul::stories
