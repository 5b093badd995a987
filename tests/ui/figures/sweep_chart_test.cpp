#include "tests/support/picture.h"
#include "ui/figures/sweep_axes.h"
#include "ui/figures/sweep_figure.h"

#include <QGraphicsScene>
#include <QLineSeries>
#include <QTest>

using namespace simul;
using namespace std::chrono_literals;

namespace {

std::shared_ptr<Sweep> sweepOf(const char* over, std::vector<Mode> modes, std::optional<Duration> timeout = {}) {
    const Scenario& chess = *scenarioNamed("chess");
    const Parameters parameters = parametersFor(chess);
    return std::make_shared<Sweep>(
        SweepRequest{&chess, parameters, *parseSweepAxis(parameters, over, modes.size()), std::move(modes), 1, timeout});
}

QStringList labelsOf(const std::vector<AxisTick>& ticks) {
    QStringList labels;
    for (const AxisTick& tick : ticks)
        labels << QString(tick.label).replace(QChar(0xA0), u' ');
    return labels;
}

SweepAxis axisOf(const char* over) { return *parseSweepAxis(parametersFor(*scenarioNamed("chess")), over, 1); }

} // namespace

/// The chart shows what the sweep came to.
class SweepChartTest : public QObject {
    Q_OBJECT

private slots:
    void ticksAreRound() {
        QCOMPARE(labelsOf(valueTicks(axisOf("opponents=1..24"), 300, 44)), (QStringList{"5", "10", "15", "20"}));
        QCOMPARE(labelsOf(valueTicks(axisOf("opponents=1..3"), 1000, 44)), (QStringList{"1", "2", "3"}));
        QCOMPARE(labelsOf(valueTicks(axisOf("opponents=7..7"), 300, 44)), (QStringList{"7"}));
        QCOMPARE(labelsOf(valueTicks(axisOf("judit=2s..2min:2s"), 400, 80)), (QStringList{"30 s", "1 min", "1 min 30 s", "2 min"}));
        QCOMPARE(labelsOf(valueTicks(axisOf("variation=0..1"), 300, 72)), (QStringList{"0 %", "0.5 %", "1 %"}));
        QCOMPARE(labelsOf(makespanTicks(2h, 300, 44)), (QStringList{"0", "30 min", "1 h", "1 h 30 min", "2 h"}));
        QCOMPARE(labelsOf(makespanTicks(5ms, 300, 44)), (QStringList{"0", "1 ms", "2 ms", "3 ms", "4 ms", "5 ms"}));
        QCOMPARE(labelsOf(logarithmicTicks(30min, 12h, 600, 30)), (QStringList{"30 min", "1 h", "2 h", "6 h", "12 h"}));
        QCOMPARE(labelsOf(logarithmicTicks(1s, 40s, 100, 30)), (QStringList{"1 s", "5 s", "30 s"}));
        QVERIFY(logarithmicTicks(1ns, 24h * 365 * 200, 600, 30).size() < 25);
    }

    void linesHaveThePoints() {
        const auto sweep = sweepOf("opponents=1..24", {Mode::Threads, Mode::Coroutines});
        runSweep(*sweep, {});
        SweepChart chart;
        chart.setSweep(sweep);
        QCOMPARE(chart.series().size(), 2);
        QCOMPARE(chart.lines(1).size(), 1);
        const QLineSeries* coroutines = chart.lines(1).front();
        QCOMPARE(coroutines->name(), QStringLiteral("Coroutines"));
        QCOMPARE(coroutines->count(), 24);
        QCOMPARE(coroutines->at(11), QPointF(12, 1855));
        QCOMPARE(coroutines->at(12), QPointF(13, 2005));
        QVERIFY(!chart.isLogarithmic());
        QCOMPARE(chart.knee(0), std::nullopt);
        QCOMPARE(chart.knee(1), std::optional<std::size_t>(11));
        chart.setAxisScale(AxisScale::Logarithmic);
        QCOMPARE(coroutines->at(11), QPointF(12, std::log10(1855)));
    }

    void farApartIsLogarithmic() {
        const auto sweep = sweepOf("opponents=1..24", {Mode::Sync, Mode::Threads});
        runSweep(*sweep, {});
        SweepChart chart;
        chart.setSweep(sweep);
        QVERIFY(chart.isLogarithmic()); // 24 to 1
        chart.setAxisScale(AxisScale::Linear);
        QVERIFY(!chart.isLogarithmic());
        QCOMPARE(chart.lines(0).front()->at(23), QPointF(24, 43200));
    }

    void growsWithTheSweep() {
        const auto sweep = sweepOf("opponents=1..3", {Mode::Coroutines});
        SweepChart chart;
        chart.setSweep(sweep);
        QCOMPARE(chart.lines(0).front()->count(), 0);
        runSweep(*sweep, {});
        chart.refresh();
        QCOMPARE(chart.lines(0).front()->count(), 3);
        chart.setSweep(nullptr);
        QVERIFY(chart.series().isEmpty());
    }

    void whatDidNotCompleteIsAGap() {
        const auto sweep = sweepOf("opponents=1..4", {Mode::Sync, Mode::Threads}, 1h);
        runSweep(*sweep, {});
        SweepChart chart;
        chart.setSweep(sweep);
        QCOMPARE(chart.lines(0).front()->count(), 2); // the third takes longer than the limit
        QCOMPARE(chart.lines(1).front()->count(), 4);
        QCOMPARE(chart.knee(0), std::nullopt);
    }

    void manyPointsAreThinned() {
        const auto sweep = sweepOf("judit=1ms..30s:1ms", {Mode::Sync});
        QCOMPARE(sweep->values().size(), std::size_t(30'000));
        SweepRequest request = sweep->request();
        QVERIFY(request.parameters.set("opponents", "1") && request.parameters.set("moves", "1"));
        const auto quick = std::make_shared<Sweep>(request);
        runSweep(*quick, {});
        SweepChart chart;
        chart.setSweep(quick);
        QVERIFY(chart.lines(0).front()->count() <= 4002);
        QCOMPARE(chart.lines(0).front()->at(0), QPointF(0.001, 55.001));
    }

    void valuesAreFoundByTheirPlace() {
        const auto sweep = sweepOf("opponents=1..24", {Mode::Coroutines});
        runSweep(*sweep, {});
        QGraphicsScene scene;
        auto* chart = new SweepChart;
        scene.addItem(chart);
        chart->setSweep(sweep);
        chart->resize(800, 500);
        for (const std::size_t value : {0U, 1U, 11U, 23U}) {
            const double x = chart->positionOf(value, 1h).x();
            QCOMPARE(chart->nearestValue(x), value);
            QCOMPARE(chart->nearestValue(x + 5), value);
            QCOMPARE(chart->nearestValue(x - 5), value);
        }
        QCOMPARE(chart->nearestValue(-1000), std::size_t(0));
        QCOMPARE(chart->nearestValue(1e6), std::size_t(23));
    }

    void figuresHaveTheirColours() {
        const auto sweep = sweepOf("opponents=1..24", {Mode::Sync, Mode::Coroutines});
        runSweep(*sweep, {});
        for (const ThemeKind theme : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
            FigureOptions options;
            options.theme = theme;
            const auto figure = renderSweep(sweep, options, AxisScale::Automatic, FigureFormat::Png);
            QVERIFY(bool(figure));
            QCOMPARE(figure->image.pixelColor(2, 2), themeFor(theme).panel);
            for (const Mode mode : sweep->modes()) {
                const int inked = test::countPixels(figure->image, themeFor(theme).ink(mode).rgb());
                QVERIFY2(inked > 1000, qPrintable(QString::number(inked)));
            }
        }
        FigureOptions options;
        options.size = {20000, 100};
        QVERIFY(!renderSweep(sweep, options, AxisScale::Automatic, FigureFormat::Svg));
    }
};

QTEST_MAIN(SweepChartTest)
#include "sweep_chart_test.moc"
