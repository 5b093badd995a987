#include "engine/analysis/metrics.h"
#include "tests/support/real_clock.h"

#include <QTest>
#include <fmt/format.h>

using namespace simul;
using namespace simul::test;

/// The real clock keeps its durations: the same story takes as long as simulated.
class RealClockTest : public QObject {
    Q_OBJECT

private slots:
    void chessKeepsItsDurations_data() {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<QString>("cores");
        QTest::newRow("sync") << Mode::Sync << "24";
        QTest::newRow("threads") << Mode::Threads << "24";
        QTest::newRow("threads on one core") << Mode::Threads << "1";
        QTest::newRow("coroutines") << Mode::Coroutines << "24";
    }
    void chessKeepsItsDurations() {
        QFETCH(Mode, mode);
        QFETCH(QString, cores);
        const How how{.set = {{"opponents", "4"}, {"moves", "5"}, {"cores", cores.toStdString()}}, .scale = 0.001};
        const Told simulated = tell("chess", {mode, ClockKind::Simulated}, how);
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
        constexpr double allowed = 0.2; // what is promised is promised of the program as it is shipped
#else
        constexpr double allowed = 0.02;
#endif
        const std::string wrong = wrongEveryTime([&]() -> std::string {
            const Told real = tell("chess", {mode, ClockKind::Real}, how);
            if (real.emitted != real.trace.slicesStored())
                return "something was dropped";
            return real.seconds() < simulated.seconds() ? "too short" : lateness(real, simulated, allowed);
        });
        QCOMPARE(wrong, std::string());
    }

    void realSwitchesAreTheSimulatedOnes() {
        const How how{.set = {{"opponents", "4"}, {"moves", "5"}}, .scale = 0.001};
        for (const Mode mode : {Mode::Sync, Mode::Coroutines}) {
            const auto switchesOn = [&](ClockKind clock) { return measure(tell("chess", {mode, clock}, how).trace).switches; };
            const std::uint64_t simulated = switchesOn(ClockKind::Simulated);
            const std::string wrong = wrongEveryTime([&] {
                const std::uint64_t real = switchesOn(ClockKind::Real);
                return real == simulated ? std::string() : fmt::format("{} instead of {}", real, simulated);
            });
            QCOMPARE(wrong, std::string());
        }
    }

    void burningUsesProcessorTime() {
        const How how{.set = {{"opponents", "2"}, {"moves", "2"}, {"burn", "on"}}, .scale = 0.002};
        for (const Mode mode : {Mode::Sync, Mode::Threads, Mode::Coroutines}) {
            const std::clock_t before = std::clock();
            const Told told = tell("chess", {mode, ClockKind::Real}, how);
            const double used = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
            QCOMPARE(told.trace.outcome(), Outcome::Completed);
            constexpr double work = 2 * 2 * 5 * 0.002;
            QVERIFY2(used >= work * 0.95, fmt::format("{} s", used).c_str());
        }
    }
};

QTEST_GUILESS_MAIN(RealClockTest)
#include "real_clock_test.moc"
