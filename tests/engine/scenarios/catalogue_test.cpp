#include "engine/analysis/metrics.h"
#include "engine/trace/chrome_writer.h"
#include "tests/engine/scenarios/figures.h"

#include <QTest>
#include <algorithm>
#include <set>

using namespace simul;
using namespace simul::test;

namespace {

std::vector<Figure> figures() {
    using enum Mode;
    return {
        {"chess", Sync, {}, 43200},
        {"chess", Coroutines, {}, 3655},
        {"chess", Threads, {}, 1800},
        {"chess", Threads, {{"cores", "1"}}, 3655},
        {"chess", Pool, {{"workers", "4"}}, 10800},
        {"chess", Coroutines, {{"opponents", "11"}}, 1850},
        {"chess", Coroutines, {{"opponents", "12"}}, 1855},
        {"chess", Coroutines, {{"opponents", "13"}}, 2005},
        {"count", Sync, {}, 3},
        {"count", Coroutines, {}, 1},
        {"count", Threads, {}, 1},
        {"count", Pool, {}, 1},
        {"count", Pool, {{"workers", "2"}}, 2},
        {"two-functions", Pool, {}, 3},
        {"two-functions", Sync, {}, 6},
        {"two-functions", Coroutines, {}, 3},
        {"two-functions", Coroutines, {{"start", "in-turn"}}, 6},
        {"batch", Sync, {}, 7},
        {"batch", Coroutines, {}, 5},
        {"batch", Pool, {}, 5},
        {"batch", Pool, {{"workers", "2"}}, 7},
        {"work-queue", Pool, {}, 17},
        {"work-queue", Pool, {{"workers", "1"}}, 32},
        {"work-queue", Sync, {}, 32},
        {"work-queue", Coroutines, {}, 17},
        {"work-queue", Threads, {}, 17},
        {"work-queue", Coroutines, {{"kind", "block"}}, 32},
        {"url-queue", Sync, {}, 3.2},
        {"url-queue", Coroutines, {}, 1.7},
        {"url-queue", Threads, {}, 1.7},
        {"url-queue", Coroutines, {{"kind", "block"}}, 3.2},
        {"producer-consumer", Coroutines, {{"draws", "article"}}, 9},
        {"loop-in-thread", Threads, {}, 30},
        {"loop-in-thread", Threads, {{"jobs", "functions"}}, 9},
        {"loop-in-thread", Coroutines, {}, 30},
        {"loop-in-thread", Sync, {}, 36},
        {"to-thread", Coroutines, {}, 2},
        {"to-thread", Threads, {}, 2},
        {"to-thread", Sync, {}, 3.6},
        {"race", Sync, {}, 6},
        {"race", Coroutines, {}, 3},
        {"race", Coroutines, {{"lock", "on"}}, 6},
        {"deadlock", Sync, {}, 4},
        {"deadlock", Coroutines, {{"cure", "on"}}, 4},
        {"deadlock", Coroutines, {{"cure", "on"}, {"kind", "tasks"}}, 1},
    };
}

Told simulate(const std::string& scenario, Mode mode, const Settings& set = {}, std::uint64_t seed = 1) {
    return tell(scenario, {mode, ClockKind::Simulated}, {.set = set, .seed = seed});
}

/// The task's number in the log's order: "One Two One Two...".
std::vector<std::string> speakers(const Told& told) {
    std::vector<std::string> names;
    for (const LogEntry& entry : told.trace.log())
        names.push_back(told.trace.info(entry.task).name);
    return names;
}

std::string asChromeTrace(const Trace& trace) {
    std::string text;
    const NamedTrace named{"run", trace};
    writeChromeTrace(std::span(&named, 1), [&](std::string_view part) { text += part; });
    return text;
}

} // namespace

/// The stories give the figures that the articles print.
class CatalogueTest : public QObject {
    Q_OBJECT

private slots:
    void makespans_data() { addRows(figures()); }
    void makespans() {
        QFETCH(std::size_t, index);
        QCOMPARE(figures()[index].wrong(), std::string());
    }

    void chessInNumbers() {
        const RunMetrics coroutines = measure(simulate("chess", Mode::Coroutines).trace);
        QCOMPARE(toSeconds(coroutines.workerFinished), 3600.0);
        QCOMPARE(coroutines.switches, std::uint64_t{743});
        QCOMPARE(toSeconds(coroutines.busy), 3600.0);
        QCOMPARE(toSeconds(coroutines.idle), 55.0);
        QVERIFY(std::abs(coroutines.utilization - 0.985) < 0.0005);
        QCOMPARE(measure(simulate("chess", Mode::Sync).trace).switches, std::uint64_t{23});
        QCOMPARE(measure(simulate("chess", Mode::Threads).trace).switches, std::uint64_t{0});
    }

    void countSaysItInOrder() {
        using Words = std::vector<std::string>;
        QCOMPARE(simulate("count", Mode::Sync).log(), (Words{"One", "Two", "One", "Two", "One", "Two"}));
        QCOMPARE(simulate("count", Mode::Coroutines).log(), (Words{"One", "One", "One", "Two", "Two", "Two"}));
    }

    void workQueueSaysWhoDidWhat() {
        using Words = std::vector<std::string>;
        const Words alone = {"One: 15 s elapsed", "One: 10 s elapsed", "One: 5 s elapsed", "One: 2 s elapsed",
                             "Two: nothing to do"};
        QCOMPARE(simulate("work-queue", Mode::Sync).log(), alone);
        const Told block = simulate("work-queue", Mode::Coroutines, {{"kind", "block"}});
        QCOMPARE(block.log(), (Words{"One: 15 s elapsed", "Two: 10 s elapsed", "One: 5 s elapsed", "Two: 2 s elapsed"}));
        QCOMPARE(speakers(block), (Words{"One", "Two", "One", "Two"}));
        QCOMPARE(simulate("work-queue", Mode::Coroutines, {{"kind", "count"}}).log(),
                 (Words{"Two total: 10", "One total: 15", "Two total: 5", "One total: 2"}));
    }

    void sameSeedSameTrace_data() {
        QTest::addColumn<QString>("name");
        for (const Scenario& scenario : catalogue())
            QTest::newRow(scenario.name.c_str()) << QString::fromStdString(scenario.name);
    }
    void sameSeedSameTrace() {
        QFETCH(QString, name);
        const Scenario& scenario = *scenarioNamed(name.toStdString());
        for (const Mode mode : scenario.modes) {
            const Settings set = scenario.name == "chess" ? Settings{{"variation", "40"}} : Settings{};
            const std::string first = asChromeTrace(simulate(scenario.name, mode, set, 5).trace);
            QVERIFY(first.size() > 500);
            QCOMPARE(asChromeTrace(simulate(scenario.name, mode, set, 5).trace), first);
            if (scenario.name == "chess")
                QVERIFY(asChromeTrace(simulate(scenario.name, mode, set, 6).trace) != first);
        }
    }

    /// A law, over many seeds and parameters: for bodies that only wait and work, coroutines are never slower than sync.
    void coroutinesNeverTakeLongerThanSync() {
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            const Settings set = {{"opponents", std::to_string(1 + seed % 17)},
                                  {"moves", std::to_string(1 + seed % 5)},
                                  {"variation", std::to_string(seed % 100)}};
            const Told sync = simulate("chess", Mode::Sync, set, seed);
            const Told coroutines = simulate("chess", Mode::Coroutines, set, seed);
            QVERIFY(coroutines.trace.end() <= sync.trace.end());
        }
    }

    /// A law: a worker runs one task at a time, and no more tasks run at once than there are cores.
    void coresAreNeverExceeded() {
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            const std::size_t cores = 1 + seed % 4;
            const Settings set = {{"opponents", "9"}, {"moves", "4"}, {"variation", "60"},
                                  {"cores", std::to_string(cores)}, {"quantum", "3s"}, {"opponent", "8s"}};
            const Told told = simulate("chess", Mode::Threads, set, seed);
            std::map<TraceTime, int> changes;
            for (std::size_t task = 0; task < told.trace.tasks().size(); ++task) {
                const Lane& lane = told.trace.lane(TaskId(task));
                for (std::size_t index = 0; index < lane.size(); ++index) {
                    if (lane[index].state() != State::Running)
                        continue;
                    ++changes[lane[index].start];
                    --changes[lane.endOf(index, told.trace.end())];
                }
            }
            int running = 0;
            for (const auto& [time, change] : changes) {
                running += change;
                QVERIFY(running >= 0 && static_cast<std::size_t>(running) <= cores);
            }
        }
    }

    void everyScenarioIsWhole() {
        std::set<std::string> names;
        for (const Scenario& scenario : catalogue()) {
            QVERIFY(names.insert(scenario.name).second);
            for (const std::string& text : {scenario.title, scenario.line, scenario.text, scenario.topic, scenario.icon})
                QVERIFY2(!text.empty(), scenario.name.c_str());
            QVERIFY(!scenario.modes.empty());
            const Parameters parameters = parametersFor(scenario);
            for (const Parameter& parameter : parameters.descriptions()) {
                QVERIFY(!parameter.text.empty() && !parameter.title.empty());
                QVERIFY2(static_cast<bool>(parameter.parse(formatValue(parameter.defaultValue))), parameter.name.c_str());
            }
        }
    }
};

QTEST_GUILESS_MAIN(CatalogueTest)
#include "catalogue_test.moc"
