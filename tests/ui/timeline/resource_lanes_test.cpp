#include "tests/support/fixtures.h"
#include "tests/support/shared_stories.h"
#include "ui/timeline/painter.h"
#include "ui/timeline/resource_text.h"
#include "ui/timeline/slice_text.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

constexpr ResourceId first{0U};
constexpr ResourceId second{1U};

Activity<> takeOften(Stage stage, Lock lock, int times) {
    for (int turn = 0; turn < times; ++turn) {
        const Hold held = co_await lock.acquire(stage);
        co_await stage.wait(1ms);
    }
}

/// So many locks, each with a task that takes it.
ModeRun runOfLocks(int count) {
    return runOf(Mode::Coroutines, [count](Stage stage, const Parameters&) {
        for (int index = 0; index < count; ++index)
            stage.spawn("T", takeOften, Lock(stage, "Lock " + std::to_string(index)), 1);
    });
}

} // namespace

/// Locks, queues, events and variables as lanes.
class ResourceLanesTest : public QObject {
    Q_OBJECT

    Comparison m_comparison;
    TimelineLayout m_layout;

    void build(ModeRun run, TimeRange range, int height = 700, const LaneChoices& choices = {}) {
        m_comparison = {};
        m_comparison.runs = {std::move(run)};
        LayoutRequest request;
        request.rows.comparison = &m_comparison;
        request.rows.range = range;
        request.rows.height = height;
        const std::vector<RunLanes> lanes = {RunLanes(choices, m_comparison.runs[0])};
        request.rows.lanes = lanes;
        request.width = 1116; // a thousand for the axis
        m_layout.build(request);
    }
    const LaneLayout& lane(ResourceId id) const { return *m_layout.find(0, id); }
    QStringList names() const {
        QStringList all;
        for (const LaneLayout& each : m_layout.lanes())
            all << each.row.name;
        return all;
    }
    static QStringList textsOf(const LaneLayout& lane) {
        QStringList texts;
        for (const TrackText& text : lane.texts)
            texts << text.text;
        for (const Label& label : lane.labels)
            texts << label.text;
        return texts;
    }

private slots:
    // ---- which rows there are

    void noResourcesNoLanes() {
        build(runFromText(Mode::Coroutines, "A | running 0s-5s"), {at(0s), at(5s)});
        QVERIFY(std::ranges::none_of(m_layout.lanes(), &LaneLayout::isResource));
    }
    void locksStandBelowTheTasks() {
        build(runOf(Mode::Coroutines, playInTurn), {at(0s), at(75s)});
        QCOMPARE(names(), (QStringList{"Worker", "A", "B", "C", "Lock"}));
        QCOMPARE(m_layout.lanes().back().row.group, QStringLiteral("Resources"));
        QCOMPARE(m_layout.lanes().back().rect.height(), 40);
    }
    void aQueueStandsBetweenThoseWhoPutAndThoseWhoGet() {
        build(runOf(Mode::Threads, playFactory), {at(0s), at(30s)});
        QCOMPARE(names(), (QStringList{"Producer 1", "Producer 2", "Queue", "Consumer 1", "Consumer 2", "Consumer 3"}));
    }
    void aQueueMovesAmongTheTasks() {
        const LaneKey queue{LaneKey::Kind::Resource, "Queue"};
        LaneChoices choices;
        const auto order = [&] {
            build(runOf(Mode::Threads, playFactory), {at(0s), at(30s)}, 700, choices);
            return names();
        };
        choices.move(queue, std::nullopt);
        QCOMPARE(order(), (QStringList{"Queue", "Producer 1", "Producer 2", "Consumer 1", "Consumer 2", "Consumer 3"}));
        choices.move({LaneKey::Kind::Task, "Producer 2"}, std::nullopt); // before all, and not only before the first task
        QCOMPARE(order(), (QStringList{"Producer 2", "Queue", "Producer 1", "Consumer 1", "Consumer 2", "Consumer 3"}));
        choices.move(queue, LaneKey{LaneKey::Kind::Task, "Consumer 3"});
        QCOMPARE(order(), (QStringList{"Producer 2", "Producer 1", "Consumer 1", "Consumer 2", "Consumer 3", "Queue"}));
    }
    void aDeadlockStandsInItsOrder() {
        build(runOf(Mode::Threads, playLaundry), {at(0min), at(21min)});
        QCOMPARE(names(), (QStringList{"Parent B", "Dryer", "Parent A", "Washer", "Kids"}));
        for (const LaneLayout& each : m_layout.lanes())
            QCOMPARE(each.row.inRing, each.row.name != QStringLiteral("Kids"));
    }
    /// It goes on, whatever of it one looks at.
    void aDeadlockIsSeenLongAfterItsBegin() {
        build(runOf(Mode::Threads, playLaundry), {at(0min), at(21min)});
        QVERIFY(m_comparison.end() > m_comparison.runs.front().trace->end());
        const auto arrows = m_layout.ring().size();
        QCOMPARE(arrows, std::size_t{4});
        const TraceTime end = m_comparison.runs.front().trace->end();
        build(runOf(Mode::Threads, playLaundry), {end + 1min, end + 2min});
        QCOMPARE(m_layout.ring().size(), arrows);
        for (const LaneLayout& each : m_layout.lanes()) {
            if (!each.row.inRing)
                continue;
            if (each.isResource())
                QCOMPARE(each.resource.holds.size(), std::size_t{1});
            else
                QCOMPARE(each.boxes.boxes.size(), std::size_t{1});
            const QPoint middle = each.rect.center();
            QVERIFY(m_layout.hit(m_comparison, middle)->slice.has_value());
        }
    }
    void behindAnEndThereIsNothing() {
        build(runOf(Mode::Coroutines, playLaundry), {at(0min), at(40min)});
        const Trace& trace = *m_comparison.runs.front().trace;
        const LaneLayout* worker = m_layout.find(0, WorkerId(0U));
        QVERIFY(worker != nullptr && trace.end() < at(40min));
        QVERIFY(!m_layout.hit(m_comparison, QPoint(worker->rect.right() - 2, worker->rect.center().y()))->slice);
    }
    void whatIsPinnedStandsOnceAlsoOfADeadlock() {
        LaneChoices choices;
        choices.pin({LaneKey::Kind::Resource, "Washer"}, true);
        choices.pin({LaneKey::Kind::Task, "Parent A"}, true);
        build(runOf(Mode::Threads, playLaundry), {at(0min), at(21min)}, 700, choices);
        QCOMPARE(names(), (QStringList{"Washer", "Parent A", "Parent B", "Dryer", "Kids"}));
        QVERIFY(m_layout.lanes().front().row.pinned && m_layout.lanes().front().row.inRing);
    }
    void resourcesMoveAndFold() {
        LaneChoices choices;
        const LaneKey queue{LaneKey::Kind::Resource, "Queue"};
        choices.move(queue, LaneKey{LaneKey::Kind::Task, "Producer 1"});
        build(runOf(Mode::Threads, playFactory), {at(0s), at(30s)}, 700, choices);
        QCOMPARE(names().mid(0, 3), (QStringList{"Producer 1", "Queue", "Producer 2"}));
        choices.hide(queue, true);
        build(runOf(Mode::Threads, playFactory), {at(0s), at(30s)}, 700, choices);
        QVERIFY(!names().contains(QStringLiteral("Queue")));
        QCOMPARE(m_layout.lanes().back().row.foldedOf, Row::Kind::Resource);
        QCOMPARE(m_layout.lanes().back().row.foldedCount, std::size_t{1});
        QCOMPARE(names().back(), QStringLiteral("1 resource"));
    }
    void aDeadlockKeepsItsNamesHoweverLowItsPanel() {
        build(runOf(Mode::Threads, playLaundry), {at(0min), at(21min)}, 80);
        int named = 0;
        for (const LaneLayout& each : m_layout.lanes()) {
            if (each.row.inRing)
                QVERIFY2(each.rect.height() >= 18, qPrintable(each.row.name));
            named += each.row.inRing;
        }
        QCOMPARE(named, 4);
    }
    void manyResourcesAreFolded() {
        build(runOfLocks(40), {at(0s), at(1s)});
        QCOMPARE(std::ranges::count_if(m_layout.lanes(), &LaneLayout::isResource), 16);
        QCOMPARE(m_layout.lanes().back().row.foldedCount, std::size_t{24});
        QCOMPARE(names().back(), QStringLiteral("24 more resources"));
        build(runOfLocks(17), {at(0s), at(1s)});
        QCOMPARE(names().back(), QStringLiteral("1 more resource"));
    }
    void theyFitAtEveryHeight() {
        for (const int height : {80, 200, 300, 500}) {
            build(runOf(Mode::Threads, playLaundry), {at(0min), at(21min)}, height);
            int y = 0;
            for (const LaneLayout& each : m_layout.lanes()) {
                QVERIFY(each.rect.top() >= y);
                y = each.rect.bottom() + 1;
            }
        }
    }

    // ---- what they show

    void holdersAreWhereTheyHold() {
        build(runOf(Mode::Threads, playInTurn), {at(0s), at(100s)}); // 10 px a second
        const ResourceBoxes& boxes = lane(first).resource;
        QCOMPARE(boxes.holds.size(), std::size_t{3});
        QCOMPARE(boxes.holds[1].rect.left(), 116 + 400);
        QCOMPARE(boxes.holds[1].rect.width(), 300);
        QVERIFY(boxes.holds[1].startsHere);
        QCOMPARE(boxes.track.height(), 23);
        QCOMPARE(boxes.line.height(), 15);
        const QStringList texts = textsOf(lane(first));
        QVERIFY2(texts.contains(QStringLiteral("held by A since 0:00:10")), qPrintable(texts.join(u'|')));
        QVERIFY2(texts.contains(QStringLiteral("B and 1 more wait")), qPrintable(texts.join(u'|')));
        QCOMPARE(lane(first).boxes.boxes.front().state, State::Blocked);
        QCOMPARE(lane(first).boxes.boxes.front().rect.left(), 116 + 200);
    }
    void whoHoldsNoWorkerWaitsOnARail() {
        build(runOf(Mode::Coroutines, playInTurn), {at(0s), at(100s)});
        QVERIFY(!lane(first).boxes.boxes.empty());
        for (const SliceBox& box : lane(first).boxes.boxes)
            QCOMPARE(box.state, State::Waiting);
    }
    void whatIsHeldForEverGoesToTheEnd() {
        build(runOf(Mode::Threads, playLaundry), {at(0min), at(25min)});
        QCOMPARE(lane(first).resource.holds.back().rect.right(), lane(first).rect.right()); // beyond the deadlock at 20 min
    }
    void aQueueIsAsHighAsItIsFull() {
        build(runOf(Mode::Threads, playFactory), {at(0s), at(25s)});
        const ResourceBoxes& boxes = lane(first).resource;
        QCOMPARE(boxes.full, 4U);
        const ResourceUse& use = m_comparison.runs[0].resources[0];
        for (const Duration time : {0s, 2s, 5s, 9s, 14s, 20s}) {
            const int x = m_layout.scale().pixel(at(time + 100ms));
            int y = boxes.track.bottom() + 1;
            for (const QPoint& point : boxes.level) {
                if (point.x() <= x)
                    y = point.y();
            }
            const double share = (boxes.track.bottom() + 1 - y) / static_cast<double>(boxes.track.height() - 1);
            QCOMPARE(qRound(share * 4), static_cast<int>(levelAt(use, at(time + 100ms))));
        }
    }
    void itemsAreAllShownOrNone() {
        build(runOf(Mode::Threads, playFactory), {at(0s), at(25s)});
        QCOMPARE(lane(first).resource.items.size(), std::size_t{12});
        for (const ItemPath& path : lane(first).resource.items) {
            QVERIFY(path.put && path.got);
            QVERIFY(path.inside.x1() <= path.inside.x2());
            QCOMPARE(path.put->x(), path.inside.x1());
            QVERIFY(path.put->y() <= path.inside.y1() && path.got->y() >= path.inside.y2());
        }
        build(runOf(Mode::Coroutines,
                    [](Stage stage, const Parameters&) {
                        const Queue<int> queue(stage, "queue");
                        stage.spawn("P", shared::produce, queue, 500, Duration(10ms));
                        stage.spawn("C", shared::consume, queue, 500, Duration(10ms));
                    }),
              {at(0s), at(10s)});
        QVERIFY(lane(first).resource.items.empty());
    }
    void marksTellWritesFromReads() {
        build(runOf(Mode::Coroutines, playDoorbell), {at(0s), at(20s)});
        QCOMPARE(lane(first).resource.set.size(), std::size_t{1});
        QCOMPARE(lane(first).resource.set[0].left(), 116 + 250);
        QCOMPARE(lane(first).resource.set[0].width(), 250);
        const auto writes = std::ranges::count(lane(second).resource.marks, SyncKind::Written, &DeedMark::kind);
        QCOMPARE(writes, 2);
    }
    void manyShortHoldingsCostPixels() {
        build(runOf(Mode::Coroutines,
                    [](Stage stage, const Parameters&) {
                        const Lock lock(stage, "lock");
                        stage.spawn("T", takeOften, lock, 20'000);
                    }),
              {at(0s), at(20s)});
        const std::vector<HoldBox>& holds = lane(first).resource.holds;
        QCOMPARE(holds.size(), std::size_t{1}); // one after the other without a gap
        QCOMPARE(holds[0].index, HoldBox::manyHoldings);
        QCOMPARE(holds[0].rect.height(), lane(first).resource.track.height());
        build(m_comparison.runs[0], {at(0s), at(20ms)});
        QCOMPARE(lane(first).resource.holds.size(), std::size_t{20});
    }
    void theRingOfADeadlockIsNumbered() {
        build(runOf(Mode::Threads, playLaundry), {at(0min), at(21min)});
        QCOMPARE(m_layout.ring().size(), std::size_t{4});
        for (std::size_t index = 0; index < 4; ++index) {
            QCOMPARE(m_layout.ring()[index].number, static_cast<int>(index) + 1);
            QCOMPARE(m_layout.ring()[index].wants, index % 2 == 0);
        }
        build(m_comparison.runs[0], {at(0min), at(10min)}); // not yet
        QVERIFY(m_layout.ring().empty());
    }
    void paintedInEveryTheme_data() {
        QTest::addColumn<ThemeKind>("kind");
        QTest::newRow("light") << ThemeKind::Light;
        QTest::newRow("dark") << ThemeKind::Dark;
        QTest::newRow("print") << ThemeKind::Print;
    }
    void paintedInEveryTheme() {
        QFETCH(const ThemeKind, kind);
        build(runOf(Mode::Threads, playInTurn), {at(0s), at(100s)});
        const Theme& theme = themeFor(kind);
        QImage image(1116, 400, QImage::Format_RGB32);
        image.fill(theme.panel);
        QPainter painter(&image);
        TimelinePainter timeline;
        timeline.setStyle(theme, Medium::Raster, 1);
        timeline.paintBackground(painter, m_layout, {});
        timeline.paintSlices(painter, m_layout);
        timeline.paintGutter(painter, m_layout, 0);
        painter.end();
        const QRect hold = lane(first).resource.holds[1].rect;
        const QColor bar = kind == ThemeKind::Print ? theme.gridMajor : theme.lineStrong;
        QCOMPARE(image.pixelColor(hold.right() - 10, hold.center().y()), bar);
        QCOMPARE(image.pixelColor(hold.left(), hold.center().y()), theme.text2);
        QCOMPARE(image.pixelColor(hold.left() - 350, hold.center().y()), theme.lane); // nobody has it
    }

    // ---- pointer and keys

    void aHitKnowsTheMoment() {
        build(runOf(Mode::Threads, playInTurn), {at(0s), at(100s)});
        const int y = lane(first).rect.center().y();
        const auto hit = m_layout.hit(m_comparison, {116 + 450, y});
        QVERIFY(hit && hit->slice);
        QCOMPARE(m_comparison.runs[0].resources[0].moments[*hit->slice], at(40s));
        QVERIFY(!m_layout.hit(m_comparison, {116 + 50, y})->slice); // nothing has happened yet
    }
    void linesSayWhoHoldsAndWhoWaits() {
        const ModeRun run = runOf(Mode::Threads, playInTurn);
        const QStringList lines = resourceLines(*run.trace, run.resources[0], at(30s));
        QCOMPARE(lines.value(0), QStringLiteral("held by A since 0:00:10"));
        QCOMPARE(lines.value(1), QStringLiteral("B waits since 0:00:20, and 1 more"));
        QCOMPARE(resourceLines(*run.trace, run.resources[0], at(5s)), QStringList{QStringLiteral("free")});
        const ModeRun factory = runOf(Mode::Threads, playFactory);
        QVERIFY(resourceLines(*factory.trace, factory.resources[0], at(1s))
                    .contains(QStringLiteral("1") + QChar(0xA0) + QStringLiteral("s: Producer 1 puts item 1")));
    }

    // ---- polling

    void aLookIsNoTasksWork() {
        const ModeRun run = runOf(Mode::Polling, playInTurn, {{"poll_interval", "5s"}, {"poll_cost", "1s"}});
        const Lane& worker = run.trace->lane(WorkerId(0U));
        const auto isLook = [&](std::size_t i) { return worker[i].info.cause().kind == CauseKind::Poll; };
        std::size_t look = 0;
        while (look < worker.size() && !isLook(look))
            ++look;
        QVERIFY(look < worker.size());
        QCOMPARE(sliceText(*run.trace, nullptr, WorkerId(0U), worker[look]), QStringLiteral("looks round"));
        build(run, {at(0s), at(75s)});
        const LaneLayout& drawn = *m_layout.find(0, WorkerId(0U));
        QVERIFY(!drawn.boxes.boxes.empty());
        for (const SliceBox& box : drawn.boxes.boxes)
            QCOMPARE(box.isPoll, isLook(box.index));
    }
};

QTEST_MAIN(ResourceLanesTest)
#include "resource_lanes_test.moc"
