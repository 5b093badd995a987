#include "engine/net/fetch.h"
#include "engine/net/web.h"
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
// [end]

void play(Stage stage, const Parameters& parameters) {
    const bool isBlocking = parameters.choice("fetch") == "blocking";
    const std::vector<Site> sites = articleSites();
    openWeb(stage.runtime(), sites);
    for (const Site& site : sites) {
        HttpRequest request("http://" + site.name + "/");
        request.timeout = parameters.duration("timeout");
        stage.spawn(site.name, isBlocking ? crawlBlocking : crawl, request);
    }
}

} // namespace

Scenario crawlers() {
    return {
        .name = "crawlers",
        .title = SIMUL_TR("crawlers", "Web crawlers"),
        .line = SIMUL_TR("crawlers", "Twelve sites, each fetched once; one of them never answers"),
        .text = SIMUL_TR("crawlers",
                         "Twelve sites, as in the article: some are quick, two names do not resolve, one answers with an "
                         "error, and overstock never answers at all. One after another (sync) everybody after overstock "
                         "waits for it. With threads, or with coroutines that let the loop go while they wait, overstock "
                         "holds nobody back, and the whole takes as long as the slowest site. A coroutine that fetches "
                         "with a blocking call (fetch=blocking) is exactly as slow as sync: “async” on the door does not "
                         "help if what is behind it blocks. On the real clock the sites are served by this program "
                         "itself, over real sockets."),
        .topic = SIMUL_TR("topics", "network"),
        .icon = "globe",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .parameters =
            {
                {"timeout", SIMUL_TR("crawlers", "Timeout"),
                 SIMUL_TR("crawlers", "After how long a crawler gives up on a site."), Duration(5s), Duration(100ms),
                 Duration(10min), {}},
                {"fetch", SIMUL_TR("crawlers", "Fetch"),
                 SIMUL_TR("crawlers", "How coroutines fetch: letting the loop go, or with a call that blocks it."),
                 std::string("event-driven"), {}, {}, {"event-driven", "blocking"}},
            },
        .worker = SIMUL_TR("crawlers", "Crawler"),
        .workers = SIMUL_TR("crawlers", "Crawlers"),
        .tasks = SIMUL_TR("crawlers", "Sites"),
        .defaultCores = 12,
        .source = "crawlers.cpp",
        .play = play,
    };
}

} // namespace simul::stories
