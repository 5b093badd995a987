#include "tests/support/fixtures.h"
#include "ui/timeline/row_plan.h"

#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

ModeRun manyTables(Mode mode, int tables, int workers = 1) {
    std::string text;
    for (int i = 1; i <= tables; ++i)
        text += "Table " + std::to_string(i) + " | running 0s-5s, done 5s\n";
    for (int i = 1; i <= workers; ++i)
        text += "worker Judit " + std::to_string(i) + " | running 0s-5s Table " + std::to_string(i) + "\n";
    return runFromText(mode, text);
}

Comparison threeRuns(int tables) {
    Comparison comparison;
    comparison.runs = {manyTables(Mode::Sync, tables), manyTables(Mode::Threads, tables, tables),
                       manyTables(Mode::Coroutines, tables)};
    return comparison;
}

RowRequest requestFor(const Comparison& comparison, int height) {
    RowRequest request;
    request.comparison = &comparison;
    request.range = {at(0s), at(5s)};
    request.height = height;
    return request;
}

std::size_t foldedIn(const PanelPlan& panel) {
    for (const Row& row : panel.rows) {
        if (row.kind == Row::Kind::Folded)
            return row.foldedCount;
    }
    return 0;
}

} // namespace

class RowPlanTest : public QObject {
    Q_OBJECT

private slots:
    void roomyWhenThereIsRoom() {
        const Comparison comparison = threeRuns(4);
        const std::vector<PanelPlan> panels = planRows(requestFor(comparison, 1200));
        QCOMPARE(panels.size(), 3U);
        for (const PanelPlan& panel : panels)
            QCOMPARE(panel.density, Density::Roomy);
        QCOMPARE(panels[0].rows.size(), 5U);
        QCOMPARE(panels[0].rows[0].kind, Row::Kind::Worker);
        QCOMPARE(panels[0].rows[0].height, 42);
        QCOMPARE(panels[0].rows[1].height, 26);
    }
    void coresOfThreadsWithEnoughOfThemAreNotShown() {
        const Comparison comparison = threeRuns(4);
        const std::vector<PanelPlan> panels = planRows(requestFor(comparison, 1200));
        QVERIFY(panels[1].ownCores);
        QCOMPARE(panels[1].rows.size(), 4U);
        QVERIFY(std::ranges::none_of(panels[1].rows, [](const Row& row) { return row.kind == Row::Kind::Worker; }));
    }
    void chessFitsAsInTheMock() {
        const Comparison comparison = threeRuns(24);
        RowRequest request = requestFor(comparison, 681);
        request.selection = Selection{2, TaskId(6U), at(1s)};
        const std::vector<PanelPlan> panels = planRows(request);
        QCOMPARE(foldedIn(panels[0]), 22U); // one that runs, the selected one, and the rest
        QCOMPARE(panels[1].density, Density::Micro);
        QCOMPARE(panels[2].density, Density::Compact);
        QVERIFY(panels.back().bottom <= 681);
    }
    void rowsNeverOverlap() {
        const Comparison comparison = threeRuns(24);
        for (const int height : {100, 300, 500, 681, 900, 2000}) {
            int y = 0;
            for (const PanelPlan& panel : planRows(requestFor(comparison, height))) {
                QCOMPARE(panel.top, y);
                y += panel.headerHeight;
                for (const Row& row : panel.rows) {
                    QVERIFY(row.y >= y);
                    y = row.y + row.height;
                }
                QVERIFY(panel.bottom >= y);
                y = panel.bottom;
            }
        }
    }
    void everyTaskIsShownOrCounted() {
        const Comparison comparison = threeRuns(24);
        for (const int height : {100, 400, 681, 2000}) {
            for (const PanelPlan& panel : planRows(requestFor(comparison, height))) {
                const auto own = std::ranges::count(panel.rows, Row::Kind::Task, &Row::kind);
                QCOMPARE(static_cast<std::size_t>(own) + foldedIn(panel), 24U);
            }
        }
    }
    void theSelectedTaskIsHighInEveryPanel() {
        const Comparison comparison = threeRuns(24);
        RowRequest request = requestFor(comparison, 500);
        request.selection = Selection{0, TaskId(6U), at(1s)};
        for (const PanelPlan& panel : planRows(request)) {
            const auto row = std::ranges::find(panel.rows, true, &Row::selected);
            QVERIFY(row != panel.rows.end());
            QCOMPARE(row->name, QStringLiteral("Table 7"));
            QVERIFY(row->height >= 20);
        }
    }
    void collapsedPanelsAreOnlyAHeader() {
        const Comparison comparison = threeRuns(4);
        const std::array<PanelChoice, 3> choices = {PanelChoice{.collapsed = true}, PanelChoice{}, PanelChoice{}};
        RowRequest request = requestFor(comparison, 1200);
        request.choices = choices;
        const std::vector<PanelPlan> panels = planRows(request);
        QVERIFY(panels[0].rows.empty());
        QCOMPARE(panels[0].bottom - panels[0].top, 34);
    }
    void unfoldedPanelsShowAll() {
        const Comparison comparison = threeRuns(24);
        const std::array<PanelChoice, 3> choices = {PanelChoice{.unfolded = true}, PanelChoice{}, PanelChoice{}};
        RowRequest request = requestFor(comparison, 200);
        request.choices = choices;
        const std::vector<PanelPlan> panels = planRows(request);
        QCOMPARE(foldedIn(panels[0]), 0U);
        QVERIFY(foldedIn(panels[2]) > 0);
    }
    void countsHugeRunsWithoutListingThem() {
        Comparison comparison;
        comparison.runs = {manyTables(Mode::Coroutines, 5000)};
        const std::vector<PanelPlan> panels = planRows(requestFor(comparison, 600));
        QVERIFY(panels[0].rows.size() <= 1010);
        QVERIFY(panels[0].rows.back().folded.size() <= 210);
    }
    void numbers() {
        QCOMPARE(trailingNumber(QStringLiteral("Table 17")), QStringLiteral("17"));
        QCOMPARE(trailingNumber(QStringLiteral("17")), QStringLiteral("17"));
        QCOMPARE(trailingNumber(QStringLiteral("Towels")), QString());
        QCOMPARE(trailingNumber(QStringLiteral("web2")), QString());
    }
};

QTEST_GUILESS_MAIN(RowPlanTest)
#include "row_plan_test.moc"
