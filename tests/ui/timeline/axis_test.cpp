// Times, pixels and ticks: everything about the axis that needs no window.

#include "ui/timeline/ticks.h"
#include "ui/timeline/time_text.h"

#include <QTest>

using namespace simul;
using namespace std::chrono_literals;

namespace {

TimeRange range(Duration begin, Duration end) {
    return {TraceTime(begin), TraceTime(end)};
}

QStringList labels(const std::vector<Tick>& ticks, Tick::Kind kind) {
    QStringList texts;
    for (const Tick& tick : ticks) {
        if (tick.kind == kind)
            texts << QString(tick.label).replace(QChar(0xA0), QLatin1Char(' '));
    }
    return texts;
}

QString plain(QString text) {
    return text.replace(QChar(0xA0), QLatin1Char(' '));
}

} // namespace

class AxisTest : public QObject {
    Q_OBJECT

private slots:
    void scaleRoundTrips_data() {
        QTest::addColumn<qint64>("begin");
        QTest::addColumn<qint64>("span");
        QTest::newRow("whole day") << qint64{0} << qint64{86'400'000'000'000};
        QTest::newRow("nanoseconds after twelve hours") << qint64{43'200'000'000'000} << qint64{1000};
        QTest::newRow("five minutes") << qint64{0} << qint64{300'000'000'000};
    }
    void scaleRoundTrips() {
        QFETCH(const qint64, begin);
        QFETCH(const qint64, span);
        const TimeScale scale(range(Duration(begin), Duration(begin + span)), 116, 880);
        for (int pixel = 116; pixel <= 996; ++pixel) {
            const TraceTime time = scale.time(pixel);
            // Half a nanosecond may be lost, in pixels:
            const double bound = 0.6 * 880 / static_cast<double>(span) + 1e-6;
            QVERIFY2(std::abs(scale.x(time) - pixel) <= bound, qPrintable(QString::number(pixel)));
        }
        QCOMPARE(scale.x(TraceTime(Duration(begin))), 116.0);
        QCOMPARE(scale.x(TraceTime(Duration(begin + span))), 996.0);
    }
    void scaleBearsNothing() {
        const TimeScale noWidth(range(0s, 1s), 10, 0);
        QCOMPARE(noWidth.pixel(TraceTime(500ms)), 10);
        QCOMPARE(noWidth.time(55), TraceTime{});
        const TimeScale noSpan(range(3s, 3s), 10, 100);
        QCOMPARE(noSpan.pixel(TraceTime(9s)), 10);
        QVERIFY(ticksFor(noSpan).empty());
        QVERIFY(ticksFor(noWidth).empty());
    }
    void pixelsFarAwayStayFinite() {
        const TimeScale scale(range(0s, 1us), 0, 1000);
        QCOMPARE(scale.pixel(TraceTime(12h)), 1'000'000);
    }

    void stepsFollowTheRule_data() {
        QTest::addColumn<qint64>("shown");
        QTest::addColumn<qint64>("expected");
        const auto row = [](const char* name, Duration shown, Duration step) {
            QTest::newRow(name) << qint64{shown.count()} << qint64{step.count()};
        };
        row("ns", 40ns, 5ns); // 880 px: 120 px are 5.45 ns, so the next step
        row("ms", 100ms, 20ms);
        row("1 s", 7s, 1s);
        row("5 s", 30s, 5s);
        row("10 s", 1min, 10s);
        row("30 s", 2min, 30s);
        row("1 min", 5min, 1min);
        row("10 min", 1h, 10min);
        row("30 min", 3h, 30min);
        row("3 h", 12h, 3h);
        row("12 h", 48h, 12h);
        row("days", 24h * 30, 24h * 8);
    }
    void stepsFollowTheRule() {
        QFETCH(const qint64, shown);
        QFETCH(const qint64, expected);
        const TimeScale scale(range(0ns, Duration(shown)), 0, 880);
        const Duration step = stepFor(scale, 120);
        if (qstrcmp(QTest::currentDataTag(), "ns") == 0)
            QCOMPARE(step, Duration(10ns));
        else
            QCOMPARE(step, Duration(expected));
        QVERIFY(scale.width(step) >= 120);
    }

    void fiveMinutesReadLikeTheMock() {
        const std::vector<Tick> ticks = ticksFor(TimeScale(range(0s, 5min), 116, 880));
        QCOMPARE(labels(ticks, Tick::Kind::Major),
                 QStringList({"0:00:00", "0:01:00", "0:02:00", "0:03:00", "0:04:00", "0:05:00"}));
        QCOMPARE(labels(ticks, Tick::Kind::Half), QStringList({":30", ":30", ":30", ":30", ":30"}));
        QCOMPARE(labels(ticks, Tick::Kind::Minor).size(), 20); // every 10 s
    }
    void halvesWithoutAShortNameHaveNone() {
        const std::vector<Tick> ticks = ticksFor(TimeScale(range(0s, 30min), 116, 880)); // every 5 min, half 2:30
        QCOMPARE(labels(ticks, Tick::Kind::Major).at(1), QStringLiteral("0:05:00"));
        QCOMPARE(labels(ticks, Tick::Kind::Half).at(0), QString());
        QCOMPARE(labels(ticksFor(TimeScale(range(0s, 1h), 116, 880)), Tick::Kind::Half).at(1), QStringLiteral(":15"));
    }
    void ticksLieWithinTheRangeAndInOrder() {
        const TimeRange shown = range(12'345'678'901ns, 47'000'000'000ns);
        const std::vector<Tick> ticks = ticksFor(TimeScale(shown, 0, 1000));
        QVERIFY(ticks.size() > 5);
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            QVERIFY(shown.begin <= ticks[i].time && ticks[i].time <= shown.end);
            QVERIFY(i == 0 || ticks[i - 1].time < ticks[i].time);
        }
    }
    void noTicksBeforeTheStart() {
        const std::vector<Tick> ticks = ticksFor(TimeScale(range(-10s, 10s), 0, 1000));
        QVERIFY(!ticks.empty());
        QVERIFY(ticks.front().time >= TraceTime{});
    }
    void shortRangesUseTheirUnit() {
        const QStringList majors = labels(ticksFor(TimeScale(range(0ms, 5ms), 0, 880)), Tick::Kind::Major);
        QCOMPARE(majors.first(), QStringLiteral("0 ms"));
        QCOMPARE(majors.last(), QStringLiteral("5 ms"));
        const QStringList halves = labels(ticksFor(TimeScale(range(0ms, 5ms), 0, 880)), Tick::Kind::Half);
        QCOMPARE(halves.first(), QStringLiteral("0.5"));
    }
    void shortRangesLateInARunHaveTheTimeOfTheClock() {
        const std::vector<Tick> ticks = ticksFor(TimeScale(range(1h + 5min + 3s, 1h + 5min + 43s), 0, 880));
        QCOMPARE(labels(ticks, Tick::Kind::Major).first(), QStringLiteral("1:05:10"));
        QCOMPARE(labels(ticks, Tick::Kind::Half).at(1), QStringLiteral(":15"));
        const std::vector<Tick> fine = ticksFor(TimeScale(range(12h + 100ms, 12h + 2500ms), 0, 880));
        QCOMPARE(labels(fine, Tick::Kind::Major).first(), QStringLiteral("12:00:00.5"));
        QCOMPARE(labels(fine, Tick::Kind::Half).first(), QStringLiteral(":00.25"));
        QCOMPARE(labels(ticksFor(TimeScale(range(12h, 12h + 3us), 0, 880)), Tick::Kind::Major).at(1),
                 QStringLiteral("12:00:00.0000005"));
    }
    void manyYearsOnLittleRoom() {
        QVERIFY(!ticksFor(TimeScale(range(0s, 150 * 365 * 24h), 0, 300)).empty());
    }
    void overviewNamesTheUnitOnce() {
        const TimeScale scale(range(0s, 12h), 0, 880);
        const QStringList texts = labels(overviewTicks(scale, TraceTime(12h), 56), Tick::Kind::Major);
        QCOMPARE(texts.first(), QStringLiteral("0"));
        QCOMPARE(texts.last(), QStringLiteral("12 h"));
        QCOMPARE(texts.size(), 13);
    }

    void texts() {
        QCOMPARE(makespanText(12h), QStringLiteral("12:00:00"));
        QCOMPARE(makespanText(30min), QStringLiteral("0:30:00"));
        QCOMPARE(plain(makespanText(23s)), QStringLiteral("23.0 s"));
        QCOMPARE(plain(makespanText(1500us)), QStringLiteral("1.50 ms"));
        QCOMPARE(plain(shortSpan(5min)), QStringLiteral("5 min"));
        QCOMPARE(plain(shortSpan(90min)), QStringLiteral("1 h 30 min"));
        QCOMPARE(plain(shortSpan(12'500ms)), QStringLiteral("12.5 s"));
        QCOMPARE(plain(shortSpan(7ns)), QStringLiteral("7 ns"));
        QCOMPARE(plain(shortSpan(95'670ms)), QStringLiteral("1 min 36 s"));
        QCOMPARE(makespanText(95'670ms), QStringLiteral("0:01:36"));
        QCOMPARE(plain(shortSpan(3599'900ms)), QStringLiteral("1 h")); // never 60 min
        QCOMPARE(plain(shortSpan(59'700ms)), QStringLiteral("59.7 s"));
        QCOMPARE(plain(shareText(1.0 / 12)), QStringLiteral("8.3 %"));
        QCOMPARE(plain(shareText(1)), QStringLiteral("100 %"));
        QCOMPARE(speedUpText(24), QStringLiteral("24×"));
        QCOMPARE(speedUpText(11.819), QStringLiteral("11.8×"));
        QCOMPARE(speedUpText(0.5), QStringLiteral("0.50×"));
        QCOMPARE(axisTime(TraceTime(132s), range(0s, 5min), 1s), QStringLiteral("0:02:12"));
        QCOMPARE(plain(axisTime(TraceTime(1250ms), range(0s, 10s), 10ms)), QStringLiteral("1.25 s"));
    }

    void momentsAreAsExactAsTheirLengthAsksFor() {
        const TraceTime begin(661'012'340ns);
        QCOMPARE(plain(momentText(begin, 2s, 0s)), QStringLiteral("0.661 s"));
        QCOMPARE(plain(momentText(begin, 2s, 500ms)), QStringLiteral("0.661 s"));
        QCOMPARE(plain(momentText(begin, 2s, 7'500ns)), QStringLiteral("0.66101234 s"));
        QCOMPARE(plain(momentText(begin + 7'500ns, 2s, 7'500ns)), QStringLiteral("0.66101984 s"));
        QCOMPARE(plain(momentText(begin, 2s, 1ns)), QStringLiteral("0.66101234 s"));
        QCOMPARE(plain(momentText(TraceTime(50ms), 2s, 1us)), QStringLiteral("0.05 s"));
        QCOMPARE(momentText(TraceTime(1h) + 7'500ns, 2h, 7'500ns), QStringLiteral("1:00:00.0000075"));
        QCOMPARE(momentText(TraceTime(1h), 2h, 7'500ns), QStringLiteral("1:00:00"));
        QCOMPARE(momentText(TraceTime(1h) + 250ms, 2h, 30min), QStringLiteral("1:00:00.25"));
    }
};

QTEST_GUILESS_MAIN(AxisTest)
#include "axis_test.moc"
