#include "tests/support/fixtures.h"
#include "ui/timeline/ghost_lanes.h"
#include "ui/timeline/timeline_view.h"

#include <QImage>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// A run laid over another: each lane has the other's slices of the same name at its foot.
class GhostLanesTest : public QObject {
    Q_OBJECT

private slots:
    void lanesAreMatchedByName() {
        const Trace shown = traceFromText("A | running 0s-10s\nB | running 0s-10s\nworker W | idle 0s-10s\nworker V | idle 0s-10s");
        const auto other = sharedTrace("B | waiting 0s-10s\nC | running 0s-10s\nworker V | idle 0s-10s");
        GhostLanes ghosts;
        QVERIFY(!ghosts.laneOf(0, shown, TaskId(0U)));
        ghosts.setTraces({nullptr, other});
        QVERIFY(!ghosts.has(0));
        QVERIFY(ghosts.has(1));
        QVERIFY(!ghosts.has(2));
        QVERIFY(!ghosts.laneOf(1, shown, TaskId(0U)));
        QVERIFY(ghosts.laneOf(1, shown, TaskId(1U)) == std::optional(LaneId(TaskId(0U))));
        QVERIFY(!ghosts.laneOf(1, shown, WorkerId(0U)));
        QVERIFY(ghosts.laneOf(1, shown, WorkerId(1U)) == std::optional(LaneId(WorkerId(0U))));
        QVERIFY(!ghosts.laneOf(1, shown, LaneId(TaskId(1U)).ofKernel()));
    }
    void theStripIsThinAndAtTheFoot() {
        Comparison comparison;
        comparison.runs = {runFromText(Mode::Coroutines, "A | running 0s-80s\nworker W | running 0s-80s A"),
                           runFromText(Mode::Sync, "A | running 0s-80s\nworker W | running 0s-80s A")};
        LayoutRequest request;
        request.rows.comparison = &comparison;
        request.rows.range = {at(0s), at(80s)};
        request.rows.height = 500;
        request.width = 1000;
        request.strips = {true};
        TimelineLayout layout;
        layout.build(request);
        for (const LaneLayout& lane : layout.lanes()) {
            if (lane.run == 1) {
                QVERIFY(lane.strip.isEmpty());
                QCOMPARE(lane.rect.height(), lane.row.height);
                continue;
            }
            QCOMPARE(lane.strip.bottom(), lane.row.y + lane.row.height - 1);
            QCOMPARE(lane.strip.width(), lane.rect.width());
            QVERIFY(lane.strip.height() >= 4 && lane.strip.height() <= lane.row.height / 4);
            QVERIFY(lane.rect.bottom() < lane.strip.top()); // words are not cut
            QCOMPARE(lane.boxes.boxes.front().rect.height(), lane.rect.height());
            const auto hit = layout.hit(comparison, lane.strip.center());
            QVERIFY(hit && &layout.lanes()[hit->lane] == &lane); // it belongs to the lane
        }
    }
    void itIsPaintedWhereTheOtherWas() {
        constexpr int axisLeft = 116;
        Comparison comparison;
        comparison.runs = {runFromText(Mode::Coroutines, "A | running 0s-80s\nworker W | running 0s-80s A")};
        ViewState state;
        state.reset(at(80s), {at(0s), at(80s)});
        TimelineView view(state);
        view.resize(1000, 400);
        view.setComparison(&comparison);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const QColor running = themeFor(ThemeKind::Light).look(State::Running).ink;
        const QColor blocked = themeFor(ThemeKind::Light).look(State::Blocked).tint; // between the lines of its hatch
        const auto count = [&](const QColor& colour, int left, int right) {
            const QImage image = view.grab().toImage();
            int found = 0;
            for (int y = 34 + 62 + 26 + 34 + 42 + 4; y < image.height(); ++y) { // below the worker's lane
                for (int x = left; x < right; ++x)
                    found += image.pixelColor(x, y) == colour;
            }
            return found;
        };
        const int middle = axisLeft + 440;
        QCOMPARE(count(blocked, axisLeft, 995), 0);
        const int before = count(running, axisLeft, middle);
        view.setGhosts({sharedTrace("A | blocked 0s-40s, running 40s-80s")});
        QVERIFY(count(blocked, axisLeft, middle - 4) > 500);
        QCOMPARE(count(blocked, middle + 4, 995), 0);
        QVERIFY(count(running, axisLeft, middle) < before);
        QVERIFY(count(running, axisLeft, middle) > before / 2); // the run itself is still there
        view.setGhosts({});
        QCOMPARE(count(running, axisLeft, middle), before);
    }
    void aPanMovesThemAsTheyWouldBePainted() {
        Comparison comparison;
        comparison.runs = {runFromText(Mode::Coroutines, "A | running 0s-80s\nB | ready 0s-30s, running 30s-80s")};
        const auto ghost = sharedTrace("A | blocked 0s-20s, running 20s-22s, blocked 22s-60s, waiting 60s-80s\n"
                                       "B | ready 0s-25s, running 25s-33s, blocked 33s-70s, done 70s");
        ViewState state;
        state.reset(at(80s), {at(0s), at(40s)});
        const auto make = [&](TimelineView& view) {
            view.resize(1000, 400);
            view.setComparison(&comparison);
            view.setGhosts({ghost});
            view.show();
        };
        TimelineView panned(state);
        make(panned);
        QVERIFY(QTest::qWaitForWindowExposed(&panned));
        const QImage before = panned.grab().toImage();
        state.dragTo({at(7s), at(47s)});
        TimelineView fresh(state);
        make(fresh);
        QVERIFY(QTest::qWaitForWindowExposed(&fresh));
        QTRY_VERIFY(panned.grab().toImage() == fresh.grab().toImage());
        QVERIFY(panned.grab().toImage() != before);
    }
};

QTEST_MAIN(GhostLanesTest)
#include "ghost_lanes_test.moc"
