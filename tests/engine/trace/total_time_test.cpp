#include "engine/trace/total_time.h"

#include <QTest>

#include <type_traits>

using namespace simul;
using namespace std::chrono_literals;

// A total that became a Duration by itself would lose years without a word.
static_assert(!std::is_convertible_v<TotalTime, Duration>);
static_assert(!std::is_assignable_v<Duration&, TotalTime>);
static_assert(std::is_convertible_v<Duration, TotalTime>);

namespace {

constexpr Duration longest = Duration::max(); // 292 years

TotalTime sumOf(Duration each, int count) {
    TotalTime sum;
    for (int index = 0; index < count; ++index)
        sum += each;
    return sum;
}

} // namespace

/// Sums of many times.
class TotalTimeTest : public QObject {
    Q_OBJECT

private slots:
    void aSumOfManyLosesNothing() {
        const TotalTime sum = sumOf(longest, 1000);
        QVERIFY(sum == TotalTime(longest) * 1000);
        QVERIFY(sum > longest);
        QCOMPARE(sum.mean(1000), longest);
        QCOMPARE(Duration(sum - sumOf(longest, 999)), longest);
        QCOMPARE(toSeconds(sum), 1000 * toSeconds(longest));
    }

    /// Seconds have room for more than a Duration.
    void whatIsRoundedIsStillAll() {
        const TotalTime sum = TotalTime(2'000'000h) * 10;
        QVERIFY(TotalTime(sum.round<std::chrono::seconds>()) == sum);
        QVERIFY(TotalTime(sum.floor<std::chrono::milliseconds>()) == sum);
    }

    void differencesMayBeNegative() {
        const TotalTime less = TotalTime() - sumOf(longest, 3);
        QVERIFY(less < TotalTime());
        QVERIFY(less < Duration::min());
        QVERIFY(less + sumOf(longest, 3) == TotalTime());
        QCOMPARE((TotalTime() - TotalTime(1500ms)).floor<std::chrono::seconds>(), -2s);
    }

    void wholeSecondsAreThoseOfChrono() {
        for (const Duration time : {Duration(0), Duration(499ms), Duration(500ms), Duration(1500ms), Duration(2500ms), longest - 2s}) { // std::chrono has no room to round the longest
            QCOMPARE(TotalTime(time).floor<std::chrono::seconds>(), std::chrono::floor<std::chrono::seconds>(time));
            QCOMPARE(TotalTime(time).round<std::chrono::seconds>(), std::chrono::round<std::chrono::seconds>(time));
            QCOMPARE(toSeconds(TotalTime(time)), toSeconds(time));
            QCOMPARE(TotalTime(time).in(1min), static_cast<double>(time.count()) / 6e10);
        }
        QCOMPARE((TotalTime(2'000'000h) * 5).floor<std::chrono::seconds>(), std::chrono::seconds(10'000'000h));
    }
};

QTEST_GUILESS_MAIN(TotalTimeTest)
#include "total_time_test.moc"
