#include "engine/trace/interval_sums.h"
#include "engine/trace/short_stretches.h"
#include "tests/support/random_lane.h"

#include <QTest>

#include <numeric>

using namespace simul;
using namespace simul::test;

namespace {

using Times = std::array<double, StateShares::places>;

/// Slice by slice: how long each state holds between two times.
Times timesBetween(const Lane& lane, TraceTime end, TraceTime from, TraceTime to) {
    Times times{};
    for (std::size_t i = 0; i < lane.size(); ++i) {
        const TraceTime begin = std::max(lane[i].start, from);
        const TraceTime until = std::min(lane.endOf(i, end), to);
        if (begin < until)
            times[StateShares::placeOf(lane[i].state())] += static_cast<double>((until - begin).count());
    }
    return times;
}

double total(const Times& times) {
    return std::accumulate(times.begin(), times.end(), 0.0);
}

std::vector<TraceTime> edgesOf(TraceTime from, TraceTime to, int intervals) {
    std::vector<TraceTime> edges;
    for (int i = 0; i <= intervals; ++i)
        edges.push_back(from + (to - from) * i / intervals);
    return edges;
}

TraceTime endOf(const Lane& lane) {
    return lane.back().start + Duration(5000);
}

} // namespace

class LaneTest : public QObject {
    Q_OBJECT

private slots:
    void slicesStayWhatTheyWere_data() {
        QTest::addColumn<std::size_t>("count");
        for (const std::size_t count : {0U, 1U, 3U, 4U, 5U, 15U, 16U, 17U, 127U, 128U, 129U, 144U, 145U, 1000U, 5000U})
            QTest::addRow("%zu slices", count) << count;
    }
    void slicesStayWhatTheyWere() {
        QFETCH(const std::size_t, count);
        const Lane lane = randomLane(count, 7);
        QCOMPARE(lane.size(), count);
        std::size_t index = 0;
        for (std::size_t block = 0; index < count; ++block) {
            for (const Slice& slice : lane.block(block))
                QCOMPARE(&slice, &lane[index++]);
        }
        for (std::size_t i = 1; i < count; ++i)
            QVERIFY(lane[i - 1].start <= lane[i].start);
        QCOMPARE(lane.tree() != nullptr, count > 128); // a short lane has no need of it
    }
    /// Who reads one while it grows may keep it; and a long lane's neighbours lie side by side.
    void slicesStayWhereTheyAre() {
        const Lane given = randomLane(5000, 7);
        Lane lane;
        std::vector<const Slice*> places;
        for (std::size_t i = 0; i < given.size(); ++i) {
            lane.append(given[i]);
            places.push_back(&lane.back());
        }
        std::size_t together = 0;
        for (std::size_t i = 16; i < lane.size(); ++i) { // the first block grows once
            QCOMPARE(&lane[i], places[i]);
            together += &lane[i] == &lane[i - 1] + 1;
        }
        QVERIFY2(lane.size() - together < 100, "16 in a row are 300 breaks");
    }

    void findIsWhatASearchFinds_data() { slicesStayWhatTheyWere_data(); }
    void findIsWhatASearchFinds() {
        QFETCH(const std::size_t, count);
        const Lane lane = randomLane(count, 11);
        const auto check = [&](TraceTime time) {
            std::optional<std::size_t> expected;
            for (std::size_t i = 0; i < lane.size() && lane[i].start <= time; ++i)
                expected = i;
            QCOMPARE(lane.find(time), expected);
        };
        check(TraceTime{});
        for (std::size_t i = 0; i < count; i += std::max<std::size_t>(1, count / 100)) {
            check(lane[i].start - Duration(1));
            check(lane[i].start);
            check(lane[i].start + Duration(1));
        }
        if (count > 0)
            check(endOf(lane));
    }

    void everyNodeTellsWhatItsSlicesDo() {
        const Lane lane = randomLane(10'000, 3);
        const LaneTree& tree = *lane.tree();
        QVERIFY(tree.height() >= 4);
        std::size_t slices = LaneTree::leafSize;
        for (std::size_t level = 0; level < tree.height(); ++level, slices *= LaneTree::fanOut) {
            const std::span<const LaneTree::Node> nodes = tree.level(level);
            QCOMPARE(nodes.size(), (lane.size() - 1) / slices + 1); // the last one is not full
            for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
                QCOMPARE(nodes[i].start, lane[i * slices].start);
                const Times exact = timesBetween(lane, endOf(lane), nodes[i].start, nodes[i + 1].start);
                unsigned sum = 0;
                for (std::size_t place = 0; place < StateShares::places; ++place) {
                    const unsigned part = nodes[i].shares.parts[place];
                    sum += part;
                    QCOMPARE(part > 0, exact[place] > 0); // what occurs is there, and nothing else
                    const double share = exact[place] / total(exact) * StateShares::whole;
                    QVERIFY(std::abs(part - share) < 4 + static_cast<double>(level));
                }
                QCOMPARE(sum, unsigned{StateShares::whole});
            }
        }
    }
    void aStretchOfNoLengthHasNoShares() {
        Lane lane;
        for (int i = 0; i < 200; ++i)
            lane.append({TraceTime{}, SliceInfo(i % 2 == 0 ? State::Running : State::Ready, {}, {}, {})});
        for (const LaneTree::Node& node : lane.tree()->level(1))
            QCOMPARE(node.shares, StateShares{});
        QCOMPARE(lane.find(TraceTime{}), std::optional<std::size_t>(199));
    }
    /// While a run goes on, the tree is at any time the one of the slices that there are.
    void growingKeepsTheTreeWhole() {
        const Lane whole = randomLane(3000, 5);
        Lane growing;
        for (std::size_t i = 0; i < whole.size(); ++i) {
            growing.append(whole[i]);
            if (growing.tree() == nullptr || i % 97 != 0)
                continue;
            for (std::size_t level = 0; level < growing.tree()->height(); ++level) {
                const auto now = growing.tree()->level(level);
                const auto later = whole.tree()->level(level);
                QVERIFY(std::ranges::equal(now.first(now.size() - 1), later.first(now.size() - 1)));
                QCOMPARE(now.back().start, later[now.size() - 1].start);
            }
        }
    }

    void leapsPassNoLongSlice_data() {
        QTest::addColumn<int>("least");
        for (const int least : {1, 500, 20'000, 300'000, 2'000'000, 2'000'001, 100'000'000})
            QTest::addRow("%d ns", least) << least;
    }
    void leapsPassNoLongSlice() {
        QFETCH(const int, least);
        const Lane lane = randomLane(20'000, 13);
        ShortStretches stretches(lane, Duration(least));
        std::size_t leapt = 0;
        for (std::size_t i = 0; i < lane.size();) {
            const TraceTime until = lane[std::min(i + 1000, lane.size() - 1)].start;
            const LaneStretch stretch = stretches.from(i, until);
            if (stretch.count == 0) {
                ++i;
                continue;
            }
            QCOMPARE(stretch.start, lane[i].start);
            for (std::size_t end = i + stretch.count; i < end; ++i) {
                QVERIFY(lane.endOf(i, endOf(lane)) - lane[i].start < Duration(least));
                QVERIFY(lane.endOf(i, endOf(lane)) <= stretch.end);
            }
            leapt += stretch.count;
        }
        QCOMPARE(leapt > 0, least >= 20'000);
        QVERIFY(least < 300'000 || leapt > lane.size() / 2);
    }

    void fewSlicesAnIntervalAreExact() {
        const Lane lane = randomLane(4000, 17);
        const std::vector<TraceTime> edges = edgesOf(lane[300].start + Duration(50), lane[3000].start, 700);
        IntervalSums sums;
        sums.start(edges);
        sums.add(lane, endOf(lane));
        for (std::size_t i = 0; i + 1 < edges.size(); ++i)
            QCOMPARE(sums.sums()[i], timesBetween(lane, endOf(lane), edges[i], edges[i + 1]));
    }
    void manySlicesAnIntervalAreNearlyExact() {
        const Lane lane = randomLane(100'000, 19);
        const std::vector<TraceTime> edges = edgesOf(TraceTime{}, endOf(lane) + Duration(1'000'000), 100);
        IntervalSums sums;
        sums.start(edges);
        sums.add(lane, endOf(lane));
        double errors = 0;
        for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
            const Times exact = timesBetween(lane, endOf(lane), edges[i], edges[i + 1]);
            // Nothing is lost, nothing is counted twice: gaps included.
            const auto length = static_cast<double>((edges[i + 1] - edges[i]).count());
            // To a step where the lane ends; elsewhere but for what is kept in sight though it is shorter than a step.
            const double rounding =
                total(exact) < length ? length / TreeShares::steps : StateShares::places * length / TreeShares::whole;
            QVERIFY(std::abs(total(exact) - total(sums.sums()[i])) < rounding);
            for (std::size_t place = 0; place < StateShares::places; ++place) {
                QCOMPARE(sums.sums()[i][place] > 0, exact[place] > 0);
                errors += std::abs(exact[place] - sums.sums()[i][place]) / length;
            }
        }
        QVERIFY2(errors / 500 < 0.01, qPrintable(QString::number(errors / 500))); // five states, bar 9: one per cent
    }
    /// Slices of no length where the last interval ends are in none.
    void whatBeginsWhereTheLastIntervalEndsIsLeftOut() {
        const Lane lane = randomLane(100'000, 37);
        std::size_t index = 50'000;
        while (lane[index + 1].start != lane[index].start)
            ++index;
        const std::vector<TraceTime> edges = edgesOf(lane[10'000].start, lane[index].start, 30);
        IntervalSums sums;
        sums.start(edges);
        sums.add(lane, endOf(lane));
        const Times exact = timesBetween(lane, endOf(lane), edges[29], edges[30]);
        const auto length = static_cast<double>((edges[30] - edges[29]).count());
        for (std::size_t place = 0; place < StateShares::places; ++place)
            QVERIFY(std::abs(sums.sums()[29][place] - exact[place]) < 0.05 * length);
    }
    /// The slices of a lane that still grows have no node yet: they are seen all the same.
    void theLiveEndIsSeen() {
        Lane lane = randomLane(100'000, 23);
        const TraceTime last = lane.back().start + Duration(1000);
        lane.append({last, SliceInfo(State::Blocked, {}, {}, {})});
        const TraceTime end = last + (last - lane.front().start);
        const std::vector<TraceTime> edges = edgesOf(lane.front().start, end, 10);
        IntervalSums sums;
        sums.start(edges);
        sums.add(lane, end);
        for (std::size_t i = 5; i < 10; ++i) {
            const double blocked = sums.sums()[i][StateShares::placeOf(State::Blocked)];
            QVERIFY(std::abs(blocked - static_cast<double>((edges[i + 1] - edges[i]).count())) < 2);
        }
    }
    void lanesAddUp() {
        const Lane first = randomLane(50, 29);
        const Lane second = randomLane(2000, 31);
        const std::vector<TraceTime> edges = edgesOf(TraceTime{}, endOf(second), 300);
        IntervalSums sums;
        sums.start(edges);
        sums.add(first, endOf(second));
        sums.add(second, endOf(second));
        for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
            Times expected = timesBetween(first, endOf(second), edges[i], edges[i + 1]);
            const Times more = timesBetween(second, endOf(second), edges[i], edges[i + 1]);
            for (std::size_t place = 0; place < expected.size(); ++place)
                expected[place] += more[place];
            QCOMPARE(sums.sums()[i], expected);
        }
    }
};

QTEST_GUILESS_MAIN(LaneTest)
#include "lane_test.moc"
