#include "engine/scenarios/sweep.h"
#include "tests/support/wrong_every_time.h"

#include <QTest>
#include <future>

using namespace simul;
using namespace std::chrono_literals;

namespace {

SweepRequest requestFor(const char* scenario, const char* over, std::vector<Mode> modes) {
    const Scenario& found = *scenarioNamed(scenario);
    const Parameters parameters = parametersFor(found);
    return {&found, parameters, *parseSweepAxis(parameters, over, modes.size()), std::move(modes)};
}

QStringList valuesOf(const SweepAxis& axis) {
    QStringList texts;
    for (const Value& value : axis.values)
        texts << QString::fromStdString(formatValue(value));
    return texts;
}

} // namespace

/// What a sweep goes through and what comes of it.
class SweepTest : public QObject {
    Q_OBJECT

private slots:
    void valuesAreRead_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("values");
        QTest::newRow("by one") << "opponents=11..13" << QStringList{"11", "12", "13"};
        QTest::newRow("step") << "opponents=2..9:3" << QStringList{"2", "5", "8"};
        QTest::newRow("one value") << "opponents=7..7" << QStringList{"7"};
        QTest::newRow("step beyond the end") << "opponents=1..4:100" << QStringList{"1"};
        QTest::newRow("durations") << "judit=1s..2500ms:500ms" << QStringList{"1s", "1.5s", "2s", "2.5s"};
        QTest::newRow("hours") << "opponent=1min..1h:30min" << QStringList{"1min", "31min"};
        QTest::newRow("percent") << "variation=0..0.5:0.1" << QStringList{"0", "0.1", "0.2", "0.3", "0.4", "0.5"};
        QTest::newRow("percent signs") << "variation=10%..12.5%:1.25%" << QStringList{"10", "11.25", "12.5"};
        QTest::newRow("step below the least value") << "judit=1ms..2ms:500us" << QStringList{"1ms", "1.5ms", "2ms"};
        QTest::newRow("of the modes") << "cores=1..3" << QStringList{"1", "2", "3"};
    }
    void valuesAreRead() {
        QFETCH(QString, text);
        QFETCH(QStringList, values);
        const auto axis = parseSweepAxis(parametersFor(*scenarioNamed("chess")), text.toStdString(), 4);
        QVERIFY2(bool(axis), axis ? "" : axis.error().c_str());
        QCOMPARE(valuesOf(*axis), values);
    }

    void withoutAStepRoundOnesAtMostAHundred_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("last");
        QTest::newRow("exactly 100") << "judit=1s..11s" << 101 << "1.1s" << "11s";
        QTest::newRow("rounded up") << "judit=1s..10s" << 91 << "1.1s" << "10s";
        QTest::newRow("minutes") << "opponent=0s..20min" << 81 << "15s" << "20min";
        QTest::newRow("hours") << "poll_interval=1h..24h" << 47 << "1h30min" << "24h";
        QTest::newRow("does not meet the end") << "judit=1s..11015ms" << 51 << "1.2s" << "11s";
        QTest::newRow("percent") << "variation=0..30" << 61 << "0.5" << "30";
        QTest::newRow("a single duration") << "judit=1s..1s" << 1 << "" << "1s";
        QTest::newRow("a single percentage") << "variation=5..5" << 1 << "" << "5";
        QTest::newRow("nanoseconds") << "quantum=0..7ns" << 8 << "1ns" << "7ns";
    }
    void withoutAStepRoundOnesAtMostAHundred() {
        QFETCH(QString, text);
        QFETCH(int, count);
        QFETCH(QString, second);
        QFETCH(QString, last);
        const auto axis = parseSweepAxis(parametersFor(*scenarioNamed("chess")), text.toStdString(), 1);
        const QStringList values = valuesOf(*axis);
        QCOMPARE(values.size(), count);
        QCOMPARE(values.value(1), second);
        QCOMPARE(values.back(), last);
    }

    void badRangesAreRefused_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* text, const char* sentence) { QTest::newRow(text) << text << sentence; };
        row("opponents", "'opponents' is not a range; write it like opponents=1..24");
        row("opponents=12", "is not a range");
        row("1..2", "is not a range");
        row("", "is not a range");
        row("boards=1..2", "there is no parameter 'boards'; a sweep goes over opponents, judit");
        row("burn=0..1", "'burn' has no range of values; a sweep goes over opponents");
        row("opponents=..3", "opponents: '' is not a whole number");
        row("opponents=1..", "opponents: '' is not a whole number");
        row("opponents=1..3:", "has no step after its colon");
        row("opponents=1..3:x", "the step of opponents: 'x' is not a whole number");
        row("opponents=1..3:0", "the step of opponents must be greater than 0");
        row("opponents=1..3:-1", "the step of opponents must be greater than 0");
        row("variation=1..3:nan", "the step of variation must be greater than 0");
        row("opponents=3..1", "opponents: 3 is greater than 1; write the lesser one first");
        row("opponents=0..3", "opponents: 0 is out of range; allowed are 1 to 1000000");
        row("judit=1s..1h", "judit: 1h is out of range; allowed are 1ms to 10min");
        row("judit=1..5", "judit: '1' is not a duration");
        row("opponents=1..1000000", "opponents=1..1000000 in steps of 1 are 4000000 runs; allowed are 100000");
        row("judit=1ms..10min:1ns", "allowed are 100000: take a greater step");
        row("variation=0..100:1e-300", "allowed are 100000: take a greater step");
    }
    void badRangesAreRefused() {
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        const auto axis = parseSweepAxis(parametersFor(*scenarioNamed("chess")), text.toStdString(), 4);
        QVERIFY(!axis);
        QVERIFY2(QString::fromStdString(axis.error()).contains(sentence), axis.error().c_str());
        QVERIFY(axis.error().find('\n') == std::string::npos);
    }

    void figuresOfChess() {
        Sweep sweep(requestFor("chess", "opponents=11..24", {Mode::Sync, Mode::Coroutines}));
        runSweep(sweep, {});
        QVERIFY(sweep.isComplete());
        const std::vector<Duration> coroutines = sweep.makespans(1);
        QCOMPARE(coroutines[0], Duration(1850s));
        QCOMPARE(coroutines[1], Duration(1855s));
        QCOMPARE(coroutines[2], Duration(2005s));
        QCOMPARE(coroutines[13], Duration(3655s));
        QCOMPARE(sweep.at(13, 1)->switches, std::uint64_t(743));
        QCOMPARE(sweep.makespans(0)[13], Duration(12h));
    }

    void theNumberOfThreadsChangesNothing() {
        for (const Scenario& scenario : catalogue()) {
            std::vector<std::vector<std::optional<SweepPoint>>> results;
            for (const unsigned threads : {1U, 2U, 7U}) {
                const Parameters parameters = parametersFor(scenario);
                Sweep sweep({&scenario, parameters, *parseSweepAxis(parameters, "cores=1..6", scenario.modes.size()),
                             scenario.modes, 5});
                runSweep(sweep, {}, threads);
                auto& points = results.emplace_back();
                for (std::size_t value = 0; value < sweep.values().size(); ++value) {
                    for (std::size_t mode = 0; mode < sweep.modes().size(); ++mode)
                        points.push_back(sweep.at(value, mode));
                }
                QVERIFY(std::ranges::all_of(points, [](const auto& point) { return point.has_value(); }));
            }
            QVERIFY2(results[0] == results[1] && results[0] == results[2], scenario.name.c_str());
        }
    }

    void seedAndTimeLimitReachTheRuns() {
        SweepRequest request = requestFor("chess", "variation=0..40:20", {Mode::Coroutines});
        const auto makespansWith = [&](std::uint64_t seed) {
            request.seed = seed;
            Sweep sweep(request);
            runSweep(sweep, {});
            return sweep.makespans(0);
        };
        QVERIFY(makespansWith(1) == makespansWith(1));
        QCOMPARE(makespansWith(1)[0], makespansWith(2)[0]); // nothing random in it
        QVERIFY(makespansWith(1)[2] != makespansWith(2)[2]);
        request.timeout = 20min;
        Sweep sweep(request);
        runSweep(sweep, {});
        QCOMPARE(sweep.at(0, 0)->outcome, Outcome::Timeout);
        QCOMPARE(sweep.at(0, 0)->makespan, Duration(20min));
        QVERIFY(sweep.makespans(0).empty());
    }

    void stopKeepsWhatIsDone() {
        std::optional<Sweep> stopped;
        const std::string late = test::wrongEveryTime([&] {
            stopped.emplace(requestFor("chess", "opponents=1..25000", {Mode::Sync, Mode::Coroutines}));
            std::stop_source stop;
            const auto end = std::async(std::launch::async, [&] { runSweep(*stopped, stop.get_token(), 3); });
            const bool isUnderWay = QTest::qWaitFor([&] { return stopped->runsDone() > 10; }, 60'000);
            const auto asked = std::chrono::steady_clock::now();
            stop.request_stop(); // in any case: `end` waits for the sweep
            end.wait();
            return isUnderWay ? test::tooLate(std::chrono::steady_clock::now() - asked) : "it makes no progress";
        });
        QCOMPARE(late, std::string());
        const Sweep& sweep = *stopped;
        QVERIFY(!sweep.isComplete());
        std::size_t known = 0;
        for (std::size_t value = 0; value < sweep.values().size(); ++value)
            known += sweep.at(value, 0).has_value() + sweep.at(value, 1).has_value();
        QCOMPARE(known, sweep.runsDone());
        QCOMPARE(sweep.at(0, 0)->outcome, Outcome::Completed);
        QCOMPARE(sweep.at(0, 0)->makespan, Duration(30min));
    }
};

QTEST_GUILESS_MAIN(SweepTest)
#include "sweep_test.moc"
