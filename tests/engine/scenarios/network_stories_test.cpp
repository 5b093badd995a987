#include "engine/analysis/metrics.h"
#include "tests/engine/net/network_fixture.h"
#include "tests/engine/scenarios/figures.h"
#include "tests/engine/scenarios/network_stories.h"
#include "tests/support/process_main.h"

#include <QTemporaryDir>
#include <QTest>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

std::vector<Figure> figures() {
    using enum Mode;
    const Settings inTurn = {{"order", "in-turn"}};
    const Settings callbacks = {{"style", "callbacks"}};
    const Settings broken = {{"broken", "on"}};
    const Settings many = {{"requests", "5000"}, {"latency", "100ms"}};
    return {
        {"crawlers", Sync, {}, 10.3},
        {"crawlers", Threads, {}, 5},
        {"crawlers", Coroutines, {}, 5},
        {"crawlers", Coroutines, {{"fetch", "blocking"}}, 10.3},
        {"crawlers", Coroutines, {{"fetch", "offloaded"}}, 5},
        {"crawlers", Pool, {}, 5},
        {"crawlers", Processes, {}, 5},
        {"robots-bot", Sync, {}, 0.9},
        {"robots-bot", Coroutines, {}, 0.9},
        {"robots-bot", Coroutines, {{"robots", "missing"}}, 1.2},
        {"robots-bot", Coroutines, {{"robots", "broken"}}, 0.3},
        {"links", Sync, {}, 3},
        {"links", Threads, {}, 0.8},
        {"links", Coroutines, {}, 0.8},
        {"status", Sync, {}, 4},
        {"status", Threads, {}, 0.9},
        {"status", Coroutines, {}, 0.9},
        {"status", Sync, inTurn, 4},
        {"status", Threads, inTurn, 4},
        {"status", Coroutines, inTurn, 4},
        {"status", Pool, inTurn, 4},
        {"three-sites", Sync, {}, 2},
        {"three-sites", Threads, {}, 1},
        {"three-sites", Coroutines, {}, 1},
        {"three-sites", Pool, {}, 1},
        {"three-sites", Sync, callbacks, 2},
        {"three-sites", Coroutines, callbacks, 1},
        {"three-sites", Coroutines, broken, 1},
        {"weather", Sync, {}, 3},
        {"weather", Threads, {}, 0.25},
        {"weather", Coroutines, {}, 0.25},
        {"weather", Pool, {}, 0.75},
        {"weather", Coroutines, {{"latency", "1s"}}, 1},
        {"same-url", Sync, {}, 10},
        {"same-url", Pool, {}, 2},
        {"same-url", Threads, {}, 0.2},
        {"same-url", Processes, {}, 0.2},
        {"same-url", Coroutines, {}, 0.2},
        {"same-url", Sync, many, 500},
        {"same-url", Pool, many, 100},
        {"same-url", Threads, many, 0.1},
        {"same-url", Coroutines, many, 0.1},
    };
}

std::string contentOf(const QString& path) {
    std::ifstream file(path.toStdString());
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

} // namespace

/// The stories of the network: their figures and what they find.
class NetworkStoriesTest : public QObject {
    Q_OBJECT

private slots:
    void makespans_data() { addRows(figures()); }
    void makespans() {
        QFETCH(std::size_t, index);
        QCOMPARE(figures()[index].wrong(), std::string());
    }

    void crawlersAreHeldBackOnlyWhereOneHoldsTheOthers() {
        const Told sync = simulate("crawlers", Mode::Sync);
        const Told blocking = simulate("crawlers", Mode::Coroutines, {{"fetch", "blocking"}});
        const Told coroutines = simulate("crawlers", Mode::Coroutines);
        QCOMPARE(blocking.seconds(), sync.seconds());
        QCOMPARE(blocking.log(), sync.log());
        const double sum = [&] {
            double seconds = 0;
            for (const TaskMetrics& task : measure(coroutines.trace).tasks)
                seconds += toSeconds(task.waiting);
            return seconds;
        }();
        QVERIFY(std::abs(sync.seconds() - sum) < 1e-9);
        QVERIFY(coroutines.log().front().find("does not resolve") != std::string::npos);
        QVERIFY(coroutines.log().back().starts_with("overstock.com"));
    }

    void crawlersReportEverySite() {
        const Told told = simulate("crawlers", Mode::Coroutines);
        const std::vector<std::pair<std::string, std::string>> sizes = {
            {"google.com", "13828 bytes"},  {"duckduckgo.com", "5722 bytes"}, {"nytimes.com", "1514405 bytes"},
            {"ft.com", "190189 bytes"},     {"wired.com", "768291 bytes"},    {"arstechnica.com", "90577 bytes"},
            {"twitter.com", "64042 bytes"}, {"facebook.com", "197103 bytes"}};
        std::size_t failed = 0;
        for (const TaskInfo& task : told.trace.tasks()) {
            const auto expected = std::ranges::find(sizes, task.name, [](const auto& size) { return size.first; });
            if (expected != sizes.end())
                QCOMPARE(task.result, expected->second);
            else
                failed += !task.error.empty();
        }
        QCOMPARE(failed, std::size_t{4}); // 503, never answers, two names that do not resolve
    }

    /// Who comes after overstock waits for it only where one holds the others.
    void whoWaitsForOverstock() {
        struct Way {
            Mode mode;
            const char* fetch;
            bool held;
        };
        for (const Way way : {Way{Mode::Sync, "event-driven", true}, Way{Mode::Coroutines, "blocking", true},
                              Way{Mode::Threads, "event-driven", false}, Way{Mode::Processes, "event-driven", false},
                              Way{Mode::Pool, "event-driven", false}, Way{Mode::Coroutines, "offloaded", false},
                              Way{Mode::Coroutines, "event-driven", false}}) {
            const Lines log = simulate("crawlers", way.mode, {{"fetch", way.fetch}}).log();
            const std::string name = fmt::format("{} {}", nameOf(way.mode), way.fetch);
            QVERIFY2(log.size() == 12, name.c_str());
            QVERIFY2(log.back().starts_with("overstock.com") != way.held, name.c_str());
            QVERIFY2(log.back().starts_with("facebook.com") == way.held, name.c_str());
        }
    }

    void latenciesOfCrawlersAreParameters() {
        const Settings quick = {{"fastest", "10ms"}, {"slowest", "120ms"}, {"timeout", "500ms"}};
        QCOMPARE(simulate("crawlers", Mode::Sync, quick).seconds(), 1.03);
        const Settings equal = {{"fastest", "1s"}, {"slowest", "1s"}};
        QCOMPARE(simulate("crawlers", Mode::Sync, equal).seconds(), 11 + 5.0);
        const Told told = simulate("crawlers", Mode::Sync, {{"fastest", "2s"}});
        QCOMPARE(told.trace.outcome(), Outcome::Failed);
        QVERIFY(told.trace.tasks().empty());
    }

    void botAsksRobotsFirst() {
        const Lines asTheArticle = {"robots.txt: HTTP/1.1 200 OK", "/: can fetch, 5722 bytes",
                                    "/lite: cannot fetch: robots.txt forbids it", "/lite/about: can fetch, 12288 bytes",
                                    "/: the bot is closed and takes no more paths"};
        const Scenario& scenario = *scenarioNamed("robots-bot");
        for (const Runner& runner : runnersOf(scenario)) {
            const Told told = tell(scenario, runner, {.scale = 0.1});
            QCOMPARE(told.trace.outcome(), Outcome::Completed);
            QCOMPARE(told.log(), asTheArticle);
        }
        const Lines missing = simulate("robots-bot", Mode::Sync, {{"robots", "missing"}}).log();
        QCOMPARE(missing[0], std::string("robots.txt: HTTP/1.1 404 Not Found"));
        QCOMPARE(missing[2], std::string("/lite: can fetch, 3104 bytes"));
        const Lines broken = simulate("robots-bot", Mode::Sync, {{"robots", "broken"}}).log();
        QCOMPARE(broken[1], std::string("/: cannot fetch: robots.txt forbids it"));
    }

    void statusIsWhatTheSitesSay() {
        const Told together = simulate("status", Mode::Coroutines);
        QCOMPARE(together.log().front(), std::string("busy.example: HTTP/1.1 503 Service Unavailable"));
        QCOMPARE(together.log().back(), std::string("qt.io: HTTP/1.1 200 OK"));
        const Told inTurn = simulate("status", Mode::Coroutines, {{"order", "in-turn"}});
        QCOMPARE(inTurn.log().front(), std::string("python.org: HTTP/1.1 200 OK"));
        QCOMPARE(sorted(inTurn.log()), sorted(together.log()));
        QCOMPARE(inTurn.log().size(), std::size_t{10});
    }

    void callbacksTellTheSameStory() {
        for (const char* broken : {"off", "on"}) {
            const Told coroutines = simulate("three-sites", Mode::Coroutines, {{"broken", broken}});
            const Told callbacks =
                simulate("three-sites", Mode::Coroutines, {{"broken", broken}, {"style", "callbacks"}});
            QCOMPARE(callbacks.log(), coroutines.log());
            QCOMPARE(callbacks.log().size(), std::size_t{3});
            QCOMPARE(results(callbacks), results(coroutines));
        }
        const Told broken = simulate("three-sites", Mode::Coroutines, {{"broken", "on"}});
        QCOMPARE(broken.log().front(), std::string("debian.org: the name does not resolve"));
        QCOMPARE(broken.stateOf(1), State::Failed);
        QCOMPARE(broken.stateOf(0), State::Done);
    }

    void weatherIsReadFromJson() {
        const Lines log = simulate("weather", Mode::Coroutines).log();
        QCOMPARE(log.size(), std::size_t{12});
        QCOMPARE(log.front(), std::string("Oslo: -4.5 °C, snow"));
        QCOMPARE(log.back(), std::string("Sydney: 27.0 °C, thunder"));
    }

    void theTableHasEveryLinkOnce() {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("links.csv"));
        const std::string expected = "page,link\n"
                                     "http://docs.example/,http://docs.example/guide\n"
                                     "http://docs.example/,http://docs.example/reference\n"
                                     "http://docs.example/guide,http://docs.example/\n"
                                     "http://docs.example/guide,http://docs.example/guide/waiting\n"
                                     "http://docs.example/guide,http://blog.example/\n"
                                     "http://docs.example/reference,http://docs.example/reference/stage\n"
                                     "http://docs.example/reference,http://docs.example/reference/lock?of=door\n"
                                     "http://blog.example/,http://blog.example/await\n"
                                     "http://blog.example/,\"https://shop.example/cups?size=1,5\"\n"
                                     "http://shop.example/,http://shop.example/cups\n"
                                     "http://shop.example/,http://shop.example/pawns\n";
        const Scenario& scenario = *scenarioNamed("links");
        for (const Runner& runner : runnersOf(scenario)) {
            QFile::remove(file);
            const Told told = tell(scenario, runner, {.set = {{"table", file.toStdString()}}, .scale = 0.1});
            QVERIFY2(told.trace.outcome() == Outcome::Completed, runner.name().c_str());
            QCOMPARE(contentOf(file), expected);
            QCOMPARE(told.log().back(), "11 links written to " + file.toStdString());
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList("links.csv"));
    }

    void withoutAFileTheTableIsLogged() {
        const Lines log = simulate("links", Mode::Coroutines).log();
        QCOMPARE(log.size(), std::size_t{12}); // the page that is not there, and eleven links
        QCOMPARE(log.front(), std::string("docs.example/lost: HTTP 404 Not Found"));
        QCOMPARE(log.back(), std::string("http://shop.example/ -> http://shop.example/pawns"));
    }

    void aTableThatCannotBeWrittenIsRefusedAtOnce() {
        const Told told = simulate("links", Mode::Coroutines, {{"table", "/nowhere/at/all.csv"}});
        QCOMPARE(told.trace.outcome(), Outcome::Failed);
        QCOMPARE(told.trace.message(),
                 std::string("table: '/nowhere/at/all.csv' cannot be written: No such file or directory"));
        QVERIFY(told.trace.tasks().empty());
    }
};

SIMUL_PROCESS_TEST_MAIN(NetworkStoriesTest)
#include "network_stories_test.moc"
