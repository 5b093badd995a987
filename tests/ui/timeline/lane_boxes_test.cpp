#include "tests/support/fixtures.h"
#include "tests/support/random_lane.h"
#include "ui/timeline/lane_walk.h"
#include "ui/timeline/stacking.h"

#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

constexpr int left = 100;

LaneBoxes boxesOf(const Trace& trace, LaneId lane, TimeRange range, int width, int height = 20) {
    LaneBoxes boxes;
    ColumnSums sums;
    layoutLane(trace.lane(lane), trace.end(), TimeScale(range, left, width), QRect(left, 50, width, height), sums,
               boxes);
    return boxes;
}

double shareOf(const Column& column, State state) {
    return column.shares[static_cast<std::size_t>(state)] / static_cast<double>(Column::whole);
}

/// As if no neighbours were equal.
std::vector<Column> columnsByPixel(const LaneBoxes& boxes) {
    std::vector<Column> columns;
    for (Column column : boxes.columns) {
        const int end = column.x + column.width;
        for (column.width = 1; column.x < end; ++column.x)
            columns.push_back(column);
    }
    return columns;
}

Lane neverIdle(const Lane& lane) {
    Lane busy;
    for (std::size_t i = 0; i < lane.size(); ++i)
        busy.append({lane[i].start,
                     SliceInfo(lane[i].state() == State::Idle ? State::Ready : lane[i].state(), {}, {}, {})});
    return busy;
}

/// All slices begin at whole microseconds; some are long, some have no length.
Lane laneOnEdges(std::size_t count) {
    constexpr std::array states = {State::Ready, State::Running, State::Waiting, State::Blocked};
    std::mt19937_64 random(53);
    Lane lane;
    TraceTime time{};
    for (std::size_t i = 0; i < count; ++i) {
        lane.append({time, SliceInfo(states[random() % states.size()], {}, {}, {})});
        const std::uint64_t kind = random() % 10;
        time += Duration(1000 * (kind == 0 ? 0 : kind == 9 ? 5 + random() % 900 : 1 + random() % 4));
    }
    return lane;
}

void zoomsAndDetails(std::initializer_list<int> zooms) {
    QTest::addColumn<int>("zoom");
    QTest::addColumn<bool>("isQuick");
    for (const int zoom : zooms) {
        QTest::addRow("1/%d", zoom) << zoom << false;
        QTest::addRow("1/%d, quick", zoom) << zoom << true;
    }
}

} // namespace

class LaneBoxesTest : public QObject {
    Q_OBJECT

private slots:
    void wideSlicesBecomeBoxes() {
        const Trace trace = traceFromText("A | ready 0s-2s, running 2s-4s, waiting 4s-10s");
        const LaneBoxes boxes = boxesOf(trace, TaskId(0U), {at(0s), at(10s)}, 100);
        QCOMPARE(boxes.boxes.size(), 3U);
        QVERIFY(boxes.columns.empty());
        QCOMPARE(boxes.boxes[0].rect, QRect(100, 50, 20, 20));
        QCOMPARE(boxes.boxes[1].rect, QRect(120, 50, 20, 20));
        QCOMPARE(boxes.boxes[2].rect, QRect(140, 50, 60, 20));
        QCOMPARE(boxes.boxes[1].state, State::Running);
        QCOMPARE(trace.lane(TaskId(0U))[boxes.boxes[1].index].start, at(2s));
        QCOMPARE(boxes.boxes[0].painted().width(), 19); // a pixel is free where a slice ends
    }
    void boxesAreCutToTheView() {
        const Trace trace = traceFromText("A | ready 0s-2s, running 2s-8s, waiting 8s-10s");
        const LaneBoxes boxes = boxesOf(trace, TaskId(0U), {at(4s), at(6s)}, 100);
        QCOMPARE(boxes.boxes.size(), 1U);
        QCOMPARE(boxes.boxes[0].rect, QRect(100, 50, 100, 20));
        QVERIFY(boxes.boxes[0].continues);
        QCOMPARE(boxes.boxes[0].painted().right(), 199);
    }
    void idleLeavesAGap() {
        const Trace trace =
            traceFromText("A | running 0s-10s\nworker W | running 0s-4s A, idle 4s-6s, running 6s-10s A");
        const LaneBoxes boxes = boxesOf(trace, WorkerId(0U), {at(0s), at(10s)}, 100);
        QCOMPARE(boxes.boxes.size(), 2U);
        QCOMPARE(boxes.boxes[0].rect.right() + 1, 140);
        QCOMPARE(boxes.boxes[1].rect.left(), 160);
    }
    void narrowSlicesBecomeSharesThatAddUp() {
        // Four slices of 1 s on 2 px: half of each pixel runs, half waits.
        const Trace trace = traceFromText("A | running 0s-1s, waiting 1s-2s, running 2s-3s, waiting 3s-4s");
        const LaneBoxes boxes = boxesOf(trace, TaskId(0U), {at(0s), at(4s)}, 2);
        QVERIFY(boxes.boxes.empty());
        QCOMPARE(boxes.columns.size(), 1U);
        QCOMPARE(boxes.columns[0].width, 2); // equal neighbours are one
        QVERIFY(std::abs(shareOf(boxes.columns[0], State::Running) - 0.5) < 0.001);
        QVERIFY(std::abs(shareOf(boxes.columns[0], State::Waiting) - 0.5) < 0.001);
    }
    void shortGapsSurvive() {
        // A gap of a tenth of a pixel within a run of narrow slices.
        const Trace trace = traceFromText("A | running 0s-20s\n"
                                          "worker W | running 0ms-950ms A, idle 950ms-1050ms, running 1050ms-2s A, "
                                          "running 2s-3s A, running 3s-4s A");
        const LaneBoxes boxes = boxesOf(trace, WorkerId(0U), {at(0s), at(4s)}, 4);
        QVERIFY(!boxes.columns.empty());
        const std::array<int, StateCount> heights = stackHeights(boxes.columns[0], 20);
        QCOMPARE(heights[static_cast<std::size_t>(State::Running)], 19);
    }
    void aShortSliceBetweenLongOnesIsSeen() {
        const Trace trace = traceFromText("A | waiting 0s-50s, running 50s-50100ms, waiting 50100ms-100s");
        const LaneBoxes boxes = boxesOf(trace, TaskId(0U), {at(0s), at(100s)}, 100);
        QCOMPARE(boxes.boxes.size(), 2U);
        QCOMPARE(boxes.columns.size(), 1U);
        QCOMPARE(boxes.columns[0].x, 150);
        QVERIFY(stackHeights(boxes.columns[0], 20)[static_cast<std::size_t>(State::Running)] >= 1);
        QCOMPARE(boxes.boxes[0].rect.right() + 1, boxes.columns[0].x); // nothing is painted twice
        QCOMPARE(boxes.boxes[1].rect.left(), boxes.columns[0].x + boxes.columns[0].width);
    }
    void boxesAndColumnsNeverOverlap() {
        std::string text = "A | running 0ms-3ms";
        std::int64_t time = 3;
        for (int i = 0; i < 400; ++i) { // lengths from 1 to 61 ms, on about 0.2 px each ms
            const std::int64_t next = time + 1 + i * 37 % 61;
            text += std::string(i % 2 == 0 ? ", waiting " : ", running ") + std::to_string(time) + "ms-" +
                    std::to_string(next) + "ms";
            time = next;
        }
        const Trace trace = traceFromText(text);
        const LaneBoxes boxes = boxesOf(trace, TaskId(0U), {at(0s), trace.end()}, 2000);
        std::vector<int> painted(2000, 0);
        for (const SliceBox& box : boxes.boxes) {
            for (int x = box.rect.left(); x <= box.rect.right(); ++x)
                ++painted[static_cast<std::size_t>(x - left)];
        }
        for (const Column& column : boxes.columns) {
            for (int x = column.x; x < column.x + column.width; ++x)
                ++painted[static_cast<std::size_t>(x - left)];
        }
        QVERIFY(!boxes.boxes.empty() && !boxes.columns.empty());
        QCOMPARE(std::ranges::count(painted, 1), 2000);
    }
    /// The tree leaps over what is narrow: what is wide is found all the same, as if every slice were looked at.
    void wideSlicesAreFoundAmongMany_data() { zoomsAndDetails({1, 3, 10, 100, 1000}); }
    void wideSlicesAreFoundAmongMany() {
        QFETCH(const int, zoom);
        QFETCH(const bool, isQuick);
        const Lane lane = randomLane(100'000, 37);
        const TraceTime end = lane.back().start + Duration(4000);
        const TraceTime begin = zoom == 1 ? lane.front().start : lane[40'000].start + Duration(10);
        const TimeScale scale({begin, begin + (end - lane.front().start) / zoom}, left, 1000);
        LaneBoxes boxes;
        ColumnSums sums;
        sums.setDetail(isQuick ? SumDetail::Quick : SumDetail::Fine);
        layoutLane(lane, end, scale, QRect(left, 0, 1000, 20), sums, boxes);
        std::vector<std::size_t> found;
        for (const SliceBox& box : boxes.boxes)
            found.push_back(box.index);
        std::vector<std::size_t> wide;
        for (std::size_t i = 0; i < lane.size(); ++i) {
            const TraceTime until = lane.endOf(i, end);
            const bool isInView = until > begin && scale.pixel(lane[i].start) < left + 1000 && scale.pixel(until) > left;
            if (isInView && lane[i].state() != State::Idle && until - lane[i].start >= scale.duration(3))
                wide.push_back(i);
        }
        QCOMPARE(found, wide);
        QVERIFY(zoom == 1 || zoom == 1000 || !boxes.columns.empty());
        for (const Column& column : boxes.columns) { // all time is somebody's, but for what is idle
            std::uint32_t sum = 0;
            for (const std::uint16_t share : column.shares)
                sum += share;
            QVERIFY(sum <= Column::whole + StateCount);
        }
    }
    /// While something moves, shares may be a little off; boxes are where they will stay.
    void quickIsNearlyRight_data() {
        QTest::addColumn<int>("zoom");
        for (const int zoom : {1, 3, 10, 12, 20, 40, 100, 1000})
            QTest::addRow("1/%d", zoom) << zoom;
    }
    void quickIsNearlyRight() {
        QFETCH(const int, zoom);
        const Lane lane = randomLane(100'000, 41);
        const TraceTime end = lane.back().start + Duration(4000);
        const TraceTime begin = zoom == 1 ? lane.front().start : lane[40'000].start + Duration(10);
        const TimeScale scale({begin, begin + (end - lane.front().start) / zoom}, left, 1000);
        std::array<LaneBoxes, 2> boxes;
        for (std::size_t i = 0; i < 2; ++i) {
            ColumnSums sums;
            sums.setDetail(i == 0 ? SumDetail::Quick : SumDetail::Fine);
            layoutLane(lane, end, scale, QRect(left, 0, 1000, 20), sums, boxes[i]);
        }
        QCOMPARE(boxes[0].boxes.size(), boxes[1].boxes.size());
        for (std::size_t i = 0; i < boxes[0].boxes.size(); ++i) {
            QCOMPARE(boxes[0].boxes[i].rect, boxes[1].boxes[i].rect);
            QCOMPARE(boxes[0].boxes[i].index, boxes[1].boxes[i].index);
        }
        const std::vector<Column> quick = columnsByPixel(boxes[0]);
        const std::vector<Column> fine = columnsByPixel(boxes[1]);
        QCOMPARE(quick.size(), fine.size());
        double errors = 0;
        for (std::size_t i = 0; i < fine.size(); ++i) {
            QCOMPARE(quick[i].x, fine[i].x);
            for (std::size_t state = 0; state < StateCount; ++state)
                errors += std::abs(quick[i].shares[state] - fine[i].shares[state]);
        }
        constexpr double statesUsed = 4;
        const double mean = errors / (Column::whole * statesUsed * static_cast<double>(std::max<std::size_t>(fine.size(), 1)));
        QVERIFY2(mean <= 0.06, qPrintable(QString::number(mean)));
        QVERIFY(zoom >= 100 || fine.size() > 100);
    }
    /// Where something is all the time, no pixel is left free: not where a slice lies on its edge, nor a hair beside it.
    void noPixelIsLeftFree_data() { zoomsAndDetails({1, 3, 10, 40, 1000}); }
    void noPixelIsLeftFree() {
        QFETCH(const int, zoom);
        QFETCH(const bool, isQuick);
        const auto detail = isQuick ? SumDetail::Quick : SumDetail::Fine;
        std::mt19937_64 random(static_cast<std::uint64_t>(zoom));
        for (const Lane& lane : {neverIdle(randomLane(50'000, 41)), laneOnEdges(20'000)}) {
            const TraceTime end = lane.back().start + Duration(4000);
            const Duration whole = end - lane.front().start;
            for (int view = 0; view < 30; ++view) {
                // As it comes, and in turns so that a pixel is whole microseconds, and edges lie on edges.
                const Duration aPixel = std::max(whole / zoom / 1000, Duration(1));
                const bool isWhole = view % 2 == 0 && aPixel > Duration(1000);
                const Duration span = isWhole ? aPixel / 1000 * 1'000'000 : whole / zoom + Duration(random() % 1000);
                const Duration before(random() % static_cast<std::uint64_t>(whole.count()));
                const TraceTime begin = lane.front().start + (isWhole ? before / 1000 * 1000 : before);
                const TimeScale scale({begin, begin + span}, left, 1000);
                LaneBoxes boxes;
                ColumnSums sums;
                sums.setDetail(detail);
                layoutLane(lane, end, scale, QRect(left, 0, 1000, 20), sums, boxes);
                for (const Column& column : boxes.columns) {
                    const bool isInner = scale.time(column.x + column.width) < end;
                    std::uint32_t sum = StateCount; // they are rounded
                    for (const std::uint16_t share : column.shares)
                        sum += share;
                    QVERIFY2(!isInner || sum >= Column::whole, qPrintable(QStringLiteral("%1 at %2").arg(sum).arg(column.x)));
                }
            }
        }
    }
    /// A state that is there for no time, and then for all of it.
    void shareOfEverythingIsNotNothing() {
        Lane lane;
        for (int i = 0; i < 2000; ++i) { // two pixels a round; so that it has a tree
            const TraceTime start(Duration(2000 * i));
            lane.append({start, SliceInfo(State::Running, {}, {}, {})});
            lane.append({start, SliceInfo(State::Blocked, {}, {}, {})});
            lane.append({start + Duration(1), SliceInfo(State::Running, {}, {}, {})});
        }
        const TraceTime end(Duration(4'000'000));
        for (const SumDetail detail : {SumDetail::Quick, SumDetail::Fine}) {
            LaneBoxes boxes;
            ColumnSums sums;
            sums.setDetail(detail);
            layoutLane(lane, end, TimeScale({TraceTime{}, end}, left, 4000), QRect(left, 0, 4000, 20), sums, boxes);
            QVERIFY(!boxes.columns.empty());
            for (const Column& column : boxes.columns)
                QVERIFY(shareOf(column, State::Running) > 0.9);
        }
    }
    void whatFillsPixelsAddsUpToThem() {
        const Lane lane = randomLane(20'000, 47);
        const TraceTime end = lane.back().start + Duration(4000);
        const TimeScale scale({lane.front().start, end}, left, 4000); // five slices a pixel: they are walked
        LaneBoxes boxes;
        ColumnSums sums;
        sums.setDetail(SumDetail::Quick);
        layoutLane(lane, end, scale, QRect(left, 0, 4000, 20), sums, boxes);
        std::array<double, StateCount> shown{};
        for (const Column& column : boxes.columns) {
            for (std::size_t state = 0; state < StateCount; ++state)
                shown[state] += column.shares[state] / static_cast<double>(Column::whole) * column.width;
        }
        for (const SliceBox& box : boxes.boxes)
            shown[static_cast<std::size_t>(box.state)] += box.rect.width();
        std::array<double, StateCount> exact{};
        for (std::size_t i = 0; i < lane.size(); ++i)
            exact[static_cast<std::size_t>(lane[i].state())] += scale.width(lane.endOf(i, end) - lane[i].start);
        for (const State state : {State::Ready, State::Running, State::Waiting, State::Blocked}) {
            const auto index = static_cast<std::size_t>(state);
            QVERIFY2(std::abs(shown[index] - exact[index]) <= 0.01 * exact[index],
                     qPrintable(QStringLiteral("%1: %2 of %3").arg(index).arg(shown[index]).arg(exact[index])));
        }
    }
    /// After a pan only what has come into view is looked at.
    void whatIsKeptIsAsLookedAtAnew_data() {
        zoomsAndDetails({1, 3, 10, 12, 13, 100, 1000, 10'000}); // with 12 and 13 it varies whether slices are walked
    }
    void whatIsKeptIsAsLookedAtAnew() {
        QFETCH(const int, zoom);
        QFETCH(const bool, isQuick);
        constexpr int width = 1000;
        const QRect area(left, 0, width, 20);
        const Lane lane = randomLane(100'000, 43);
        const TraceTime end = lane.back().start + Duration(4000);
        const Duration span = (end - lane.front().start) / zoom;
        const auto scaleFrom = [&](TraceTime begin) { return TimeScale::anchored({begin, begin + span}, left, width); };
        ColumnSums sums;
        sums.setDetail(isQuick ? SumDetail::Quick : SumDetail::Fine);
        KeptLane kept;
        TimeScale before = scaleFrom(lane[50'000].start);
        LaneBoxes panned;
        layoutLane(lane, end, before, area, sums, panned);
        for (const int pixels : {-1, 1, 64, -300, 5, 900, -990, 0}) {
            const TimeScale scale = scaleFrom(before.range().begin + before.duration(-pixels));
            std::swap(kept.boxes, panned);
            kept.shift = scale.shiftFrom(before).value();
            QCOMPARE(kept.shift, pixels);
            kept.left = left + std::max(pixels, 0) + 8;
            kept.right = left + width + std::min(pixels, 0) - 8;
            layoutLane(lane, end, scale, area, sums, panned, kept);
            LaneBoxes anew;
            layoutLane(lane, end, scale, area, sums, anew);
            QCOMPARE(panned.boxes.size(), anew.boxes.size());
            for (std::size_t i = 0; i < anew.boxes.size(); ++i) {
                QCOMPARE(panned.boxes[i].rect, anew.boxes[i].rect);
                QCOMPARE(panned.boxes[i].index, anew.boxes[i].index);
                QCOMPARE(panned.boxes[i].continues, anew.boxes[i].continues);
            }
            const std::vector<Column> known = columnsByPixel(panned);
            const std::vector<Column> fresh = columnsByPixel(anew);
            QCOMPARE(known.size(), fresh.size());
            for (std::size_t i = 0; i < fresh.size(); ++i) {
                QCOMPARE(known[i].x, fresh[i].x);
                for (std::size_t state = 0; state < StateCount; ++state) // edges between pixels are whole nanoseconds
                    QVERIFY(std::abs(known[i].shares[state] - fresh[i].shares[state]) <= 4);
            }
            QCOMPARE(panned.runs.size(), anew.runs.size());
            QCOMPARE(panned.end.has_value(), anew.end.has_value());
            before = scale;
        }
    }
    void endAndBirthAreMarked() {
        const Trace trace = traceFromText("A | ready 3s-4s, running 4s-8s, done 8s\nB | running 0s-10s");
        const LaneBoxes boxes = boxesOf(trace, TaskId(0U), {at(0s), at(10s)}, 100);
        QVERIFY(boxes.end.has_value());
        QCOMPARE(boxes.end->x, 180);
        QCOMPARE(boxes.end->state, State::Done);
        QCOMPARE(boxes.bornAt, std::optional(130));
    }
    void lanesTogetherShareTheirPixels() {
        const Trace trace = traceFromText("A | ready 0s-4s, running 4s-8s\nB | ready 0s-8s");
        LaneBoxes boxes;
        ColumnSums sums;
        layoutTogether(trace, {TaskId(0U), TaskId(1U)}, TimeScale({at(0s), at(8s)}, left, 80), QRect(left, 0, 80, 18),
                       sums, boxes);
        QCOMPARE(boxes.boxes.size(), 1U); // all ready
        QCOMPARE(boxes.boxes[0].rect, QRect(100, 0, 40, 18));
        QCOMPARE(boxes.boxes[0].index, SliceBox::manySlices);
        QCOMPARE(boxes.columns.size(), 1U);
        QVERIFY(std::abs(shareOf(boxes.columns[0], State::Running) - 0.5) < 0.001);
    }
};

QTEST_GUILESS_MAIN(LaneBoxesTest)
#include "lane_boxes_test.moc"
