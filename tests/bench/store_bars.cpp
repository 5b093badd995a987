// What slices cost in memory and time, apart from a frame, and how exact their sums are.

#include "tests/bench/bars.h"
#include "tests/bench/bench_trace.h"
#include "tests/bench/measuring.h"
#include "ui/timeline/lane_walk.h"

#include <fmt/format.h>

namespace simul::bench {

namespace {

/// Of placing one lane's slices and columns, at a zoom; nanoseconds a pixel column.
double queryCost(const BenchTrace& trace, double zoom) {
    const TraceTime end = trace.trace()->end();
    const TraceTime begin(zoom > 1 ? end.time_since_epoch() / 2 : Duration::zero());
    const TimeScale scale({begin, begin + std::chrono::duration_cast<Duration>(end.time_since_epoch() / zoom)}, 0, 1800);
    ColumnSums sums;
    LaneBoxes boxes;
    const double ms = medianMs([&] {
        for (std::size_t lane = 0; lane < trace.trace()->tasks().size(); ++lane)
            layoutLane(trace.trace()->lane(TaskId(lane)), end, scale, QRect(0, 0, 1800, 28), sums, boxes);
    });
    return 1e6 * ms / 1800 / static_cast<double>(trace.trace()->tasks().size());
}

/// All lanes' slices, a thousand of each in turns, as a window drains them.
struct Arrivals {
    explicit Arrivals(std::size_t count);

    std::vector<Slice> slices;
    std::vector<std::uint8_t> laneOf;
};

Arrivals::Arrivals(std::size_t count) {
    std::vector<std::vector<Slice>> lanes(24);
    for (std::size_t lane = 0; lane < lanes.size(); ++lane)
        lanes[lane] = benchSlices(count, lane, lanes.size(), Spread::Bursty);
    std::vector<std::size_t> next(lanes.size(), 0);
    for (bool isMore = true; isMore;) {
        isMore = false;
        for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
            for (std::size_t i = 0; i < 1024 && next[lane] < lanes[lane].size(); ++i) {
                slices.push_back(lanes[lane][next[lane]++]);
                laneOf.push_back(static_cast<std::uint8_t>(lane));
            }
            isMore |= next[lane] < lanes[lane].size();
        }
    }
}

/// The columns of all lanes against sums that were made slice by slice.
void measureExactnessOf(std::size_t count, Spread spread, const char* what) {
    const BenchTrace trace(count, 24, spread);
    const TraceTime end = trace.trace()->end();
    double worstMean = 0;
    double leastRight = 1;
    double worstWalked = 0;
    for (const double zoom : {1.0, 4.0, 16.0, 64.0, 256.0, 4096.0}) {
        const TraceTime begin(zoom > 1 ? end.time_since_epoch() / 2 : Duration::zero());
        const TimeScale scale({begin, begin + std::chrono::duration_cast<Duration>(end.time_since_epoch() / zoom)}, 0, 1800);
        const Exactness exactness = compareWithSlices(*trace.trace(), scale, 1800);
        worstMean = std::max(worstMean, exactness.meanError);
        leastRight = std::min(leastRight, exactness.dominantRight);
        worstWalked = std::max(worstWalked, exactness.worstWalked);
    }
    report(9, fmt::format("{}, {}: dominant state right, at the worst zoom", countText(count), what), 100 * leastRight,
           ">=", 99, "%");
    report(9, fmt::format("{}, {}: mean error of a share", countText(count), what), 100 * worstMean, "<=", 1, "%");
    report(9, fmt::format("{}, {}: largest error where slices are walked", countText(count), what), 100 * worstWalked,
           "<=", 0.01, "%");
}

} // namespace

void measureAdversarial(std::size_t count) {
    const BenchTrace even(count, 24, Spread::Bursty);
    const BenchTrace squeezed(count, 24, Spread::Squeezed);
    double worstEven = 0;
    double worstSqueezed = 0;
    for (const double zoom : {1.0, 8.0, 64.0, 512.0, 4096.0}) {
        worstEven = std::max(worstEven, queryCost(even, zoom));
        worstSqueezed = std::max(worstSqueezed, queryCost(squeezed, zoom));
    }
    fmt::print("     ns a column at the worst zoom: bursty {:.1f}, squeezed {:.1f}\n", worstEven, worstSqueezed);
    report(3, fmt::format("{}, 90 % in 1 % of the time: a column / evenly bursty", countText(count)),
           worstSqueezed / worstEven, "<=", 2, "");
}


void measureStore(std::size_t count) {
    const Arrivals arrivals(count);
    const auto number = static_cast<double>(arrivals.slices.size());
    const double before = residentBytes();
    std::vector<Lane> lanes(24);
    double slowest = 0;
    const double appended = timeMs([&] {
        for (std::size_t i = 0; i < arrivals.slices.size();) {
            const std::size_t until = std::min(arrivals.slices.size(), i + 1024);
            slowest = std::max(slowest, timeMs([&] {
                for (; i < until; ++i)
                    lanes[arrivals.laneOf[i]].append(arrivals.slices[i]);
            }));
        }
    });
    const double bytes = (residentBytes() - before) / number;
    const double built = medianMs(
        [&] {
            for (const Lane& lane : lanes) {
                LaneTree tree;
                for (std::size_t block = 0; (block + 1) * Lane::blockSize < lane.size(); ++block)
                    tree.append(lane.block(block).first<Lane::blockSize>(), lane.block(block + 1).front().start);
            }
        },
        3);
    report(6, fmt::format("{}: a slice with index, cause, worker and source line", countText(count)), bytes, "<=", 24, "B");
    report(7, fmt::format("{}: building the index", countText(count)), 1e6 * built / number, "<=", 10, "ns/slice");
    report(7, fmt::format("{}: appending, with the index", countText(count)), 1e6 * appended / number, "<=", 40, "ns/slice");
    report(7, fmt::format("{}: the slowest 1024 appended", countText(count)), slowest, "<=", 8, "ms");
}

void measureExactness(std::size_t count) {
    measureExactnessOf(count, Spread::Bursty, "bursty");
    measureExactnessOf(count, Spread::Squeezed, "squeezed");
}

} // namespace simul::bench
