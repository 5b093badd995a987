#include "engine/net/fetch.h"
#include "engine/net/web.h"
#include "engine/runtime/queue.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

using Urls = Queue<std::string>;

// [the story]
Activity<> getPages(Stage stage, Urls queue, bool isBlocking) {
    std::optional<std::string> url = queue.tryGet(stage);
    if (!url)
        stage.log(stage.name() + ": nothing to do");
    for (; url; url = queue.tryGet(stage)) {
        stage.log(fmt::format("{} gets {}", stage.name(), *url));
        const TraceTime start = stage.now();
        Activity<Result<HttpResponse>> fetching =
            isBlocking ? fetchBlocking(stage, *url, "fetches, blocking") : fetch(stage, *url, "fetches");
        const Result<HttpResponse> response = co_await fetching;
        if (response)
            stage.log(fmt::format("{}: {:.1f} s elapsed", stage.name(), toSeconds(stage.now() - start)));
        else
            stage.log(response.error());
        co_await stage.yield("lets others go first");
    }
}
// [end]

std::vector<Site> sites() {
    return {
        {.name = "google.com", .latency = 300ms, .size = 13'828},
        {.name = "yahoo.com", .latency = 800ms, .size = 89'210},
        {.name = "linkedin.com", .latency = 400ms, .size = 52'604},
        {.name = "apple.com", .latency = 300ms, .size = 71'455},
        {.name = "microsoft.com", .latency = 500ms, .size = 180'036},
        {.name = "facebook.com", .latency = 500ms, .size = 197'103},
        {.name = "twitter.com", .latency = 400ms, .size = 64'042},
    };
}

void play(Stage stage, const Parameters& parameters) {
    std::vector<std::string> urls;
    for (const Site& site : sites())
        urls.push_back("http://" + site.name + "/");
    openWeb(stage.runtime(), sites());
    const Urls queue(stage, "URLs", 0, urls);
    for (const char* name : {"One", "Two"})
        stage.spawn(name, getPages, queue, parameters.choice("kind") == "block");
}

} // namespace

Scenario urlQueue() {
    return {
        .name = "url-queue",
        .title = SIMUL_TR("url-queue", "Two crawlers, one queue"),
        .line = SIMUL_TR("url-queue", "One and Two take seven URLs from a queue and fetch them"),
        .text = SIMUL_TR("url-queue",
                         "The queue of work again, with real work in it: seven pages that take 0.3 to 0.8 seconds. One "
                         "after another (sync) that is 3.2 seconds. Two coroutines that let the loop go while they wait "
                         "for the network share it in 1.7. With a library whose calls block (kind=block) they take turns "
                         "politely and need 3.2 again: who does not let go while it waits has gained nothing. Look at the "
                         "two lanes: do their fetches overlap?"),
        .topic = SIMUL_TR("topics", "queue"),
        .icon = "globe",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .parameters =
            {
                {"kind", SIMUL_TR("url-queue", "Kind"),
                 SIMUL_TR("url-queue", "How a page is fetched: letting the loop go, or with a call that blocks it."),
                 std::string("wait"), {}, {}, {"wait", "block"}},
            },
        .realScale = 2,
        .source = "url_queue.cpp",
        .play = play,
    };
}

} // namespace simul::stories
