// What a frame costs: against itself with fewer slices, against rectangles one by one, against QGraphicsView.

#include "tests/bench/bars.h"
#include "tests/bench/bench_frame.h"
#include "tests/bench/measuring.h"

#include <QGraphicsRectItem>
#include <QGraphicsView>
#include <QPainter>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace simul::bench {

namespace {

/// The same lanes with so many slices each, side by side.
struct Sized {
    std::size_t count;
    BenchTrace trace;
    Frame frame;

    Sized(std::size_t slices, int lanes, QSize size)
        : count(slices), trace(slices, lanes, Spread::Bursty), frame(trace, size) {}
};

/// Milliseconds are for a quiet machine: so each is the least of as many medians, seconds apart.
constexpr int passes = 5;

std::array<double, 4> zoomsOf(const Sized& one) {
    return {1.0, 16.0, 256.0, std::max(1.0, static_cast<double>(one.count) / 2000)};
}

/// Returns the dearest of all zooms and numbers.
double measureZooms(std::vector<std::unique_ptr<Sized>>& all, int lanes) {
    std::vector<std::array<double, 4>> moving(all.size());
    std::string dearest; // of each pass
    for (int pass = 0; pass < passes; ++pass) {
        double worst = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::array<double, 4> zooms = zoomsOf(*all[i]);
            for (std::size_t zoom = 0; zoom < zooms.size(); ++zoom) {
                all[i]->frame.show(zooms[zoom]);
                const double cost = medianMs([&] { all[i]->frame.paint(); });
                worst = std::max(worst, cost);
                double& least = moving[i][zoom];
                least = pass == 0 ? cost : std::min(least, cost);
            }
        }
        dearest += fmt::format(" {:.2f}", worst);
    }
    double worst = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::vector<double> atRest;
        for (const double zoom : zoomsOf(*all[i])) {
            all[i]->frame.show(zoom);
            atRest.push_back(medianMs([&] { all[i]->frame.paint(SumDetail::Fine); }));
        }
        worst = std::max(worst, std::ranges::max(moving[i]));
        fmt::print("     {} lanes, {}: ms all, 1/16, 1/256, 2000 slices: {:.2f}; at rest {:.2f}\n", lanes,
                   countText(all[i]->count), fmt::join(moving[i], " "), fmt::join(atRest, " "));
    }
    fmt::print("     {} lanes: the dearest, pass by pass:{}\n", lanes, dearest);
    return worst;
}

/// All zoomed out, in turns. By number of slices.
std::map<std::size_t, double> wholeFrames(std::vector<std::unique_ptr<Sized>>& all) {
    std::vector<std::function<void()>> tasks;
    for (const auto& one : all) {
        one->frame.show(1);
        tasks.emplace_back([&frame = one->frame] { frame.paint(); });
    }
    const std::vector<double> times = mediansMs(tasks);
    std::map<std::size_t, double> byCount;
    for (std::size_t i = 0; i < all.size(); ++i)
        byCount[all[i]->count] = times[i];
    return byCount;
}

std::vector<std::unique_ptr<Sized>> sizedFrames(const std::vector<std::size_t>& counts, int lanes, QSize size) {
    std::vector<std::unique_ptr<Sized>> all;
    for (const std::size_t count : counts)
        all.push_back(std::make_unique<Sized>(count, lanes, size));
    return all;
}

/// Each slice a rectangle.
void paintNaively(QImage& image, const Trace& trace) {
    QPainter painter(&image);
    const TimeScale scale({TraceTime{}, trace.end()}, 116, 1800);
    const Theme& theme = themeFor(ThemeKind::Light);
    for (std::uint32_t task = 0; task < trace.tasks().size(); ++task) {
        const Lane& lane = trace.lane(TaskId(task));
        for (std::size_t i = 0; i < lane.size(); ++i) {
            const double x = scale.x(lane[i].start);
            const double width = scale.x(lane.endOf(i, trace.end())) - x;
            painter.fillRect(QRectF(x, task * 30, width, 26), theme.look(lane[i].state()).ink);
        }
    }
}

void addItems(QGraphicsScene& scene, const Trace& trace) {
    const TimeScale scale({TraceTime{}, trace.end()}, 0, 1800);
    const Theme& theme = themeFor(ThemeKind::Light);
    for (std::uint32_t task = 0; task < trace.tasks().size(); ++task) {
        const Lane& lane = trace.lane(TaskId(task));
        for (std::size_t i = 0; i < lane.size(); ++i) {
            const double x = scale.x(lane[i].start);
            scene.addRect(x, task * 30, scale.x(lane.endOf(i, trace.end())) - x, 26, Qt::NoPen,
                          theme.look(lane[i].state()).ink);
        }
    }
}

} // namespace

void measureFrames(const std::vector<std::size_t>& counts) {
    for (const int lanes : {24, 90}) {
        const int bar = lanes == 24 ? 1 : 2;
        std::vector<std::unique_ptr<Sized>> all = sizedFrames(counts, lanes, hd);
        const double worst = measureZooms(all, lanes);
        std::map<std::size_t, double> whole = wholeFrames(all);
        for (const std::size_t count : counts) {
            if (count > counts.front())
                report(bar, fmt::format("1080p, {} lanes, zoomed out: frame of {} / of 10k", lanes, countText(count)),
                       whole[count] / whole[counts.front()], "<=", lanes == 24 ? 2 : 5, "");
        }
        if (lanes == 90 && counts.back() >= 10'000'000)
            report(2, fmt::format("1080p, 90 lanes: frame of {} / of 1M", countText(counts.back())),
                   whole[counts.back()] / whole[1'000'000], "<=", 1.5, "");
        report(11, fmt::format("1080p, {} lanes, any number, any zoom", lanes), worst, "<=", 8, "ms");
        if (lanes == 24) {
            double worstUhd = 0;
            for (const auto& one : all) {
                Frame large(one->trace, uhd);
                large.show(1);
                double least = std::numeric_limits<double>::max();
                for (int pass = 0; pass < passes; ++pass)
                    least = std::min(least, medianMs([&] { large.paint(); }));
                worstUhd = std::max(worstUhd, least);
            }
            report(11, "4K, 24 lanes, zoomed out", worstUhd, "<=", 16, "ms");
        }
    }
}

void measureNaive(std::size_t count) {
    const BenchTrace trace(count, 24, Spread::Bursty);
    Frame frame(trace, hd);
    frame.show(1);
    QImage image(hd, QImage::Format_RGB32);
    const double naive = medianMs([&] { paintNaively(image, *trace.trace()); }, 5);
    const double ours = medianMs([&] { frame.paint(); });
    fmt::print("     naive {:.0f} ms, ours {:.2f} ms\n", naive, ours);
    report(4, fmt::format("{}: fillRect for every slice / our frame", countText(count)), naive / ours, ">=", 80, "");
}

void measureGraphicsView(std::size_t count) {
    const double before = residentBytes();
    const BenchTrace trace(count, 24, Spread::Bursty);
    const double ourBytes = (residentBytes() - before) / static_cast<double>(count);
    Frame frame(trace, hd);
    frame.show(1);
    const double ours = medianMs([&] { frame.paint(); });
    const double beforeScene = residentBytes();
    QGraphicsScene scene(0, 0, 1800, 1000);
    scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    addItems(scene, *trace.trace());
    QGraphicsView view(&scene);
    view.resize(hd);
    QImage image(hd, QImage::Format_RGB32);
    const auto render = [&] {
        QPainter painter(&image);
        view.viewport()->render(&painter); // what is painted on the screen, not what render() of the view prints
    };
    const double theirs = medianMs(render, 5);
    const double theirBytes = (residentBytes() - beforeScene) / static_cast<double>(count);
    fmt::print("     QGraphicsView {:.0f} ms and {:.0f} B a slice, ours {:.2f} ms and {:.1f} B\n", theirs, theirBytes,
               ours, ourBytes);
    report(5, fmt::format("{}: frame of QGraphicsView / ours", countText(count)), theirs / ours, ">=", 50, "");
    report(5, fmt::format("{}: memory of QGraphicsView / ours", countText(count)), theirBytes / ourBytes, ">=", 100, "");
}

} // namespace simul::bench
