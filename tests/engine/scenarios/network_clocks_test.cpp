#include "tests/engine/net/network_fixture.h"
#include "tests/engine/scenarios/network_stories.h"
#include "tests/support/process_main.h"
#include "tests/support/real_clock.h"

#include <QTemporaryFile>
#include <QTest>
#include <fmt/format.h>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

/// What can be told at a small scale without the cost of a connection being seen.
struct Timed {
    const char* scenario;
    Mode mode;
    Settings set;
    double scale;
};

std::vector<Timed> timedRuns() {
    using enum Mode;
    return {
        {"status", Coroutines, {}, 0.5},
        {"status", Threads, {}, 0.5},
        {"status", Sync, {}, 0.2},
        {"status", Coroutines, {{"order", "in-turn"}}, 0.2},
        {"three-sites", Sync, {}, 0.25},
        {"three-sites", Coroutines, {}, 0.5},
        {"three-sites", Threads, {}, 0.5},
        {"weather", Sync, {}, 0.2},
        {"weather", Coroutines, {}, 1},
        {"weather", Pool, {}, 0.5},
        {"same-url", Coroutines, {}, 1},
        {"same-url", Pool, {{"requests", "20"}}, 0.5},
        {"links", Sync, {}, 0.2},
        {"links", Coroutines, {}, 0.5},
        {"robots-bot", Coroutines, {}, 0.5},
        {"crawlers", Coroutines, {{"fetch", "offloaded"}}, 0.1},
        {"crawlers", Coroutines, {}, 0.1},
        {"crawlers", Pool, {}, 0.1},
        {"crawlers", Sync, {}, 0.1},
        {"crawlers", Coroutines, {{"fetch", "blocking"}}, 0.1},
    };
}

} // namespace

/// The stories of the network on both clocks: the real one finds the same and takes as long.
class NetworkClocksTest : public QObject {
    Q_OBJECT

private slots:
    /// What tasks have to show does not depend on mode or clock.
    void everyRunnerFindsTheSame_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"crawlers", "robots-bot", "links", "status", "three-sites", "weather", "same-url"})
            QTest::newRow(name) << name;
    }
    void everyRunnerFindsTheSame() {
        QFETCH(QString, name);
        const Scenario& scenario = *scenarioNamed(name.toStdString());
        const Told first = simulate(scenario.name, Mode::Sync);
        QVERIFY(!results(first).empty());
        for (const Runner& runner : runnersOf(scenario)) {
            // Time limits are the story's too: fifty processes at once need a while to begin.
            const double scale = runner.mode == Mode::Processes ? 0.5 : 0.05;
            const std::string wrong = wrongEveryTime([&]() -> std::string {
                const Told told = tell(scenario, runner, {.scale = scale});
                if (told.trace.outcome() != Outcome::Completed)
                    return told.ending();
                if (sorted(told.log()) != sorted(first.log()))
                    return "another log";
                return results(told) == results(first) ? "" : "other results";
            });
            QVERIFY2(wrong.empty(), (runner.name() + ": " + wrong).c_str());
        }
    }

    /// Wherever a body is when the run ends, all that it holds goes once, and nothing is left behind.
    void everyStoryCanBeStoppedInMidFlight_data() { everyRunnerFindsTheSame_data(); }
    void everyStoryCanBeStoppedInMidFlight() {
        QFETCH(QString, name);
        const Scenario& scenario = *scenarioNamed(name.toStdString());
        for (const Runner& runner : runnersOf(scenario)) {
            for (const Duration limit : {0ms, 50ms, 150ms, 250ms, 450ms, 650ms}) {
                const Told told = tell(scenario, runner, {.scale = 0.1, .timeout = limit});
                const bool isOver = told.trace.outcome() == Outcome::Completed;
                if (runner.clock == ClockKind::Simulated)
                    QVERIFY2(isOver || told.trace.outcome() == Outcome::Timeout, runner.name().c_str());
                QVERIFY2(told.trace.outcome() != Outcome::Failed, runner.name().c_str());
            }
        }
    }

    void realRunsTakeAsLong_data() {
        QTest::addColumn<std::size_t>("index");
        for (std::size_t index = 0; index < timedRuns().size(); ++index) {
            const Timed run = timedRuns()[index];
            std::string name = fmt::format("{} {}", run.scenario, nameOf(run.mode));
            for (const auto& [parameter, value] : run.set)
                name += fmt::format(" {}={}", parameter, value);
            QTest::newRow(name.c_str()) << index;
        }
    }
    void realRunsTakeAsLong() {
        QFETCH(std::size_t, index);
        const Timed run = timedRuns()[index];
        // Names that do not resolve are known at once: that is the little that a real run may be shorter by.
        const Told simulated = simulate(run.scenario, run.mode, run.set);
        // A connection costs a busy machine a while, at any scale: 30 ms are still far less than waits that do not overlap.
        const double allowed = std::max(allowedLateness, 0.03 / (simulated.seconds() * run.scale));
        const std::string wrong = wrongEveryTime([&] {
            const Told real = tell(run.scenario, {run.mode, ClockKind::Real}, {.set = run.set, .scale = run.scale});
            return lateness(real, simulated, allowed);
        });
        QCOMPARE(wrong, std::string());
    }

    /// What is in the log or in the results of each story that was given these three addresses.
    void everyStoryFetchesAUsersList_data() {
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("status") << QStringList{"127.0.0.1: HTTP/1.1 200 OK", "127.0.0.1: HTTP/1.1 503 Service Unavailable"};
        QTest::newRow("three-sites") << QStringList{"/google.com: 13828 bytes", "/amazon.com: 2671 bytes"};
        QTest::newRow("links") << QStringList{"/amazon.com: HTTP 503 Service Unavailable"};
        QTest::newRow("weather") << QStringList{"/google.com: the answer is no weather report"};
        QTest::newRow("robots-bot") << QStringList{"/google.com: can fetch, 13828 bytes"};
        QTest::newRow("same-url") << QStringList{"Request 50: 13828 bytes"};
    }
    void everyStoryFetchesAUsersList() {
        QFETCH(QStringList, expected);
        const std::string name = QTest::currentDataTag();
        const auto site = TestSite::start(articleSites(), {.scale = 0.01});
        QVERIFY(bool(site));
        QTemporaryFile list;
        QVERIFY(list.open());
        const std::string top = (*site)->address();
        list.write((top + "google.com\n" + top + "amazon.com\n").c_str());
        list.close();
        const Settings set = {{"urls", list.fileName().toStdString()}};
        for (const Mode mode : scenarioNamed(name)->realModes) {
            const Told told = tell(name, {mode, ClockKind::Real}, {.set = set, .scale = 1});
            QVERIFY2(told.trace.outcome() == Outcome::Completed, told.trace.message().c_str());
            Lines found = results(told);
            for (const std::string& line : told.log())
                found.push_back(line);
            for (const QString& text : expected) {
                const auto has = [&](const std::string& line) { return QString::fromStdString(line).endsWith(text); };
                QVERIFY2(std::ranges::any_of(found, has), qPrintable(text));
            }
        }
        QCOMPARE(simulate(name, Mode::Sync, set).trace.outcome(), Outcome::Failed);
    }

    void oneUrlOfSomebodyElseIsNotAskedForHundredTimes() {
        QTemporaryFile list;
        QVERIFY(list.open());
        list.write("http://somebody.example/\n"); // is asked for by nobody here
        list.close();
        const Told told = tell("same-url", {Mode::Coroutines, ClockKind::Real}, {.set = {{"urls", list.fileName().toStdString()}}});
        QCOMPARE(told.trace.message(), std::string("requests: more than 10 of 'somebody.example', which is not this computer, would be rude"));
    }

    void crawlersFetchAUsersList() {
        const auto site = TestSite::start(articleSites(), {.scale = 0.01});
        QVERIFY(bool(site));
        QTemporaryFile list;
        QVERIFY(list.open());
        const std::string top = (*site)->address();
        list.write((top + "google.com/\n# so much for that\n" + top + "amazon.com/\n" + top + "nowhere\n").c_str());
        list.close();
        const Settings set = {{"urls", list.fileName().toStdString()}};
        const std::string name = fmt::format("127.0.0.1:{}", (*site)->port());
        const Lines expected = {name + "/google.com: 13828 bytes",
                                name + "/amazon.com: 127.0.0.1: HTTP 503 Service Unavailable",
                                name + "/nowhere: 127.0.0.1: HTTP 404 Not Found"};
        for (const Mode mode : scenarioNamed("crawlers")->realModes) {
            const Told told = tell("crawlers", {mode, ClockKind::Real}, {.set = set, .scale = 1});
            QCOMPARE(told.trace.outcome(), Outcome::Completed);
            QCOMPARE(results(told), expected);
        }
        const Told simulated = simulate("crawlers", Mode::Sync, set);
        QCOMPARE(simulated.trace.outcome(), Outcome::Failed);
        QCOMPARE(simulated.trace.message(),
                 std::string("urls: addresses of your own are fetched on the real clock only (--clock real)"));
    }
};

SIMUL_PROCESS_TEST_MAIN(NetworkClocksTest)
#include "network_clocks_test.moc"
