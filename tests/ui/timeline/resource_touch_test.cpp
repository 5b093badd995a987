#include "tests/support/fixtures.h"
#include "tests/support/shared_stories.h"
#include "ui/timeline/row_plan.h"
#include "ui/timeline/run_lanes.h"
#include "ui/timeline/timeline_view.h"

#include <QTest>

#include <algorithm>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

constexpr ResourceId first{0U};

/// A run in a view of its own.
struct Shown {
    Comparison comparison;
    ViewState state;
    TimelineView view{state};

    Shown(ModeRun run, TimeRange range) {
        comparison.runs = {std::move(run)};
        state.reset(comparison.end(), range);
        view.resize(1000, 600);
        view.setComparison(&comparison);
        view.show();
    }
};

} // namespace

/// The lanes of resources under the pointer and the keys.
class ResourceTouchTest : public QObject {
    Q_OBJECT

private slots:
    void aQueueIsHeldFastNowhere() {
        Shown shown(runOf(Mode::Threads, playFactory), {});
        QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
        ViewState& state = shown.state;
        TimelineView& view = shown.view;
        const auto move = [&](Qt::Key key, int times) {
            for (int step = 0; step < times; ++step)
                QTest::keyClick(&view, key, Qt::ControlModifier | Qt::ShiftModifier);
            const std::vector<RunLanes> lanes = {RunLanes(state.lanes(), shown.comparison.runs[0])};
            RowRequest request;
            request.comparison = &shown.comparison;
            request.lanes = lanes;
            request.range = {at(0s), at(30s)};
            request.height = 600;
            const std::vector<Row> rows = planRows(request).front().rows;
            return std::ranges::find(rows, QStringLiteral("Queue"), &Row::name) - rows.begin();
        };
        state.select(Selection{0, TaskId(2U), at(9s)});
        QTest::keyClick(&view, Qt::Key_Up);
        QVERIFY(state.selection()->resource);
        QCOMPARE(move(Qt::Key_Up, 2), 0);
        QCOMPARE(move(Qt::Key_Up, 1), 0);
        QCOMPARE(move(Qt::Key_Down, 1), 1);
        QCOMPARE(move(Qt::Key_Down, 5), 5);
        QCOMPARE(move(Qt::Key_Up, 1), 4);
    }
    void keysGoToAndAlongResources() {
        Shown shown(runOf(Mode::Threads, playInTurn), {});
        QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
        ViewState& state = shown.state;
        TimelineView& view = shown.view;
        state.select(Selection{0, TaskId(2U), at(30s)});
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(state.selection()->resource, std::optional(first));
        QCOMPARE(state.selection()->lane, LaneId(TaskId(0U))); // who holds it
        QVERIFY(view.accessibleDescription().contains(QStringLiteral("held by A since")));
        QTest::keyClick(&view, Qt::Key_Down); // the last lane
        QCOMPARE(state.selection()->resource, std::optional(first));
        QTest::keyClick(&view, Qt::Key_Comma);
        QCOMPARE(state.selection()->time, at(25s)); // C comes
        QTest::keyClick(&view, Qt::Key_Period);
        QCOMPARE(state.selection()->time, at(40s));
        QCOMPARE(state.selection()->lane, LaneId(TaskId(1U)));
        QTest::keyClick(&view, Qt::Key_F);
        QVERIFY(state.range().begin < at(40s) && state.range().begin > at(30s)); // B's holding and a margin
        QVERIFY(state.range().end > at(70s) && state.range().end <= at(74s));
        QVERIFY(!view.grab().isNull());
        QTest::keyClick(&view, Qt::Key_Up);
        QVERIFY(!state.selection()->resource);
        QCOMPARE(state.selection()->lane, LaneId(TaskId(2U)));
    }
    void aClickSelectsAResource() {
        Shown shown(runOf(Mode::Threads, playInTurn), {at(0s), at(75s)});
        QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
        ViewState& state = shown.state;
        TimelineView& view = shown.view;
        const int y = 122 + 34 + 3 * 30 + 6 + 20; // below the ruler, the header and three tasks
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(116 + 880 * 50 / 75, y));
        QVERIFY(state.selection() && state.selection()->resource == first);
        QCOMPARE(state.selection()->lane, LaneId(TaskId(1U)));
        state.clearSelection();
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(40, y)); // its name
        QVERIFY(state.selection() && state.selection()->resource == first);
    }
};

QTEST_MAIN(ResourceTouchTest)
#include "resource_touch_test.moc"
