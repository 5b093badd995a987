#include "engine/analysis/races.h"
#include "engine/runtime/event_flag.h"
#include "engine/runtime/groups.h"
#include "engine/runtime/permits.h"
#include "engine/runtime/queue.h"
#include "engine/runtime/shared.h"
#include "tests/support/real_clock.h"
#include "tests/support/runners.h"

#include <QTest>
#include <fmt/format.h>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

using Balance = Shared<int>;

/// Reads, lets others go, writes back.
Activity<> withdraw(Stage stage, Balance balance, int amount) {
    const int before = balance.read(stage);
    co_await stage.wait(10s);
    balance.write(stage, before - amount);
}
/// Reads, works without letting go, writes back.
Activity<> withdrawInOneGo(Stage stage, Balance balance, int amount) {
    const int before = balance.read(stage);
    co_await stage.work(10s);
    balance.write(stage, before - amount);
}
Activity<> withdrawLocked(Stage stage, Balance balance, Lock lock, int amount) {
    const Hold hold = co_await lock.acquire(stage);
    co_await withdraw(stage, balance, amount);
}

std::string text(const std::vector<Race>& races) {
    std::string all;
    for (const Race& race : races)
        all += race.text + "\n";
    return all;
}

} // namespace

/// Races and lost updates are found where they are, and nowhere else.
class RacesTest : public QObject {
    Q_OBJECT

private:
    static void addRunners() { addRows(everyRunner()); }
    static bool isApart(const Runner& runner) { return runner.mode == Mode::Sync || runner.mode == Mode::Processes; }
    static bool hasThreads(const Runner& runner) { return runner.mode == Mode::Threads || runner.mode == Mode::Pool; }

private slots:
    void lostUpdateAcrossAnAwait_data() { addRunners(); }
    void lostUpdateAcrossAnAwait() {
        QFETCH(Runner, runner);
        const auto lostIn = [](const std::vector<Race>& all) {
            return std::ranges::find(all, Race::Kind::LostUpdate, &Race::kind);
        };
        const auto isRight = [&](const Told& told) { // none is lost if B begins when A is through
            const std::vector<Race> found = findRaces(told.trace);
            return isApart(runner) || lostIn(found) != found.end();
        };
        const auto play = [](Stage stage, const Parameters&) {
            const Balance balance(stage, "balance", 100);
            stage.spawn("A", withdraw, balance, 10);
            stage.spawn("B", withdraw, balance, 20);
        };
        const std::vector<Race> races = findRaces(tellUntil(isRight, runner, play, {.scale = 5 * usualScale}).trace);
        if (isApart(runner)) {
            QVERIFY2(races.empty(), text(races).c_str());
            return;
        }
        const auto lost = lostIn(races);
        QVERIFY2(lost != races.end(), text(races).c_str());
        QVERIFY(lost->first.kind == SyncKind::Written && lost->second.kind == SyncKind::Written);
        QVERIFY(lost->first.task != lost->second.task);
        QVERIFY(lost->text.starts_with("balance: what "));
    }

    void aLostUpdateStandsForTheUnorderedWritesThere() {
        const Told told = tell({Mode::Threads, ClockKind::Simulated}, [](Stage stage, const Parameters&) {
            static const auto twice = [](Stage own, Balance balance) -> Activity<> {
                co_await withdraw(own, balance, 10);
                co_await own.wait(5s);
                co_await withdraw(own, balance, 10);
            };
            static const auto later = [](Stage own, Balance balance) -> Activity<> {
                co_await own.wait(12s);
                co_await withdraw(own, balance, 20);
            };
            const Balance balance(stage, "balance", 100);
            stage.spawn("A", twice, balance);
            stage.spawn("B", later, balance);
        });
        const std::vector<Race> races = findRaces(told.trace);
        const auto isOfWrites = [](const Race& race) { return race.first.kind == race.second.kind; };
        QCOMPARE(std::ranges::count_if(races, isOfWrites), 1); // at 10 s and 22 s there is no order, at 25 s there is harm
        const Race& race = *std::ranges::find_if(races, isOfWrites);
        QVERIFY2(race.kind == Race::Kind::LostUpdate, text(races).c_str());
        QCOMPARE(race.text, std::string("balance: what B at 22s wrote is lost: A at 25s overwrote it with what it had made "
                                        "of a value read at 15s."));
    }

    void betweenTwoAwaitsATaskIsAlone_data() { addRunners(); }
    void betweenTwoAwaitsATaskIsAlone() {
        QFETCH(Runner, runner);
        const Told told = tell(runner, [](Stage stage, const Parameters&) {
            const Balance balance(stage, "balance", 100);
            stage.spawn("A", withdrawInOneGo, balance, 10);
            stage.spawn("B", withdrawInOneGo, balance, 20);
        });
        const std::vector<Race> races = findRaces(told.trace);
        QVERIFY2(races.empty() != hasThreads(runner), text(races).c_str());
    }

    void threadsRaceEvenIfNothingHappened_data() { addRunners(); }
    void threadsRaceEvenIfNothingHappened() {
        QFETCH(Runner, runner);
        const Told told = tell(runner, [](Stage stage, const Parameters&) {
            static const auto late = [](Stage own, Balance balance) -> Activity<> {
                co_await own.wait(200s);
                co_await withdraw(own, balance, 20);
            };
            const Balance balance(stage, "balance", 100);
            stage.spawn("A", withdraw, balance, 10);
            stage.spawn("B", late, balance);
        });
        const std::vector<Race> races = findRaces(told.trace);
        QVERIFY2(races.empty() != hasThreads(runner), text(races).c_str());
        for (const Race& race : races)
            QCOMPARE(race.kind, Race::Kind::Unordered);
    }

    void whatOrdersTasksIsNoRace_data() {
        QTest::addColumn<Runner>("runner");
        QTest::addColumn<int>("how");
        const std::vector<const char*> ways = {"lock", "join", "queue", "event", "gather", "queue join"};
        for (const Runner& runner : everyRunner()) {
            for (std::size_t how = 0; how < ways.size(); ++how)
                QTest::newRow(fmt::format("{}, {}", runner.name(), ways[how]).c_str()) << runner << static_cast<int>(how);
        }
    }
    void whatOrdersTasksIsNoRace() {
        QFETCH(Runner, runner);
        QFETCH(int, how);
        const auto play = [how](Stage stage, const Parameters&) {
            static const auto byJoin = [](Stage own, Balance balance) -> Activity<> {
                co_await own.join(own.spawn("child", withdraw, balance, 10));
                co_await own.join(own.spawn("child", withdraw, balance, 10));
                co_await withdraw(own, balance, 10);
            };
            static const auto byGather = [](Stage own, Balance balance) -> Activity<> {
                const std::vector<TaskHandle> one = {own.spawn("child", withdraw, balance, 10)};
                co_await gather(own, one);
                co_await withdraw(own, balance, 10);
            };
            static const auto put = [](Stage own, Balance balance, Queue<int> queue, EventFlag event) -> Activity<> {
                co_await withdraw(own, balance, 10);
                queue.tryPut(own, 1);
                event.set(own);
            };
            static const auto get = [](Stage own, Balance balance, Queue<int> queue) -> Activity<> {
                co_await queue.get(own);
                co_await withdraw(own, balance, 20);
                queue.taskDone(own);
            };
            static const auto await = [](Stage own, Balance balance, EventFlag event) -> Activity<> {
                co_await event.wait(own);
                co_await withdraw(own, balance, 20);
            };
            static const auto last = [](Stage own, Balance balance, Queue<int> queue) -> Activity<> {
                co_await queue.join(own);
                co_await withdraw(own, balance, 20);
            };
            const Balance balance(stage, "balance", 100);
            const Lock lock(stage, "lock");
            const Queue<int> queue(stage, "queue");
            const Queue<int> full(stage, "full", 0, {1});
            const EventFlag event(stage, "event");
            switch (how) {
            case 0:
                for (int task = 0; task < 4; ++task)
                    stage.spawn("T", withdrawLocked, balance, lock, 10);
                break;
            case 1:
                stage.spawn("T", byJoin, balance);
                break;
            case 2:
                stage.spawn("A", put, balance, queue, event);
                stage.spawn("B", get, balance, queue);
                break;
            case 3:
                stage.spawn("A", put, balance, queue, event);
                stage.spawn("B", await, balance, event);
                break;
            case 4:
                stage.spawn("T", byGather, balance);
                break;
            default:
                stage.spawn("B", get, balance, full);
                stage.spawn("C", last, balance, full);
                break;
            }
        };
        const Told told = tell(runner, play);
        QCOMPARE(told.trace.outcome(), Outcome::Completed);
        const std::vector<Race> races = findRaces(told.trace);
        QVERIFY2(races.empty(), text(races).c_str());
    }

    void readersDoNotRace_data() { addRunners(); }
    void readersDoNotRace() {
        QFETCH(Runner, runner);
        const Told told = tell(runner, [](Stage stage, const Parameters&) {
            static const auto reader = [](Stage own, Balance balance) -> Activity<> {
                co_await own.wait(5s);
                own.report(std::to_string(balance.read(own)));
            };
            const Balance balance(stage, "balance", 100);
            for (int task = 0; task < 3; ++task)
                stage.spawn("R", reader, balance);
        });
        QVERIFY(findRaces(told.trace).empty());
    }
};

QTEST_GUILESS_MAIN(RacesTest)
#include "races_test.moc"
