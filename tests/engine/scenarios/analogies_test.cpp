#include "engine/analysis/metrics.h"
#include "engine/analysis/races.h"
#include "tests/support/real_clock.h"

#include <QTest>
#include <algorithm>
#include <fmt/format.h>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

Told simulate(const std::string& scenario, Mode mode, const Settings& set = {}, std::uint64_t seed = 1) {
    return tell(scenario, {mode, ClockKind::Simulated}, {.set = set, .seed = seed});
}

/// None of its kind if the story did not measure it.
Measure measureOf(const Told& told, const std::string& name) {
    const auto found = std::ranges::find(told.trace.measures(), name, &Measure::name);
    return found == told.trace.measures().end() ? Measure{name} : *found;
}
double minutes(const Told& told, const std::string& name) { return toSeconds(measureOf(told, name).duration) / 60; }
double minutes(const Told& told) { return told.seconds() / 60; }

std::string text(const Told& told) {
    std::string all = fmt::format("{} {}", nameOf(told.trace.outcome()), told.trace.message());
    for (const Race& race : findRaces(told.trace))
        all += "\n" + race.text;
    return all;
}

bool hasLostUpdate(const Told& told) {
    return std::ranges::count(findRaces(told.trace), Race::Kind::LostUpdate, &Race::kind) > 0;
}

const Settings lockOrder = {{"lock_order", "on"}};
const Settings cured = {{"lock_order", "on"}, {"finance_lock", "on"}};
const Settings busyWait = {{"busy_wait", "on"}};
const std::string hurt = "longest wait of a hurt child";

/// So that a run on the real clock takes a few seconds, and a minute of the story is many a scheduler's slice.
How realEvening(Settings set) {
    set.insert(set.end(), {{"loads", "1"}, {"bedtime", "1h"}});
    return {.set = std::move(set), .scale = 0.0003};
}

} // namespace

/// The analogies show what they are told for.
class AnalogiesTest : public QObject {
    Q_OBJECT

private slots:
    // ---- parent

    void syncWorksDeepIntoTheNight() {
        const Told told = simulate("parent", Mode::Sync);
        QCOMPARE(minutes(told), 596.0);
        QCOMPARE(told.trace.tasks()[0].result, std::string("3:56"));
        QCOMPARE(minutes(told, hurt), 0.0);
        const RunMetrics metrics = measure(told.trace);
        QCOMPARE(metrics.tasks[1].end, TraceTime(3h)); // bedtime; everything else comes after it
        for (std::size_t task = 2; task < metrics.tasks.size(); ++task)
            QVERIFY(metrics.tasks[task].end > TraceTime(3h));
    }

    void pollingGetsAllDoneAndWastesChecks() {
        const Told told = simulate("parent", Mode::Polling);
        QCOMPARE(minutes(told), 270.0);
        QCOMPARE(measureOf(told, "checks").count, std::int64_t{17});
        QCOMPARE(measureOf(told, "wasted checks").count, std::int64_t{4});
        QVERIFY2(minutes(told, hurt) > 14 && minutes(told, hurt) <= 15, fmt::format("{}", minutes(told, hurt)).c_str());
        const Told coroutines = simulate("parent", Mode::Coroutines);
        QVERIFY(minutes(told, "washer idle") > minutes(coroutines, "washer idle"));
        QVERIFY(minutes(told, "dryer idle") > minutes(coroutines, "dryer idle"));
    }

    void whoLooksMoreOftenWastesMoreAndWaitsLess() {
        const Told seldom = simulate("parent", Mode::Polling);
        const Told often = simulate("parent", Mode::Polling, {{"poll_interval", "5min"}});
        QVERIFY(minutes(often, hurt) <= 5);
        QVERIFY(minutes(often) < minutes(seldom));
        QVERIFY(measureOf(often, "wasted checks").count > 3 * measureOf(seldom, "wasted checks").count);
        // What looking takes is lost for everything else: too often is as bad as too seldom.
        const Told everyMinute = simulate("parent", Mode::Polling, {{"poll_interval", "1min"}, {"poll_cost", "30s"}});
        QVERIFY(minutes(everyMinute) > minutes(often));
    }

    void coroutinesHearTheBells() {
        const Told told = simulate("parent", Mode::Coroutines);
        QCOMPARE(told.trace.tasks()[0].result, std::string("22:08"));
        QVERIFY(minutes(told, hurt) > 0 && minutes(told, hurt) <= 5);
        QCOMPARE(measureOf(told, "checks").count, std::int64_t{0});
        QCOMPARE(measureOf(told, "money astray").count, std::int64_t{0});
        QCOMPARE(told.log().back(), std::string("22:08: the account holds 750 and should hold 750"));
    }

    /// Laws, over many evenings: with the same code one parent meets neither deadlock nor lost update, whatever the
    /// machines take, and nobody hurt waits longer than for the next look.
    void oneParentNeverGetsInItsOwnWay() {
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            const Settings set = {{"wash", fmt::format("{}min", 5 * (1 + seed % 9))},
                                  {"dry", fmt::format("{}min", 5 * (1 + seed % 11))},
                                  {"loads", std::to_string(1 + seed % 4)}};
            for (const Mode mode : {Mode::Sync, Mode::Polling, Mode::Coroutines}) {
                const Told told = simulate("parent", mode, set, seed);
                QVERIFY2(told.trace.outcome() == Outcome::Completed, text(told).c_str());
                QVERIFY2(findRaces(told.trace).empty(), text(told).c_str());
                QCOMPARE(measureOf(told, "money astray").count, std::int64_t{0});
                QVERIFY(minutes(told, hurt) <= 15);
            }
            const Told sync = simulate("parent", Mode::Sync, set, seed);
            QVERIFY(simulate("parent", Mode::Polling, set, seed).seconds() < sync.seconds());
            QVERIFY(simulate("parent", Mode::Coroutines, set, seed).seconds() < sync.seconds());
        }
    }

    void clonesBlockEachOther_data() {
        QTest::addColumn<bool>("isReal");
        QTest::newRow("simulated") << false;
        QTest::newRow("real") << true;
    }
    void clonesBlockEachOther() {
        QFETCH(bool, isReal);
        const auto isDeadlock = [](const Told& each) { return each.trace.outcome() == Outcome::Deadlock; };
        const Told told = isReal ? tellUntil(isDeadlock, "parent", {Mode::Threads, ClockKind::Real}, realEvening({}))
                                 : simulate("parent", Mode::Threads);
        QVERIFY2(told.trace.outcome() == Outcome::Deadlock, text(told).c_str());
        const Deadlock& deadlock = *told.trace.deadlock();
        QVERIFY(deadlock.isCycle);
        QCOMPARE(deadlock.waits.size(), std::size_t{2});
        // Real clones race to the washer; on the simulated clock A was first.
        const std::string atDryer = isReal && deadlock.text.find("Laundry B holds the dryer") != std::string::npos ? "B" : "A";
        const std::string atWasher = atDryer == "A" ? "B" : "A";
        for (const std::string& part : {fmt::format("Laundry {} holds the dryer and wants the washer", atDryer),
                                        fmt::format("Laundry {} holds the washer and wants the dryer", atWasher)})
            QVERIFY2(deadlock.text.find(part) != std::string::npos, deadlock.text.c_str());
        if (!isReal)
            QCOMPARE(minutes(told), 78.0);
    }

    void clonesLoseTheDoctorsCheque_data() { clonesBlockEachOther_data(); }
    void clonesLoseTheDoctorsCheque() {
        QFETCH(bool, isReal);
        // On the real clock the machine may be so late that C writes when D is through.
        const Told told = isReal ? tellUntil(hasLostUpdate, "parent", {Mode::Threads, ClockKind::Real}, realEvening(lockOrder))
                                 : simulate("parent", Mode::Threads, lockOrder);
        QVERIFY2(told.trace.outcome() == Outcome::Completed, text(told).c_str());
        QCOMPARE(measureOf(told, "money astray").count, std::int64_t{250});
        const std::vector<Race> races = findRaces(told.trace);
        const auto lost = std::ranges::find(races, Race::Kind::LostUpdate, &Race::kind);
        QVERIFY2(lost != races.end(), text(told).c_str());
        QCOMPARE(told.trace.info(lost->first.task).name, std::string("Cheque C"));
        QCOMPARE(told.trace.info(lost->second.task).name, std::string("Bills D"));
        if (isReal)
            return;
        QCOMPARE(minutes(told), 225.0);
        QCOMPARE(told.log().back(), std::string("21:45: the account holds 1000 and should hold 750"));
    }

    void bothAreCured() {
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            const Settings set = {{"lock_order", "on"},
                                  {"finance_lock", "on"},
                                  {"wash", fmt::format("{}min", 3 * (1 + seed % 13))},
                                  {"dry", fmt::format("{}min", 3 * (1 + seed % 17))}};
            const Told told = simulate("parent", Mode::Threads, set, seed);
            QVERIFY2(told.trace.outcome() == Outcome::Completed, text(told).c_str());
            QVERIFY2(findRaces(told.trace).empty(), text(told).c_str());
            QCOMPARE(measureOf(told, "money astray").count, std::int64_t{0});
        }
        QCOMPARE(minutes(simulate("parent", Mode::Threads, cured)), 225.0);
    }

    void theEveningOnTheRealClock_data() {
        QTest::addColumn<Mode>("mode");
        QTest::newRow("sync") << Mode::Sync;
        QTest::newRow("threads") << Mode::Threads;
        QTest::newRow("coroutines") << Mode::Coroutines;
    }
    void theEveningOnTheRealClock() {
        QFETCH(Mode, mode);
        const std::string wrong = lateness("parent", mode, realEvening(cured));
        QVERIFY2(wrong.empty(), wrong.c_str());
    }

    // ---- secretary

    void oneSecretaryWastesNothing() {
        const Told told = simulate("secretary", Mode::Coroutines);
        const RunMetrics metrics = measure(told.trace);
        QCOMPARE(metrics.makespan, Duration(8h));
        QCOMPARE(metrics.busy, Duration(8h)); // filing gives way to all, and fills what they leave
        QCOMPARE(measureOf(told, "wasted switches").share(), 0.0);
        QCOMPARE(measureOf(told, "folders filed").count, std::int64_t{363});
        QCOMPARE(measureOf(told, "appointments").count, std::int64_t{50});
        QVERIFY(minutes(told, "longest wait on the phone") <= 2);
    }

    void fiveSecretariesAndABlindDevice() {
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            const Told told = simulate("secretary", Mode::Threads, busyWait, seed);
            const Measure wasted = measureOf(told, "wasted switches");
            QVERIFY2(wasted.share() > 0.55 && wasted.share() < 0.59, fmt::format("{}", wasted.share()).c_str());
            // It is the run's switches that are counted; in the end each is switched to once more, to go home.
            const auto switches = static_cast<std::int64_t>(measure(told.trace).switches);
            QVERIFY2(wasted.of <= switches && switches <= wasted.of + 5, fmt::format("{} {}", wasted.of, switches).c_str());
            QVERIFY(measureOf(told, "folders filed").count <= 97);
            QVERIFY(minutes(told, "longest wait on the phone") <= 5);
        }
    }

    void itIsTheBusyWaiting() {
        const Told told = simulate("secretary", Mode::Threads);
        QCOMPARE(measureOf(told, "wasted switches").share(), 0.0);
        QCOMPARE(measureOf(told, "folders filed").count, std::int64_t{363});
        const Told coroutines = simulate("secretary", Mode::Coroutines, busyWait);
        QVERIFY(measureOf(coroutines, "wasted switches").share() > 0.55);
    }

    void inSyncNobodyFiles() {
        const Told told = simulate("secretary", Mode::Sync);
        QCOMPARE(measureOf(told, "folders filed").count, std::int64_t{0});
        QVERIFY(minutes(told) > 8 * 60);
        QVERIFY(minutes(told, "longest wait of a visitor") > 4 * 60);
    }

    void theOfficeOnTheRealClock_data() { theEveningOnTheRealClock_data(); }
    void theOfficeOnTheRealClock() {
        QFETCH(Mode, mode);
        const std::string wrong = lateness("secretary", mode, {.set = {{"day", "3h"}}, .scale = 0.00015});
        QVERIFY2(wrong.empty(), wrong.c_str());
    }
    void theBlindDeviceOnTheRealClock() {
        const How how{.set = {{"day", "3h"}, {"busy_wait", "on"}}, .scale = 0.0002};
        const std::string wrong = wrongEveryTime([&] {
            const Told told = tell("secretary", {Mode::Threads, ClockKind::Real}, how);
            const double share = measureOf(told, "wasted switches").share();
            return share > 0.5 && share < 0.62 ? std::string() : fmt::format("a share of {}", share);
        });
        QCOMPARE(wrong, std::string());
    }
};

QTEST_GUILESS_MAIN(AnalogiesTest)
#include "analogies_test.moc"
