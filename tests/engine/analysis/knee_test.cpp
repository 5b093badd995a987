#include "engine/analysis/knee.h"
#include "engine/scenarios/sweep.h"

#include <QTest>

using namespace simul;

namespace {

std::optional<std::size_t> kneeIn(std::initializer_list<int> seconds) {
    std::vector<Duration> curve;
    for (const int second : seconds)
        curve.push_back(std::chrono::seconds(second));
    return kneeOf(curve);
}

/// The value at the knee of a story's mode, empty if there is none.
std::string kneeOver(const char* scenario, const char* over, Mode mode) {
    const Scenario& found = *scenarioNamed(scenario);
    const Parameters parameters = parametersFor(found);
    Sweep sweep({&found, parameters, *parseSweepAxis(parameters, over, 1), {mode}});
    runSweep(sweep, {});
    const std::optional<std::size_t> knee = kneeOf(sweep.makespans(0));
    return knee ? formatValue(sweep.values()[*knee]) : "";
}

} // namespace

/// A knee is claimed where there is one, and only there.
class KneeTest : public QObject {
    Q_OBJECT

private slots:
    void whereTheCurveBends() {
        QCOMPARE(kneeIn({1, 2, 3, 20, 40, 60}), std::optional<std::size_t>(2));
        QCOMPARE(kneeIn({5, 5, 5, 5, 9, 13}), std::optional<std::size_t>(3));
        QCOMPARE(kneeIn({1850, 1855, 2005}), std::optional<std::size_t>(1));
        // between the fourth and the fifth value it shows at both
        QCOMPARE(kneeIn({1, 2, 3, 4, 24, 64, 104}), std::optional<std::size_t>(4));
    }
    void notWhereItDoesNot() {
        QVERIFY(!kneeIn({}));
        QVERIFY(!kneeIn({1}));
        QVERIFY(!kneeIn({1, 9}));
        QVERIFY(!kneeIn({5, 5, 5, 5}));
        QVERIFY(!kneeIn({1, 2, 3, 4, 5}));                   // a straight line
        QVERIFY(!kneeIn({0, 1, 4, 9, 16, 25, 36}));          // a smooth curve
        QVERIFY(!kneeIn({1, 1, 1, 5, 5, 5, 9, 9, 9}));       // a staircase
        QVERIFY(!kneeIn({1, 1, 1, 1, 9, 9, 9, 9}));          // one step
        QVERIFY(!kneeIn({240, 120, 80, 60, 48, 40, 34, 30})); // falls ever less
        QVERIFY(!kneeIn({10, 20, 30, 45, 60, 75}));          // hardly bends
    }
    void ofTheStories() {
        QCOMPARE(kneeOver("chess", "opponents=1..24", Mode::Coroutines), std::string("12"));
        QCOMPARE(kneeOver("chess", "opponents=11..13", Mode::Coroutines), std::string("12"));
        QCOMPARE(kneeOver("chess", "opponents=1..24", Mode::Sync), std::string());
        QCOMPARE(kneeOver("chess", "opponents=1..24", Mode::Threads), std::string());
        QCOMPARE(kneeOver("chess", "opponents=1..24", Mode::Pool), std::string());
        QCOMPARE(kneeOver("chess", "cores=1..24", Mode::Threads), std::string());
        // she is busy all the time as soon as 23 moves take longer than an opponent thinks
        QCOMPARE(kneeOver("chess", "judit=100ms..5s:100ms", Mode::Coroutines), std::string("2.4s"));
    }
};

QTEST_GUILESS_MAIN(KneeTest)
#include "knee_test.moc"
