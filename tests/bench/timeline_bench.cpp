// What the timeline costs at ten thousand to a hundred million slices, against itself and against what one would have
// otherwise, all in one process on one thread:
//
//     timeline_bench [MOST]             up to so many slices; the default is 10000000
//
// Prints each bar with what was measured. Medians; CPU time of this thread.

#include "tests/bench/bench_trace.h"
#include "tests/bench/measuring.h"
#include "ui/figures/figure.h"
#include "ui/timeline/timeline_canvas.h"

#include <QApplication>
#include <QGraphicsRectItem>
#include <QGraphicsView>
#include <QPainter>
#include <fmt/core.h>

using namespace simul;
using namespace simul::bench;
using namespace std::chrono_literals;

namespace {

void report(int bar, const std::string& what, double value, const char* relation, double limit, const char* unit) {
    const bool isAtMost = std::string_view(relation) == "<=";
    const bool isOk = isAtMost ? value <= limit : value >= limit;
    fmt::print("{:>3}  {:<66} {:>10.3f} {} {:<8g} {:<8} {}\n", bar, what, value, relation, limit, unit,
               isOk ? "ok" : "MISSED");
    std::fflush(stdout);
}

std::string countText(std::size_t count) {
    return count >= 1'000'000 ? fmt::format("{}M", count / 1'000'000) : fmt::format("{}k", count / 1000);
}

/// A whole frame of the timeline, painted as the widget does.
class Frame {
public:
    Frame(const BenchTrace& trace, QSize size) : m_image(size, QImage::Format_RGB32), m_canvas(m_view) {
        m_comparison.runs.push_back({.mode = Mode::Threads, .trace = trace.trace()});
        LaneChoices lanes;
        lanes.panels[panelKey(m_comparison.runs.front())].unfolded = true;
        m_view.restoreLanes(lanes);
        m_canvas.setComparison(&m_comparison);
        m_canvas.resize(size);
        m_view.setAnimated(false);
        m_view.reset(m_comparison.end(), {TraceTime{}, m_comparison.end()});
    }

    /// 1 / `zoom` of the whole, from the middle on.
    void show(double zoom) {
        const TraceTime end = m_comparison.end();
        const auto span = std::chrono::duration_cast<Duration>(end.time_since_epoch() / zoom);
        const TraceTime begin = zoom > 1 ? TraceTime(end.time_since_epoch() / 2) : TraceTime{};
        m_view.setRange({begin, begin + span});
        m_canvas.invalidateLanes();
    }
    void paint(SumDetail detail = SumDetail::Quick) {
        m_canvas.setDetail(detail);
        m_canvas.invalidateLanes();
        repaint();
    }
    /// While the range moves; Fine: once it rests.
    double cost(SumDetail detail = SumDetail::Quick) {
        return medianMs([&] { paint(detail); });
    }
    /// Nothing has moved.
    void repaint() {
        QPainter painter(&m_image);
        m_canvas.paint(painter, {}, 1);
    }
    TimelineCanvas& canvas() { return m_canvas; }
    ViewState& view() { return m_view; }
    const QImage& image() const { return m_image; }

private:
    Comparison m_comparison;
    ViewState m_view;
    QImage m_image;
    TimelineCanvas m_canvas;
};

constexpr QSize hd(1920, 1080);
constexpr QSize uhd(3840, 2160);

/// Bars 1, 2 and 11.
void measureFrames(const std::vector<std::size_t>& counts) {
    std::map<std::pair<int, std::size_t>, double> whole;
    for (const int lanes : {24, 90}) {
        double worst = 0;
        double worstUhd = 0;
        for (const std::size_t count : counts) {
            const BenchTrace trace(count, lanes, Spread::Bursty);
            Frame frame(trace, hd);
            std::string all;
            std::string atRest;
            for (const double zoom : {1.0, 16.0, 256.0, std::max(1.0, static_cast<double>(count) / 2000)}) {
                frame.show(zoom);
                const double cost = frame.cost();
                all += fmt::format(" {:.2f}", cost);
                atRest += fmt::format(" {:.2f}", frame.cost(SumDetail::Fine));
                worst = std::max(worst, cost);
                if (zoom == 1)
                    whole.try_emplace({lanes, count}, cost);
            }
            if (lanes == 24) {
                Frame large(trace, uhd);
                large.show(1);
                const double cost = large.cost();
                worstUhd = std::max(worstUhd, cost);
                all += fmt::format(", 4K {:.2f}", cost);
            }
            fmt::print("     {} lanes, {}: ms all, 1/16, 1/256, 2000 slices:{}; at rest{}\n", lanes, countText(count), all,
                       atRest);
        }
        for (const std::size_t count : counts) {
            if (count > counts.front())
                report(lanes == 24 ? 1 : 2,
                       fmt::format("1080p, {} lanes, zoomed out: frame of {} / of 10k", lanes, countText(count)),
                       whole[{lanes, count}] / whole[{lanes, counts.front()}], "<=", lanes == 24 ? 2 : 5, "");
        }
        if (lanes == 90 && counts.back() >= 10'000'000)
            report(2, fmt::format("1080p, 90 lanes: frame of {} / of 1M", countText(counts.back())),
                   whole[{90, counts.back()}] / whole[{90, 1'000'000}], "<=", 1.5, "");
        report(11, fmt::format("1080p, {} lanes, any number, any zoom", lanes), worst, "<=", 8, "ms");
        if (lanes == 24)
            report(11, "4K, 24 lanes, zoomed out", worstUhd, "<=", 16, "ms");
    }
}

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

/// Bar 3.
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

/// Bar 4.
void measureNaive(std::size_t count) {
    const BenchTrace trace(count, 24, Spread::Bursty);
    Frame frame(trace, hd);
    frame.show(1);
    const double ours = frame.cost();
    QImage image(hd, QImage::Format_RGB32);
    const TimeScale scale({TraceTime{}, trace.trace()->end()}, 116, 1800);
    const Theme& theme = themeFor(ThemeKind::Light);
    const double naive = medianMs(
        [&] {
            QPainter painter(&image);
            for (std::uint32_t task = 0; task < trace.trace()->tasks().size(); ++task) {
                const Lane& lane = trace.trace()->lane(TaskId(task));
                for (std::size_t i = 0; i < lane.size(); ++i) {
                    const double x = scale.x(lane[i].start);
                    const double width = scale.x(lane.endOf(i, trace.trace()->end())) - x;
                    painter.fillRect(QRectF(x, task * 30, width, 26), theme.look(lane[i].state()).ink);
                }
            }
        },
        3);
    fmt::print("     naive {:.0f} ms, ours {:.2f} ms\n", naive, ours);
    report(4, fmt::format("{}: fillRect for every slice / our frame", countText(count)), naive / ours, ">=", 80, "");
}

/// Bar 5.
void measureGraphicsView(std::size_t count) {
    const double before = residentBytes();
    const BenchTrace trace(count, 24, Spread::Bursty);
    const double ourBytes = (residentBytes() - before) / static_cast<double>(count);
    Frame frame(trace, hd);
    frame.show(1);
    const double ours = frame.cost();
    const double beforeScene = residentBytes();
    QGraphicsScene scene(0, 0, 1800, 1000);
    scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    const TimeScale scale({TraceTime{}, trace.trace()->end()}, 0, 1800);
    const Theme& theme = themeFor(ThemeKind::Light);
    for (std::uint32_t task = 0; task < trace.trace()->tasks().size(); ++task) {
        const Lane& lane = trace.trace()->lane(TaskId(task));
        for (std::size_t i = 0; i < lane.size(); ++i) {
            const double x = scale.x(lane[i].start);
            scene.addRect(x, task * 30, scale.x(lane.endOf(i, trace.trace()->end())) - x, 26, Qt::NoPen,
                          theme.look(lane[i].state()).ink);
        }
    }
    QGraphicsView view(&scene);
    view.resize(hd);
    QImage image(hd, QImage::Format_RGB32);
    const double theirs = medianMs(
        [&] {
            QPainter painter(&image);
            view.render(&painter);
        },
        5);
    const double theirBytes = (residentBytes() - beforeScene) / static_cast<double>(count);
    fmt::print("     QGraphicsView {:.0f} ms and {:.0f} B a slice, ours {:.2f} ms and {:.1f} B\n", theirs, theirBytes,
               ours, ourBytes);
    report(5, fmt::format("{}: frame of QGraphicsView / ours", countText(count)), theirs / ours, ">=", 50, "");
    report(5, fmt::format("{}: memory of QGraphicsView / ours", countText(count)), theirBytes / ourBytes, ">=", 100, "");
}

/// Bars 6 and 7.
void measureStore(std::size_t count) {
    std::vector<std::vector<Slice>> slices(24);
    for (std::size_t lane = 0; lane < slices.size(); ++lane)
        slices[lane] = benchSlices(count, lane, slices.size(), Spread::Bursty);
    std::vector<Slice> inOrder;
    std::vector<std::uint8_t> laneOf;
    std::vector<std::size_t> next(slices.size(), 0);
    for (bool isMore = true; isMore;) { // a thousand of each in turns, as a window drains them
        isMore = false;
        for (std::size_t lane = 0; lane < slices.size(); ++lane) {
            for (std::size_t i = 0; i < 1024 && next[lane] < slices[lane].size(); ++i) {
                inOrder.push_back(slices[lane][next[lane]++]);
                laneOf.push_back(static_cast<std::uint8_t>(lane));
            }
            isMore |= next[lane] < slices[lane].size();
        }
    }
    const auto number = static_cast<double>(inOrder.size());
    const double before = residentBytes();
    std::vector<Lane> lanes(slices.size());
    double slowest = 0;
    const double appended = timeMs([&] {
        for (std::size_t i = 0; i < inOrder.size();) {
            const std::size_t until = std::min(inOrder.size(), i + 1024);
            slowest = std::max(slowest, timeMs([&] {
                for (; i < until; ++i)
                    lanes[laneOf[i]].append(inOrder[i]);
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

/// Bar 9: the columns of all lanes against sums that were made slice by slice.
void measureExactness(std::size_t count, Spread spread, const char* what) {
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

/// Bar 8. What is painted anew is the whole frame: there is no strip.
void measurePanning(std::size_t count) {
    const BenchTrace trace(count, 24, Spread::Bursty);
    Frame frame(trace, hd);
    frame.show(16);
    const double whole = frame.cost(SumDetail::Fine);
    const QImage before = frame.image().copy();
    const TimeScale scale = frame.canvas().timeScale();
    constexpr int pixels = 48; // patterns stay where they are on the screen: they repeat after 24
    const double panned = medianMs([&] {
        frame.view().panBy(scale.duration(pixels));
        frame.paint();
    });
    frame.show(16);
    frame.view().panBy(scale.duration(pixels));
    frame.paint(SumDetail::Fine);
    std::size_t different = 0;
    std::size_t compared = 0;
    const int left = static_cast<int>(scale.left());
    for (const LaneLayout& lane : frame.canvas().layout().lanes()) {
        const QRect rect = frame.canvas().fromLanes(lane.rect);
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            for (int x = left + 2; x < hd.width() - pixels - 8; ++x, ++compared)
                different += before.pixel(x + pixels, y) != frame.image().pixel(x, y);
        }
    }
    report(8, fmt::format("{}: panned by 48 pixels / a whole frame at rest", countText(count)), panned / whole, "<=",
           0.25, "");
    report(8, fmt::format("{}: pixels that differ after that", countText(count)),
           100 * static_cast<double>(different) / static_cast<double>(compared), "<=", 0.1, "%");
}

/// Bar 10: of labels; more than 60 arrows are never shown at once.
void measureLabels() {
    const BenchTrace trace(4000, 24, Spread::Bursty);
    Frame frame(trace, hd);
    frame.show(4);
    frame.paint();
    std::size_t labels = 0;
    for (const LaneLayout& lane : frame.canvas().layout().lanes())
        labels += lane.labels.size();
    report(10, fmt::format("a whole frame with {} labels", labels), frame.cost(), "<=", 8, "ms");
}

/// Bars 12 and 13.
void measureFilesAndHits(std::size_t count) {
    for (const std::size_t slices : {std::size_t{100'000}, count}) {
        const BenchTrace trace(slices, 24, Spread::Bursty);
        Comparison comparison;
        comparison.runs.push_back({.mode = Mode::Threads, .trace = trace.trace()});
        for (const FigureFormat format : {FigureFormat::Svg, FigureFormat::Pdf}) {
            const char* name = format == FigureFormat::Svg ? "SVG" : "PDF";
            double size = 0;
            const double ms = medianMs(
                [&] {
                    if (const auto figure = renderFigure(comparison, {}, format))
                        size = static_cast<double>(figure->bytes.size()) / (1 << 20);
                },
                3);
            const double most = slices == 100'000 && format == FigureFormat::Svg ? 3 : 1;
            report(12, fmt::format("{} of {} slices", name, countText(slices)), size, "<=", most, "MiB");
            report(12, fmt::format("{} of {} slices", name, countText(slices)), ms, "<=", 500, "ms");
        }
    }
    const BenchTrace trace(count, 24, Spread::Bursty);
    Frame frame(trace, hd);
    frame.show(1);
    frame.paint();
    constexpr int hits = 1000;
    const double hit = medianMs([&] {
        for (int i = 0; i < hits; ++i)
            frame.canvas().hit(QPoint(120 + i * 37 % 1780, 200 + i * 61 % 800));
    });
    report(13, fmt::format("{}: what is under the pointer", countText(count)), 1e3 * hit / hits, "<=", 5, "us");
    report(13, fmt::format("{}: repaint for a hover, lanes as they are", countText(count)),
           medianMs([&] { frame.repaint(); }), "<=", 1, "ms");
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const std::size_t most = argc > 1 ? std::stoull(argv[1]) : 10'000'000;
    std::vector<std::size_t> counts;
    for (std::size_t count = 10'000; count <= most; count *= count == 10'000 ? 100 : 10)
        counts.push_back(count);
    measureFrames(counts);
    measureAdversarial(most);
    measureNaive(std::min<std::size_t>(most, 10'000'000));
    measureGraphicsView(std::min<std::size_t>(most, 1'000'000));
    measureStore(std::min<std::size_t>(most, 10'000'000));
    measureExactness(std::min<std::size_t>(most, 10'000'000), Spread::Bursty, "bursty");
    measureExactness(std::min<std::size_t>(most, 10'000'000), Spread::Squeezed, "squeezed");
    measurePanning(std::min<std::size_t>(most, 10'000'000));
    measureLabels();
    measureFilesAndHits(most);
}
