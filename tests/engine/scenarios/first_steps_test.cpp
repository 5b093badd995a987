#include "engine/analysis/metrics.h"
#include "tests/support/real_clock.h"

#include <QTest>
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

using namespace simul;
using namespace simul::test;

namespace {

using Words = std::vector<std::string>;

Told simulate(const std::string& scenario, Mode mode, const Settings& set = {}, std::uint64_t seed = 1) {
    return tell(scenario, {mode, ClockKind::Simulated}, {.set = set, .seed = seed});
}

double endOf(const Told& told, std::size_t task) { return toSeconds(told.trace.lane(TaskId(task)).back().start); }

const Settings article = {{"draws", "article"}};

} // namespace

/// The first steps give the figures that the articles print, in every mode, and on the real clock too.
class FirstStepsTest : public QObject {
    Q_OBJECT

private slots:
    void chainsEndWhereTheArticleSays() {
        const Told coroutines = simulate("chained", Mode::Coroutines, article);
        QCOMPARE(endOf(coroutines, 0), 11.0);
        QCOMPARE(endOf(coroutines, 1), 8.0);
        QCOMPARE(endOf(coroutines, 2), 4.0);
        QCOMPARE(coroutines.trace.tasks()[2].result, std::string("result3-2 derived from result3-1"));
        QCOMPARE(coroutines.log().back(), std::string("result9-2 derived from result9-1 (took 11 s)"));
        const Told sync = simulate("chained", Mode::Sync, article);
        QCOMPARE(sync.seconds(), 23.0);
        QCOMPARE(sync.log(), (Words{"result9-1", "result9-2 derived from result9-1 (took 11 s)", "result6-1",
                                    "result6-2 derived from result6-1 (took 8 s)", "result3-1",
                                    "result3-2 derived from result3-1 (took 4 s)"}));
    }

    void makerandomDrawsWhatTheArticleDrew() {
        const Told told = simulate("makerandom", Mode::Coroutines, article);
        QCOMPARE(told.seconds(), 12.0);
        for (const auto& [task, result] : {std::pair{0U, "10"}, {1U, "10"}, {2U, "9"}})
            QCOMPARE(told.trace.tasks()[task].result, std::string(result));
        QCOMPARE(endOf(told, 1), 4.0);
        QCOMPARE(endOf(told, 2), 9.0);
        QCOMPARE(simulate("makerandom", Mode::Sync, article).seconds(), 12.0 + 4.0 + 9.0);
    }

    /// Laws, over many seeds: who draws for himself draws the same in every mode; together it takes as long as the
    /// slowest, in turn as long as all.
    void drawnSleepsAddUpOrOverlap_data() {
        QTest::addColumn<QString>("scenario");
        QTest::newRow("chained") << "chained";
        QTest::newRow("makerandom") << "makerandom";
    }
    void drawnSleepsAddUpOrOverlap() {
        QFETCH(QString, scenario);
        std::set<double> makespans;
        for (std::uint64_t seed = 1; seed <= 100; ++seed) {
            const Told sync = simulate(scenario.toStdString(), Mode::Sync, {}, seed);
            double sum = 0;
            double longest = 0;
            for (const TaskMetrics& task : measure(sync.trace).tasks) {
                QCOMPARE(task.state, State::Done);
                sum += toSeconds(task.blocked);
                longest = std::max(longest, toSeconds(task.blocked));
            }
            QCOMPARE(sync.seconds(), sum);
            for (const Mode mode : {Mode::Threads, Mode::Coroutines}) {
                const Told together = simulate(scenario.toStdString(), mode, {}, seed);
                QCOMPARE(together.seconds(), longest);
                for (std::size_t task = 0; task < 3; ++task)
                    QCOMPARE(together.trace.tasks()[task].result, sync.trace.tasks()[task].result);
            }
            makespans.insert(longest);
        }
        QVERIFY(makespans.size() > 5); // the seed does matter
    }

    void whoIteratesWaitsInTurn() {
        const Settings iterated = {{"style", "iterated"}};
        QCOMPARE(simulate("gather", Mode::Coroutines).seconds(), 1.0);
        QCOMPARE(simulate("gather", Mode::Coroutines, iterated).seconds(), 10.0);
        QCOMPARE(simulate("gather", Mode::Threads).seconds(), 1.0);
        QCOMPARE(simulate("gather", Mode::Threads, iterated).seconds(), 10.0);
        QCOMPARE(simulate("gather", Mode::Sync).seconds(), 10.0);
        QCOMPARE(simulate("gather", Mode::Sync, iterated).seconds(), 10.0);
        QCOMPARE(simulate("gather", Mode::Coroutines, iterated).log(), simulate("gather", Mode::Coroutines).log());
    }

    void aConnectionSavesOneOfFour() {
        const Words order = {"connected", "sent", "received", "closed"};
        for (const auto& [mode, seconds] : {std::pair{Mode::Sync, 8.0}, {Mode::Threads, 6.0}, {Mode::Coroutines, 6.0}}) {
            const Told told = simulate("connection", mode);
            QCOMPARE(told.seconds(), seconds);
            QCOMPARE(told.log(), order);
        }
    }

    void everyTaskEndsAsItShould_data() {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<ClockKind>("clock");
        for (const Mode mode : {Mode::Sync, Mode::Threads, Mode::Coroutines}) {
            QTest::addRow("%s simulated", nameOf(mode).data()) << mode << ClockKind::Simulated;
            QTest::addRow("%s real", nameOf(mode).data()) << mode << ClockKind::Real;
        }
    }
    void everyTaskEndsAsItShould() {
        QFETCH(Mode, mode);
        QFETCH(ClockKind, clock);
        const Words log = {"done: done", "failed: the bed is broken", "cancelled: cancelled",
                           "timed out: the time was over", "its waiter: cancelled", "shielded: done"};
        const Told told = tellUntil([&](const Told& each) { return each.log() == log; }, "lifecycle", {mode, clock}, {.scale = 0.05});
        QCOMPARE(told.log(), log);
        QCOMPARE(told.trace.outcome(), Outcome::Completed);
        const std::map<std::string, std::pair<State, std::string>> expected = {
            {"main", {State::Done, ""}},
            {"done", {State::Done, ""}},
            {"failed", {State::Failed, "the bed is broken"}},
            {"cancelled", {State::Cancelled, "cancelled"}},
            {"shielded", {State::Done, ""}},
            {"its waiter", {State::Cancelled, "cancelled"}},
            {"never awaited", {State::Created, ""}},
            {"left running", {State::Cancelled, "main has returned"}},
            {"timed out", {State::Cancelled, "the time was over"}},
        };
        QCOMPARE(told.trace.tasks().size(), expected.size());
        for (std::size_t task = 0; task < expected.size(); ++task) {
            const TaskInfo& info = told.trace.tasks()[task];
            const auto& [state, error] = expected.at(info.name);
            QVERIFY2(told.stateOf(task) == state, info.name.c_str());
            QCOMPARE(info.error, error);
        }
        QCOMPARE(told.warnings(), (Words{"left running had not ended when main returned: it was cancelled.",
                                         "never awaited was created but never awaited: it never ran."}));
        // In sync the sleeps follow each other, and what is cancelled before its turn never begins.
        const double expectedSeconds = mode == Mode::Sync ? 1 + 1 + 0.2 + 3 : 3;
        if (clock == ClockKind::Simulated)
            QCOMPARE(told.seconds(), expectedSeconds);
        else // and not until what is left running ends
            QCOMPARE(wrongLength(told, {mode, clock}, expectedSeconds, 3600), std::string());
    }

    void callbacksRunInTheOrderInWhichTheyWereAdded_data() { everyTaskEndsAsItShould_data(); }
    void callbacksRunInTheOrderInWhichTheyWereAdded() {
        QFETCH(Mode, mode);
        QFETCH(ClockKind, clock);
        const Words expected = {"first callback: it is here", "second callback: a line in the book", "the download is over",
                                "unpacked", "time for a walk", "25 %", "50 %", "75 %", "100 %"};
        const auto progressLast = [](const Told& each) {
            Words log = each.log();
            std::ranges::stable_partition(log, [](const std::string& line) { return !line.ends_with(" %"); });
            return log;
        };
        const auto isShownLate = [](const Told& each) { return each.log()[0].starts_with("first"); };
        const auto isRight = [&](const Told& each) {
            return progressLast(each) == expected && isShownLate(each) == (mode == Mode::Sync);
        };
        const Told told = tellUntil(isRight, "follow-up", {mode, clock}, {.scale = 0.05});
        QCOMPARE(told.trace.outcome(), Outcome::Completed);
        QCOMPARE(progressLast(told), expected);
        QCOMPARE(isShownLate(told), mode == Mode::Sync);
        const auto& tasks = told.trace.tasks();
        const auto unpack = std::ranges::find(tasks, "Unpack", &TaskInfo::name);
        QVERIFY(unpack != tasks.end());
        QCOMPARE(tasks[unpack->parent->value].name, std::string("Download"));
        if (clock == ClockKind::Simulated) {
            QCOMPARE(toSeconds(unpack->created), 4.0);
            QCOMPARE(endOf(told, static_cast<std::size_t>(unpack - tasks.begin())), 5.0);
            QCOMPARE(told.seconds(), 6.0);
        }
    }

    void theRealClockTellsTheSame_data() {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<QString>("value");
        QTest::addColumn<double>("scale"); // such that a millisecond more does not matter
        QTest::newRow("chained") << "chained" << "draws" << "article" << 0.03;
        QTest::newRow("makerandom") << "makerandom" << "draws" << "article" << 0.03;
        QTest::newRow("gather") << "gather" << "style" << "gathered" << 0.2;
        QTest::newRow("gather, iterated") << "gather" << "style" << "iterated" << 0.03;
        QTest::newRow("connection") << "connection" << "time" << "2s" << 0.05;
    }
    void theRealClockTellsTheSame() {
        QFETCH(QString, scenario);
        QFETCH(QString, parameter);
        QFETCH(QString, value);
        QFETCH(double, scale);
        const std::string name = scenario.toStdString();
        const How how{.set = {{parameter.toStdString(), value.toStdString()}}, .scale = scale};
        for (const Mode mode : {Mode::Sync, Mode::Threads, Mode::Coroutines}) {
            const Told simulated = tell(name, {mode, ClockKind::Simulated}, how);
            const std::string wrong = wrongEveryTime([&]() -> std::string {
                const Told real = tell(name, {mode, ClockKind::Real}, how);
                for (std::size_t task = 0; task < real.trace.tasks().size(); ++task) {
                    if (real.stateOf(task) != simulated.stateOf(task) ||
                        real.trace.tasks()[task].result != simulated.trace.tasks()[task].result)
                        return real.trace.tasks()[task].name + " ended in another way";
                }
                if (mode != Mode::Threads && real.log() != simulated.log()) // threads say things in the system's order
                    return "another log";
                return real.seconds() < simulated.seconds() ? "too short" : lateness(real, simulated);
            });
            QVERIFY2(wrong.empty(), fmt::format("{}: {}", nameOf(mode), wrong).c_str());
        }
    }
};

QTEST_GUILESS_MAIN(FirstStepsTest)
#include "first_steps_test.moc"
