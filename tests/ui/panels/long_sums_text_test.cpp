#include "engine/analysis/run_difference.h"
#include "tests/support/fixtures.h"
#include "ui/panels/difference_model.h"
#include "ui/panels/metrics_model.h"
#include "ui/panels/range_model.h"
#include "ui/timeline/time_text.h"

#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// What panels say of times of several tasks that together are longer than 292 years, where one time ends.
class LongSumsTextTest : public QObject {
    Q_OBJECT

    const ModeRun m_blocked =
        runFromText(Mode::Threads, "A | blocked 0s-2000000h, done 2000000h\nB | blocked 0s-2000000h, done 2000000h");
    const ModeRun m_quick = runFromText(Mode::Coroutines, "A | running 0s-1h, done 1h\nB | running 0s-1h, done 1h");

    static QString cell(const QAbstractItemModel& model, int row, int column) { return model.index(row, column).data().toString(); }

private slots:
    void aSpanHasNoEnd() {
        const TotalTime sum = TotalTime(2'000'000h) * 10;
        QCOMPARE(spanText(sum, sum), QStringLiteral("20000000:00:00"));
        QCOMPARE(spanText(sum + TotalTime(250ms), sum), QStringLiteral("20000000:00:00.25"));
        QCOMPARE(cellSpan(sum + TotalTime(1min)), QStringLiteral("20000000:01:00"));
        QCOMPARE(signedSpan(TotalTime() - sum), QChar(0x2212) + QStringLiteral("20000000:00:00"));
        QCOMPARE(rounded(sum + TotalTime(700ms), 1h), sum + TotalTime(1s));
    }

    void theComparisonSaysHowLongAllWereBlocked() {
        Comparison comparison;
        comparison.runs = {m_blocked, m_quick};
        MetricsModel model;
        model.setComparison(&comparison);
        QCOMPARE(cell(model, 0, MetricsModel::Blocked), QStringLiteral("4000000:00:00"));
        QVERIFY(model.index(1, MetricsModel::Blocked).data(MetricsModel::BestRole).toBool());
        QVERIFY(!model.index(0, MetricsModel::Blocked).data(MetricsModel::BestRole).toBool());
    }

    void theDifferenceOfAllTasksIsTheirSum() {
        DifferenceModel model;
        model.show({m_quick.trace, m_blocked.trace,
                    std::make_shared<const RunDifference>(compareRuns(*m_quick.trace, *m_blocked.trace))},
                   {QStringLiteral("a"), QStringLiteral("b")});
        QCOMPARE(cell(model, 0, DifferenceModel::Blocked), QStringLiteral("+4000000:00:00"));
        QCOMPARE(cell(model, 0, DifferenceModel::Running), QChar(0x2212) + QStringLiteral("2:00:00"));
        QCOMPARE(cell(model, 0, DifferenceModel::Differing), QStringLiteral("4000000:00:00"));
    }

    void sharesOfARangeAreOfAllOfIt() {
        const ModeRun run = runFromText(
            Mode::Threads, "A | blocked 0s-2000000h\nB | blocked 0s-2000000h\nC | running 0s-2000000h\nD | running 0s-2000000h");
        RangeStateModel model;
        model.show(measureRange(*run.trace, TraceTime{}, run.trace->end()).states, true);
        QCOMPARE(model.columnCount(), 3); // what is told, running, blocked
        for (const int column : {1, 2}) {
            QCOMPARE(cell(model, int(RangeFigure::Time), column), QStringLiteral("4000000:00:00"));
            QCOMPARE(cell(model, int(RangeFigure::Share), column).replace(QChar(0xA0), u' '), QStringLiteral("50.0 %"));
            QCOMPARE(cell(model, int(RangeFigure::Mean), column), QStringLiteral("2000000:00:00"));
        }
    }
};

QTEST_GUILESS_MAIN(LongSumsTextTest)
#include "long_sums_text_test.moc"
