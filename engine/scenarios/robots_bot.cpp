#include "engine/net/fetch.h"
#include "engine/net/robots.h"
#include "engine/runtime/async_generator.h"
#include "engine/scenarios/own_addresses.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>
#include <stdexcept>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

// [the story]
using Inbox = std::shared_ptr<std::string>; // the path that was sent last

/// Reads robots.txt when the first path comes; then, whenever one is sent, answers and waits for the next.
AsyncGenerator<std::string> readRobotsThenAnswer(Stage stage, std::string site, Inbox inbox) {
    const HttpRequest request = robotsRequestFor(site);
    const Result<HttpResponse> robots = co_await fetch(stage, request, "reads robots.txt");
    const RobotsRules rules = robotsFrom(robots);
    stage.log(robots ? "robots.txt: " + robots->statusLine : robots.error());
    while (true) {
        std::string answer = "cannot fetch: robots.txt forbids it";
        if (const std::string path = *inbox; rules.allows(userAgent, path)) {
            const std::string url = site + path;
            const Result<HttpResponse> page = co_await fetch(stage, url, "fetches what was sent");
            answer = page ? fmt::format("can fetch, {} bytes", page->bodySize) : page.error();
        }
        co_yield answer;
    }
}

class RobotsBot {
public:
    RobotsBot(Stage stage, std::string site) : m_talk(readRobotsThenAnswer(stage, std::move(site), m_inbox)) {}

    Activity<std::string> send(std::string path) {
        if (!m_talk)
            throw std::logic_error("the bot is closed and takes no more paths");
        *m_inbox = path;
        const std::optional<std::string> answer = co_await m_talk->next();
        co_return *answer;
    }
    void close() { m_talk.reset(); }

private:
    Inbox m_inbox = std::make_shared<std::string>();
    std::optional<AsyncGenerator<std::string>> m_talk;
};

Activity<> sendPaths(Stage stage, std::string site, std::vector<std::string> paths) {
    RobotsBot bot(stage, site);
    for (const std::string& path : paths) {
        const std::string answer = co_await bot.send(path);
        stage.log(path + ": " + answer);
    }
    bot.close();
    try {
        const std::string answer = co_await bot.send(paths.front());
        stage.log(paths.front() + ": " + answer);
    } catch (const std::logic_error& refusal) {
        stage.log(fmt::format("{}: {}", paths.front(), refusal.what()));
    }
}
// [end]

Site searchSite(Duration latency, const std::string& robots) {
    Site site{.name = "duckduckgo.com", .latency = latency};
    const std::string body = "User-agent: *\nDisallow: /lite\nDisallow: /html\nAllow: /lite/about\n";
    if (robots != "missing")
        site.pages.push_back({.path = "/robots.txt",
                              .body = body,
                              .status = robots == "broken" ? 503 : 200,
                              .type = "text/plain; charset=utf-8"});
    for (const auto& [path, size] : {std::pair("/", 5'722), std::pair("/lite", 3'104), std::pair("/lite/about", 12'288)})
        site.pages.push_back({.path = path, .body = fillerBody(site, static_cast<std::uint64_t>(size))});
    return site;
}

/// "http://a.test:8080" of "http://a.test:8080/b?c".
std::string siteOf(const std::string& url) { return url.substr(0, url.find('/', url.find("//") + 2)); }

/// A bot knows one site: of a list of the user's own, the first.
std::vector<std::string> pathsOfFirstSite(const std::vector<std::string>& urls) {
    const std::string site = siteOf(urls.front());
    std::vector<std::string> paths;
    for (const std::string& url : urls) {
        if (siteOf(url) == site)
            paths.push_back(url.substr(site.size()));
    }
    return paths;
}

void play(Stage stage, const Parameters& parameters) {
    const std::string home = "http://duckduckgo.com";
    const std::vector<std::string> urls = {home + "/", home + "/lite", home + "/lite/about"};
    const Site site = searchSite(parameters.duration("latency"), parameters.choice("robots"));
    const std::vector<std::string> asked = openSites(stage, parameters, {site}, urls);
    stage.spawn("main", sendPaths, siteOf(asked.front()), pathsOfFirstSite(asked));
}

} // namespace

Scenario robotsBot() {
    return {
        .name = "robots-bot",
        .title = SIMUL_TR("robots-bot", "A polite bot"),
        .line = SIMUL_TR("robots-bot", "A crawler reads robots.txt once, then is sent paths and answers"),
        .text = SIMUL_TR("robots-bot",
                         "A coroutine can be sent things. This one reads robots.txt when it is first needed and stops; "
                         "each path that it is sent wakes it, it answers whether it can fetch that and how large it is, and "
                         "stops again where it was, the rules still at hand in a local variable. Look at main’s lane: "
                         "robots.txt is fetched once only, and /lite costs nothing, because it is forbidden; /lite/about "
                         "may be fetched, the longest rule decides. A bot that was closed refuses. Sending is a call: it "
                         "makes nothing concurrent, and every mode takes the same time. Without a robots.txt everything "
                         "is allowed; if it cannot be had because the site is broken, nothing is."),
        .topic = SIMUL_TR("topics", "network"),
        .icon = "search",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"robots", SIMUL_TR("robots-bot", "robots.txt"),
                 SIMUL_TR("robots-bot", "Whether it is there, missing (404), or the site is broken (503)."),
                 std::string("there"), {}, {}, {"there", "missing", "broken"}},
                {"latency", SIMUL_TR("robots-bot", "Latency"), SIMUL_TR("robots-bot", "How long each answer takes."),
                 Duration(300ms), Duration::zero(), Duration(4s), {}},
                ownAddresses(),
            },
        .source = "robots_bot.cpp",
        .check = checkOwnAddresses,
        .play = play,
    };
}

} // namespace simul::stories
