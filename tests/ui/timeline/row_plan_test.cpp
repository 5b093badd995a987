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

std::vector<PanelPlan> planChosen(const Comparison& comparison, int height, const LaneChoices& choices) {
    std::vector<RunLanes> lanes;
    for (const ModeRun& run : comparison.runs)
        lanes.emplace_back(choices, run);
    RowRequest request = requestFor(comparison, height);
    request.lanes = lanes;
    return planRows(request);
}

LaneKey table(int number) {
    return {LaneKey::Kind::Task, "Table " + std::to_string(number)};
}

QStringList namesIn(const PanelPlan& panel) {
    QStringList names;
    for (const Row& row : panel.rows)
        names << row.name;
    return names;
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
    void aClickChangesNoDensity() {
        const Comparison comparison = threeRuns(24);
        for (int height = 200; height < 2000; height += 7) {
            RowRequest request = requestFor(comparison, height);
            const std::vector<PanelPlan> before = planRows(request);
            request.selection = Selection{2, TaskId(4U), at(1s)};
            const std::vector<PanelPlan> after = planRows(request);
            for (std::size_t run = 0; run < before.size(); ++run)
                QVERIFY2(before[run].density == after[run].density, qPrintable(QString::number(height)));
            if (before.back().bottom <= height)
                QVERIFY2(after.back().bottom <= height + 3 * 22, qPrintable(QString::number(height)));
        }
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
        LaneChoices choices;
        choices.panels["sync"].collapsed = true;
        const std::vector<PanelPlan> panels = planChosen(comparison, 1200, choices);
        QVERIFY(panels[0].rows.empty());
        QCOMPARE(panels[0].bottom - panels[0].top, 34);
    }
    void unfoldedPanelsShowAll() {
        const Comparison comparison = threeRuns(24);
        LaneChoices choices;
        choices.panels["sync"].unfolded = true;
        const std::vector<PanelPlan> panels = planChosen(comparison, 200, choices);
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
    void movedTasksStandWhereTheyWerePutInEveryPanel() {
        const Comparison comparison = threeRuns(4);
        LaneChoices choices;
        choices.move(table(4), table(1));
        choices.move(table(3), std::nullopt);
        const std::vector<PanelPlan> panels = planChosen(comparison, 1200, choices);
        const QStringList tasks = {"Table 3", "Table 1", "Table 4", "Table 2"};
        QCOMPARE(namesIn(panels[0]), QStringList("Judit 1") + tasks);
        QCOMPARE(namesIn(panels[1]), tasks);
    }
    void newTasksStandWhereTheyWouldAnyway() {
        LaneChoices choices;
        choices.move(table(4), table(1));
        const QStringList five = namesIn(planChosen(threeRuns(5), 1200, choices)[1]);
        QCOMPARE(five, QStringList({"Table 1", "Table 4", "Table 2", "Table 3", "Table 5"}));
        // What is not there is not moved, and comes back to its place.
        QCOMPARE(namesIn(planChosen(threeRuns(3), 1200, choices)[1]), QStringList({"Table 1", "Table 2", "Table 3"}));
    }
    void aMovedTaskIsAmongTheFirstOfAFoldedPanel() {
        LaneChoices choices;
        choices.move(table(20), std::nullopt);
        const PanelPlan panel = planChosen(threeRuns(24), 300, choices)[2];
        QVERIFY(foldedIn(panel) > 0);
        QCOMPARE(panel.rows[1].name, QStringLiteral("Table 20"));
    }
    void pinnedLanesStandAtTheTop() {
        const Comparison comparison = threeRuns(24);
        LaneChoices choices;
        choices.pin(table(20), true);
        choices.pin({LaneKey::Kind::Worker, "Judit 1"}, true);
        for (const int height : {200, 681, 3000}) {
            const PanelPlan panel = planChosen(comparison, height, choices)[2];
            QCOMPARE(panel.rows[0].name, QStringLiteral("Table 20"));
            QVERIFY(panel.rows[0].pinned);
            QVERIFY(panel.rows[0].height >= 20); // with its name
            QCOMPARE(panel.rows[1].name, QStringLiteral("Judit 1"));
            QCOMPARE(namesIn(panel).count(QStringLiteral("Table 20")), 1);
            const auto own = std::ranges::count(panel.rows, Row::Kind::Task, &Row::kind);
            QCOMPARE(static_cast<std::size_t>(own) + foldedIn(panel), 24U);
        }
    }
    void hiddenLanesAreDrawnAsOne() {
        LaneChoices choices;
        choices.hide(table(2), true);
        choices.hide({LaneKey::Kind::Worker, "Judit 1"}, true);
        const PanelPlan panel = planChosen(threeRuns(4), 1200, choices)[2];
        QCOMPARE(panel.rows[0].kind, Row::Kind::Folded);
        QCOMPARE(panel.rows[0].foldedOf, Row::Kind::Worker);
        QCOMPARE(panel.rows[0].name, QStringLiteral("Judit 1")); // what is alone says its name
        QCOMPARE(foldedIn(panel), 1U);
        QVERIFY(!namesIn(panel).contains(QStringLiteral("Table 2")));
        QCOMPARE(panel.rows.back().folded, std::vector{LaneId(TaskId(1U))});
    }
    void workersThatAreLeftOutAreDrawnAsOne() {
        Comparison comparison;
        comparison.scenario = scenarioNamed("chess");
        comparison.runs = {manyTables(Mode::Pool, 60, 40)};
        const auto workersOf = [](const PanelPlan& panel) { return std::ranges::count(panel.rows, Row::Kind::Worker, &Row::kind); };
        const auto restOf = [](const PanelPlan& panel) {
            const auto isRest = [](const Row& row) { return row.kind == Row::Kind::Folded && row.foldedOf == Row::Kind::Worker; };
            const auto rest = std::ranges::find_if(panel.rows, isRest);
            return rest == panel.rows.end() ? Row{} : *rest;
        };
        const PanelPlan panel = planRows(requestFor(comparison, 1200))[0];
        QCOMPARE(workersOf(panel), 32);
        QCOMPARE(restOf(panel).name, QStringLiteral("8 more Judits"));
        QCOMPARE(restOf(panel).foldedCount, std::size_t{8});
        QCOMPARE(restOf(panel).folded.front(), LaneId(WorkerId(32U)));
        // What is selected is shown, by its thread too.
        for (const LaneId selected : {LaneId(WorkerId(36U)), LaneId(WorkerId(36U)).ofKernel()}) {
            RowRequest request = requestFor(comparison, 1200);
            request.selection = Selection{0, selected, at(1s)};
            const PanelPlan found = planRows(request)[0];
            const auto row = std::ranges::find(found.rows, QStringLiteral("Judit 37"), &Row::name);
            QVERIFY(row != found.rows.end());
            QVERIFY(row->height >= 20 || selected.isOfKernel()); // with its name
            QCOMPARE(restOf(found).name, QStringLiteral("7 more Judits"));
        }
        LaneChoices choices;
        choices.move({LaneKey::Kind::Worker, "Judit 40"}, std::nullopt); // the first ones by the user's order
        choices.hide({LaneKey::Kind::Worker, "Judit 1"}, true);
        const PanelPlan chosen = planChosen(comparison, 1200, choices)[0];
        QCOMPARE(chosen.rows[0].name, QStringLiteral("Judit 40"));
        QCOMPARE(workersOf(chosen), 32);
        QCOMPARE(restOf(chosen).foldedCount, std::size_t{8});
        choices.panels["pool"].unfolded = true;
        QCOMPARE(workersOf(planChosen(comparison, 1200, choices)[0]), 39);
        choices.panels["pool"].foldsWorkers = true;
        QCOMPARE(restOf(planChosen(comparison, 1200, choices)[0]).name, QStringLiteral("40 Judits"));
    }
    void manyWorkersFit() {
        for (const int workers : {33, 40, 900}) {
            Comparison comparison;
            comparison.runs = {manyTables(Mode::Pool, 900, workers), manyTables(Mode::Coroutines, 60)};
            const int least = planRows(requestFor(comparison, 0)).back().bottom;
            for (int height = least; height < 2000; height += 7) {
                const std::vector<PanelPlan> panels = planRows(requestFor(comparison, height));
                QVERIFY2(panels.back().bottom <= height, qPrintable(QString::number(height)));
                QVERIFY(std::ranges::all_of(panels[0].rows, [](const Row& row) { return row.folded.size() < 400; }));
            }
        }
    }
    void groupsFold() {
        LaneChoices choices;
        choices.panels["coroutines"].foldsTasks = true;
        choices.pin(table(3), true);
        const PanelPlan panel = planChosen(threeRuns(4), 1200, choices)[2];
        QCOMPARE(namesIn(panel).mid(0, 2), QStringList({"Table 3", "Judit 1"}));
        QCOMPARE(panel.rows.size(), 3U);
        QCOMPARE(foldedIn(panel), 3U);
    }
    void lanesAreAsHighAsTheyWereMade() {
        LaneChoices choices;
        choices.setHeight(table(2), 90);
        choices.setHeight(table(3), 9);
        const std::vector<PanelPlan> panels = planChosen(threeRuns(24), 681, choices);
        const Row& high = *std::ranges::find(panels[2].rows, QStringLiteral("Table 2"), &Row::name);
        QCOMPARE(high.height, 90);
        QCOMPARE(std::ranges::find(panels[2].rows, QStringLiteral("Table 3"), &Row::name)->height, 9);
        QVERIFY(panels.back().bottom <= 681); // the others make room
    }
    void aLaneThatWasMadeHighIsNotFoldedAway() {
        LaneChoices choices;
        choices.setHeight(table(20), 60);
        const std::vector<PanelPlan> panels = planChosen(threeRuns(24), 640, choices);
        for (const PanelPlan& panel : panels) {
            QVERIFY(namesIn(panel).contains(QStringLiteral("Table 20")));
            const auto own = std::ranges::count(panel.rows, Row::Kind::Task, &Row::kind);
            QCOMPARE(static_cast<std::size_t>(own) + foldedIn(panel), 24U);
        }
        QVERIFY(panels.back().bottom <= 640);
        QVERIFY(panels.back().bottom > 560); // and no room is left empty for it elsewhere
    }
    void lanesOfOneNameAreToldApart() {
        Comparison comparison;
        comparison.runs = {runFromText(Mode::Threads, "web | running 0s-5s\nweb | ready 0s-5s\nlog | running 0s-5s")};
        const Trace& trace = *comparison.runs[0].trace;
        QCOMPARE(keyOf(trace, LaneId(TaskId(1U))), (LaneKey{LaneKey::Kind::Task, "web", 1}));
        LaneChoices choices;
        choices.move(keyOf(trace, LaneId(TaskId(1U))), keyOf(trace, LaneId(TaskId(2U))));
        const PanelPlan panel = planChosen(comparison, 800, choices)[0];
        QCOMPARE(panel.rows.back().lane, LaneId(TaskId(1U)));
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
