#include "tests/support/real_clock.h"
#include "tests/support/runners.h"
#include "tests/support/resources.h"

#include <QTest>
#include <algorithm>

using namespace simul;
using namespace simul::test;

namespace {

using enum Mode;
constexpr ClockKind simulated = ClockKind::Simulated;

void addRunners(const std::string& scenario) { addRows(runnersOf(*scenarioNamed(scenario))); }

const std::string right = "the balance is 200, as it should be";
const std::string lost = "the balance is 150 and should be 200: an update was lost";

/// In sync nobody is there to wait for; otherwise a deadlock, once nobody was so late that the others were through.
Told tellDeadlock(const std::string& scenario, Runner runner, double scale) {
    const auto isRight = [&](const Told& told) { return runner.mode == Sync || told.trace.outcome() == Outcome::Deadlock; };
    return tellUntil(isRight, scenario, runner, {.scale = scale});
}

/// Until the balance is what it should be, or not be.
Told tellRace(const std::string& balance, Runner runner, const How& how) {
    return tellUntil([&](const Told& told) { return !told.log().empty() && told.log().back() == balance; }, "race", runner, how);
}

/// How many writes of the balance do not follow at once from a read by the same task.
std::size_t strangersInBetween(const Trace& trace) {
    std::size_t strangers = 0;
    const SyncEvent* before = nullptr;
    for (const SyncEvent& event : trace.syncEvents()) {
        if (event.kind != SyncKind::Read && event.kind != SyncKind::Written)
            continue;
        strangers += event.kind == SyncKind::Written && (before == nullptr || before->task != event.task);
        before = &event;
    }
    return strangers;
}

} // namespace

/// The stories that go wrong: they do where they should, say so, and are cured by their parameter.
class TroublesTest : public QObject {
    Q_OBJECT

private slots:
    // ---- race

    void updateIsLostInEveryModeButSync_data() { addRunners("race"); }
    void updateIsLostInEveryModeButSync() {
        QFETCH(Runner, runner);
        const std::string& balance = runner.mode == Sync ? right : lost;
        const Told told = tellRace(balance, runner, {.scale = 0.02});
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        QCOMPARE(told.log().back(), balance);
        QCOMPARE(told.trace.tasks()[2].result, std::string(runner.mode == Sync ? "200" : "150"));
        QCOMPARE(strangersInBetween(told.trace) > 0, runner.mode != Sync);
    }

    void lockCuresIt_data() { addRunners("race"); }
    void lockCuresIt() {
        QFETCH(Runner, runner);
        const Told told = tell("race", runner, {.set = {{"lock", "on"}}, .scale = 0.002});
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        QCOMPARE(told.log().back(), right);
        QCOMPARE(strangersInBetween(told.trace), 0u);
        QVERIFY2(told.seconds() >= 6, fmt::format("{} s", told.seconds()).c_str());
    }

    /// Without an await nobody gets in between where tasks switch only at an await.
    void workInBetweenIsSafeInCoroutinesOnly_data() { addRunners("race"); }
    void workInBetweenIsSafeInCoroutinesOnly() {
        QFETCH(Runner, runner);
        const std::string& balance = runner.mode == Sync || runner.mode == Coroutines ? right : lost;
        const Told told = tellRace(balance, runner, {.set = {{"between", "work"}}, .scale = 0.02});
        QCOMPARE(told.log().back(), balance);
    }

    void lockedDepositsAreNeverLost() {
        for (const Mode mode : {Sync, Threads, Coroutines, Pool}) {
            for (const char* tasks : {"3", "10", "40"}) {
                const Settings set = {{"lock", "on"}, {"tasks", tasks}, {"quantum", "700ms"}, {"between", "work"}};
                const Told told = tell("race", {mode, simulated}, {.set = set});
                QCOMPARE(told.log().back(), fmt::format("the balance is {}, as it should be", 100 + 50 * std::stoi(tasks)));
            }
        }
    }

    // ---- deadlock

    void locksCloseACircle_data() { addRunners("deadlock"); }
    void locksCloseACircle() {
        QFETCH(Runner, runner);
        const Told told = tellDeadlock("deadlock", runner, 0.02);
        if (runner.mode == Sync) {
            QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
            QCOMPARE(told.log(), (std::vector<std::string>{"Ann has written", "Ben has written"}));
            return;
        }
        QVERIFY2(told.trace.outcome() == Outcome::Deadlock, told.ending().c_str());
        QVERIFY(told.trace.deadlock() && told.trace.deadlock()->isCycle);
        QCOMPARE(told.trace.deadlock()->waits.size(), 2u);
        const std::string& text = told.trace.deadlock()->text;
        QVERIFY2(text.find("Ann holds the pen and wants the paper") != std::string::npos, text.c_str());
        QVERIFY2(text.find("Ben holds the paper and wants the pen") != std::string::npos, text.c_str());
        QVERIFY(!isFinal(told.stateOf(0)) && !isFinal(told.stateOf(1)));
        QVERIFY(told.log().empty());
        QVERIFY(told.seconds() >= 1);
        if (runner.clock == simulated)
            QCOMPARE(told.seconds(), 1.0);
    }

    /// Found, shown, stopped soon and no thread left, a hundred times in a row. Where the machine was busy elsewhere two may
    /// miss each other, on a slow one most of the time, or the end be seen late: that may happen now and then.
    void aHundredDeadlocksOfRealThreadsEnd_data() {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<double>("scale");
        QTest::newRow("deadlock") << "deadlock" << 0.05;
        QTest::newRow("parent") << "parent" << 0.00003;
    }
    void aHundredDeadlocksOfRealThreadsEnd() {
        QFETCH(QString, scenario);
        QFETCH(double, scale);
        const int threads = threadCount();
        int found = 0;
        int late = 0;
        int soon = 0;
        for (int round = 0; round < 100; ++round) {
            const auto begin = std::chrono::steady_clock::now();
            const Told told = tell(scenario.toStdString(), {Threads, ClockKind::Real}, {.scale = scale});
            QCOMPARE(threadsLeft(threads), 0);
            if (told.trace.outcome() == Outcome::Completed)
                continue;
            QVERIFY2(told.trace.outcome() == Outcome::Deadlock, told.ending().c_str());
            QVERIFY(told.trace.deadlock() && told.trace.deadlock()->isCycle);
            ++found;
            const std::chrono::duration<double> closed(toSeconds(told.trace.deadlock()->time) * scale);
            const auto needed = told.ended - begin - closed;
            late += needed > std::chrono::milliseconds(500);
            soon += needed < limitForStop();
        }
        QVERIFY2(found >= 5, fmt::format("{} of 100", found).c_str());
        QVERIFY2(late <= found / 5, fmt::format("{} of {} ended late", late, found).c_str());
        QVERIFY(soon > 0);
    }

    void tasksCloseACircleEvenInSync_data() { addRunners("deadlock"); }
    void tasksCloseACircleEvenInSync() {
        QFETCH(Runner, runner);
        const Told told = tell("deadlock", runner, {.set = {{"kind", "tasks"}}, .scale = 0.02});
        QVERIFY2(told.trace.outcome() == Outcome::Deadlock, told.ending().c_str());
        QVERIFY(told.trace.deadlock() && told.trace.deadlock()->isCycle);
        const std::string& text = told.trace.deadlock()->text;
        QVERIFY2(text.find("Alphonse waits for the end of Gaston") != std::string::npos, text.c_str());
        QVERIFY2(text.find("Gaston waits for the end of Alphonse") != std::string::npos, text.c_str());
        QVERIFY(told.log().empty());
        QVERIFY(told.seconds() >= 1);
        if (runner.clock == simulated)
            QVERIFY(told.seconds() <= 2);
    }

    void cureBreaksTheCircle_data() { addRunners("deadlock"); }
    void cureBreaksTheCircle() {
        QFETCH(Runner, runner);
        for (const char* kind : {"locks", "tasks"}) {
            const Told told = tell("deadlock", runner, {.set = {{"kind", kind}, {"cure", "on"}}, .scale = 0.01});
            QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
            QCOMPARE(told.log().size(), 2u);
            if (std::string(kind) == "tasks")
                QCOMPARE(told.log(), (std::vector<std::string>{"Gaston is through", "Alphonse is through"}));
        }
    }

    // ---- philosophers

    void philosophersStandStill_data() { addRunners("philosophers"); }
    void philosophersStandStill() {
        QFETCH(Runner, runner);
        const Told told = tellDeadlock("philosophers", runner, 0.05);
        if (runner.mode == Sync) {
            QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
            return;
        }
        QVERIFY2(told.trace.outcome() == Outcome::Deadlock, told.ending().c_str());
        QVERIFY(told.trace.deadlock()->isCycle);
        QCOMPARE(told.trace.deadlock()->waits.size(), 5u);
        for (int seat = 1; seat <= 5; ++seat) {
            const std::string part = fmt::format("Philosopher {} holds fork {} and wants fork {}", seat, seat, seat % 5 + 1);
            QVERIFY2(told.trace.message().find(part) != std::string::npos, told.ending().c_str());
        }
        if (runner.clock == simulated)
            QCOMPARE(told.seconds(), 1.5);
    }

    void lowestForkFirstLetsAllEat_data() { addRunners("philosophers"); }
    void lowestForkFirstLetsAllEat() {
        QFETCH(Runner, runner);
        const Told told = tell("philosophers", runner, {.set = {{"lock_order", "lowest"}}, .scale = 0.005});
        QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
        QCOMPARE(told.log().size(), 5u);
        const auto meals = std::ranges::find(told.trace.measures(), "meals", &Measure::name);
        QVERIFY(meals != told.trace.measures().end());
        QCOMPARE(meals->count, std::int64_t{15});
    }

    /// A law, over seeds, tables and times: with an order of the locks there is no circle.
    void orderOfLocksNeverDeadlocks() {
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            const Settings set = {{"lock_order", "lowest"},
                                  {"variation", std::to_string(seed % 100)},
                                  {"philosophers", std::to_string(2 + seed % 9)},
                                  {"reach", seed % 3 == 0 ? "0" : "2s"}};
            for (const Mode mode : {Threads, Coroutines, Pool}) {
                const Told told = tell("philosophers", {mode, simulated}, {.set = set, .seed = seed});
                QVERIFY2(told.trace.outcome() == Outcome::Completed, told.ending().c_str());
            }
        }
    }

    void differentTimesGoWellOnSomeEvenings() {
        std::size_t deadlocks = 0;
        for (std::uint64_t seed = 1; seed <= 100; ++seed) {
            const Settings set = {{"variation", "40"}};
            const Told told = tell("philosophers", {Coroutines, simulated}, {.set = set, .seed = seed});
            QVERIFY(told.trace.outcome() == Outcome::Deadlock || told.trace.outcome() == Outcome::Completed);
            deadlocks += told.trace.outcome() == Outcome::Deadlock;
        }
        QVERIFY2(deadlocks > 0 && deadlocks < 100, fmt::format("{} of 100", deadlocks).c_str());
    }

    // ---- on the real clock

    void realClockTakesAsLong_data() {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<QString>("value");
        QTest::addColumn<double>("scale");
        QTest::newRow("race") << "race" << "lock" << "off" << 0.1;
        QTest::newRow("race, locked") << "race" << "lock" << "on" << 0.05;
        QTest::newRow("deadlock") << "deadlock" << "kind" << "locks" << 0.3;
        QTest::newRow("deadlock of tasks") << "deadlock" << "kind" << "tasks" << 0.3;
        QTest::newRow("philosophers") << "philosophers" << "lock_order" << "lowest" << 0.03;
    }
    void realClockTakesAsLong() {
        QFETCH(QString, scenario);
        QFETCH(QString, parameter);
        QFETCH(QString, value);
        QFETCH(double, scale);
        How how{.set = {{parameter.toStdString(), value.toStdString()}}, .scale = scale};
        if (scenario == "philosophers") // who is first decides how long it takes: no two at the same time, then
            how.set.emplace_back("variation", "30");
        for (const Mode mode : {Threads, Coroutines}) {
            const std::string wrong = lateness(scenario.toStdString(), mode, how);
            QVERIFY2(wrong.empty(), wrong.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TroublesTest)
#include "troubles_test.moc"
