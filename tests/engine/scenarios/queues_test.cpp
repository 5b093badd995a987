#include "tests/support/real_clock.h"
#include "tests/support/runners.h"

#include <QTest>
#include <algorithm>
#include <set>

using namespace simul;
using namespace simul::test;

namespace {

/// What the log says of items: "Producer 0 added item 0.1", "Consumer 1 got item 0.1 after 0.0 s".
std::multiset<std::string> itemsOf(const Told& told, const std::string& verb) {
    std::multiset<std::string> items;
    for (const std::string& line : told.log()) {
        const std::size_t at = line.find(verb + " item ");
        if (at != std::string::npos)
            items.insert(line.substr(at + verb.size() + 6, line.find(' ', at + verb.size() + 6) - at - verb.size() - 6));
    }
    return items;
}

/// The times, in seconds, of the lines in which `task` got an item.
std::vector<double> timesOf(const Told& told, const std::string& task) {
    std::vector<double> times;
    for (const LogEntry& entry : told.trace.log()) {
        if (entry.text.starts_with(task + " got"))
            times.push_back(toSeconds(entry.time));
    }
    return times;
}

std::string message(const Told& told) {
    return fmt::format("{}: {}", nameOf(told.trace.outcome()), told.trace.message());
}

/// Every item that was added was got once, and there were some.
std::string wrongWithItems(const Told& told) {
    if (told.trace.outcome() != Outcome::Completed)
        return message(told);
    const std::multiset<std::string> added = itemsOf(told, "added");
    const std::multiset<std::string> got = itemsOf(told, "got");
    if (std::set(added.begin(), added.end()).size() != added.size())
        return "an item was added twice";
    return added == got ? "" : fmt::format("{} were added, {} got", added.size(), got.size());
}

const Settings article = {{"draws", "article"}};

} // namespace

/// The stories about queues give what the articles print, lose nothing and give nothing twice.
class QueuesTest : public QObject {
    Q_OBJECT

private:
    static void addRunners(const std::string& scenario) { addRows(runnersOf(*scenarioNamed(scenario))); }
    static void addRealModes(const std::string& scenario) {
        std::vector<Runner> runners = runnersOf(*scenarioNamed(scenario));
        std::erase_if(runners, [](const Runner& runner) { return runner.clock == ClockKind::Simulated; });
        addRows(runners);
    }

private slots:
    void articleDrawsGiveItsFigures() {
        for (const Mode mode : {Mode::Coroutines, Mode::Threads, Mode::Processes}) {
            const Told told = tell("producer-consumer", {mode, ClockKind::Simulated}, {.set = article});
            QCOMPARE(wrongWithItems(told), std::string());
            QCOMPARE(told.seconds(), 9.0);
            QCOMPARE(itemsOf(told, "added").size(), 4u);
            QCOMPARE(timesOf(told, "Consumer 1"), std::vector<double>{3});
            QCOMPARE(timesOf(told, "Consumer 2"), std::vector<double>{3});
            QCOMPARE(timesOf(told, "Consumer 0"), std::vector<double>{8});
            QCOMPARE(timesOf(told, "Consumer 4"), std::vector<double>{9});
            QCOMPARE(timesOf(told, "Consumer 3"), std::vector<double>{});
            QVERIFY(told.trace.warnings().empty());
        }
    }

    void articleDrawsAreTheSameWithEverySeed() {
        const Told one = tell("producer-consumer", {Mode::Sync, ClockKind::Simulated}, {.set = article, .seed = 1});
        const Told other = tell("producer-consumer", {Mode::Sync, ClockKind::Simulated}, {.set = article, .seed = 2});
        QCOMPARE(one.log(), other.log());
    }

    void whoIsAsleepAtTheEndIsCancelled() {
        const Told told = tell("producer-consumer", {Mode::Coroutines, ClockKind::Simulated}, {.set = article});
        // Tasks: Producer 0 and 1, Consumer 0 to 4, main. Consumers 0 and 4 sleep after their items, the rest wait.
        for (const std::size_t consumer : {2U, 6U})
            QCOMPARE(told.stateOf(consumer), State::Cancelled);
        for (const std::size_t consumer : {3U, 4U, 5U})
            QCOMPARE(told.stateOf(consumer), State::Done);
        QCOMPARE(told.trace.tasks()[2].error, std::string("there is nothing left to consume"));
    }

    void inSyncProducersComeFirst() {
        const Told told = tell("producer-consumer", {Mode::Sync, ClockKind::Simulated}, {.set = article});
        QCOMPARE(told.log(), (std::vector<std::string>{
                                 "Producer 0 added item 0.1", "Producer 0 added item 0.2", "Producer 0 added item 0.3",
                                 "Producer 1 added item 1.1", "Consumer 0 got item 0.1 after 13.0 s",
                                 "Consumer 0 got item 0.2 after 12.0 s", "Consumer 0 got item 0.3 after 15.0 s",
                                 "Consumer 0 got item 1.1 after 16.0 s", "all is consumed"}));
        QCOMPARE(told.seconds(), 9.0 + 3 + 5 * 4 + 3 + 3 + 5 + 4);
    }

    void everyItemIsConsumedOnce_data() { addRunners("producer-consumer"); }
    void everyItemIsConsumedOnce() {
        QFETCH(Runner, runner);
        const bool isReal = runner.clock == ClockKind::Real;
        for (std::uint64_t seed = 1; seed <= (isReal ? 3u : 100u); ++seed) {
            const Settings set = {{"producers", std::to_string(1 + seed % 4)}, {"consumers", std::to_string(1 + seed % 7)}};
            const Told told = tell("producer-consumer", runner, {.set = set, .scale = 0.001, .seed = seed});
            QCOMPARE(wrongWithItems(told), std::string());
        }
    }

    void boundedQueueHoldsNoMore_data() { addRunners("producer-consumer"); }
    void boundedQueueHoldsNoMore() {
        QFETCH(Runner, runner);
        // Whoever waits for room holds a worker in a pool: there must be one left for a consumer.
        const Settings set = {{"producers", "5"}, {"consumers", "2"}, {"capacity", "2"}, {"workers", "8"}};
        const Told told = tell("producer-consumer", runner, {.set = set, .scale = 0.001, .seed = 3});
        if (runner.mode == Mode::Sync) {
            QCOMPARE(message(told), std::string("deadlock: Producer 0 waits for room in queue; nobody is left who could "
                                                "end that, and 7 more cannot begin."));
            return;
        }
        QCOMPARE(wrongWithItems(told), std::string());
        const auto puts = std::ranges::count(told.trace.syncEvents(), SyncKind::Put, &SyncEvent::kind);
        QVERIFY(puts > 10);
        for (const SyncEvent& event : told.trace.syncEvents())
            QVERIFY(event.kind != SyncKind::Put || event.amount <= 2);
    }

    void aThousandConsumersRunFine_data() { addRunners("producer-consumer"); }
    void aThousandConsumersRunFine() {
        QFETCH(Runner, runner);
        const Settings set = {{"producers", "5"}, {"consumers", "1000"}};
        // In sync each consumer sleeps before it finds that there is nothing left.
        const double scale = runner.mode == Mode::Sync || runner.mode == Mode::Pool ? 0.0001 : 0.01;
        const Told told = tell("producer-consumer", runner, {.set = set, .scale = scale});
        QCOMPARE(wrongWithItems(told), std::string());
        QVERIFY(itemsOf(told, "got").size() > 10);
        QCOMPARE(told.trace.tasks().size(), 1006u);
    }

    void urlQueueTakesTurnsOnlyWhenItBlocks() {
        const Told block = tell("url-queue", {Mode::Coroutines, ClockKind::Simulated}, {.set = {{"kind", "block"}}});
        std::vector<std::string> elapsed;
        for (const std::string& line : block.log()) {
            if (line.ends_with("elapsed"))
                elapsed.push_back(line);
        }
        QCOMPARE(elapsed, (std::vector<std::string>{"One: 0.3 s elapsed", "Two: 0.8 s elapsed", "One: 0.4 s elapsed",
                                                    "Two: 0.3 s elapsed", "One: 0.5 s elapsed", "Two: 0.5 s elapsed",
                                                    "One: 0.4 s elapsed"}));
        const Told sync = tell("url-queue", {Mode::Sync, ClockKind::Simulated});
        QCOMPARE(sync.log().back(), std::string("Two: nothing to do"));
        QCOMPARE(std::ranges::count_if(sync.log(), [](const std::string& line) { return line.starts_with("One gets"); }), 7);
    }

    void realClockTakesAsLong_data() {
        addRealModes("producer-consumer");
    }
    void realClockTakesAsLong() {
        QFETCH(Runner, runner);
        const std::string wrong = lateness("producer-consumer", runner.mode, {.set = article, .scale = 0.05});
        QVERIFY2(wrong.empty(), wrong.c_str());
    }

    void realUrlsTakeAsLong_data() { addRealModes("url-queue"); }
    void realUrlsTakeAsLong() {
        QFETCH(Runner, runner);
        for (const char* kind : {"wait", "block"}) {
            const std::string wrong = lateness("url-queue", runner.mode, {.set = {{"kind", kind}}, .scale = 0.6});
            QVERIFY2(wrong.empty(), wrong.c_str());
        }
    }

    /// Consumers 0 and 4 come to the queue at the same time. On the loop 0 is first; which of two threads is, the system
    /// decides: they may change places.
    void realConsumersGetTheirItemsInTheArticlesOrder() {
        for (const Mode mode : {Mode::Threads, Mode::Coroutines}) {
            const std::string wrong = wrongEveryTime([&] {
                const Told told = tell("producer-consumer", {mode, ClockKind::Real}, {.set = article, .scale = 0.1});
                [&] { QCOMPARE(wrongWithItems(told), std::string()); }();
                std::vector<double> third = timesOf(told, "Consumer 0");
                std::vector<double> fourth = timesOf(told, "Consumer 4");
                if (mode == Mode::Threads && third > fourth)
                    std::swap(third, fourth);
                if (third.size() != 1 || fourth.size() != 1)
                    return fmt::format("{} and {} items", third.size(), fourth.size());
                const bool isRight = third[0] >= 8 && third[0] < fourth[0] && fourth[0] >= 9;
                return isRight ? std::string() : fmt::format("at {} s and {} s", third[0], fourth[0]);
            });
            QCOMPARE(wrong, std::string());
        }
    }
};

QTEST_GUILESS_MAIN(QueuesTest)
#include "queues_test.moc"
