#include "tests/ui/timeline/timeline_fixture.h"
#include "ui/timeline/run_arrows.h"

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// Where a worker turns to a task there is an arrow, and nowhere else.
class RunArrowsTest : public QObject {
    Q_OBJECT

    Comparison m_comparison;

    /// As "worker > task at x", from left to right.
    QStringList arrows(TimeRange range, std::optional<TaskId> only = {}, std::size_t most = 60) {
        const TimelineLayout layout = layoutOf(m_comparison, range, 1000); // ten pixels a second of a hundred
        QStringList texts;
        for (const RunArrows::Arrow& arrow : RunArrows(layout, m_comparison, 0).find(only, most))
            texts << QStringLiteral("%1 > %2 at %3").arg(arrow.from->row.name, arrow.to->row.name).arg(arrow.x);
        return texts;
    }

private slots:
    void initTestCase() {
        m_comparison.runs = {runFromText(
            Mode::Coroutines, "Table 1 | running 0s-5s, waiting 5s-40s, running 40s-50s, waiting 50s-60s, running 60s-61s\n"
                              "Table 2 | ready 0s-5s, running 5s-15s, waiting 15s-100s\n"
                              "worker Judit | running 0s-5s Table 1, running 5s-15s Table 2, idle 15s-40s, "
                              "running 40s-50s Table 1, blocked 50s-60s Table 1, running 60s-61s Table 1, idle 61s-100s")};
    }
    void whereAWorkerTurnsToATask() {
        QCOMPARE(arrows({at(0s), at(100s)}), (QStringList{"Judit > Table 1 at 8", "Judit > Table 2 at 58",
                                                          "Judit > Table 1 at 408"})); // and not at 60 s
    }
    void ofOneTaskOnly() {
        QCOMPARE(arrows({at(0s), at(100s)}, TaskId(std::size_t{1})), QStringList{"Judit > Table 2 at 58"});
    }
    void notWhereASliceBeganBeforeTheView() {
        QCOMPARE(arrows({at(7s), at(39s)}), QStringList());
    }
    void noneRatherThanAGreyWall() {
        QCOMPARE(arrows({at(0s), at(100s)}, {}, 3).size(), 3);
        QCOMPARE(arrows({at(0s), at(100s)}, {}, 2), QStringList());
    }
    void narrowSlicesHaveNone() {
        QCOMPARE(arrows({at(0s), at(10'000s)}), QStringList());
    }
};

QTEST_MAIN(RunArrowsTest)

#include "run_arrows_test.moc"
