// What it costs to move about in a view, and what lies over the lanes.

#include "tests/bench/bars.h"
#include "tests/bench/bench_frame.h"
#include "tests/bench/measuring.h"
#include "ui/timeline/overlay.h"
#include "ui/timeline/slice_text.h"

#include <QPainter>
#include <fmt/format.h>

namespace simul::bench {

namespace {

/// Of the lanes' pixels.
double partThatDiffers(Frame& a, Frame& b) {
    std::size_t different = 0;
    std::size_t compared = 0;
    for (const LaneLayout& lane : a.canvas().layout().lanes()) {
        const QRect rect = a.canvas().fromLanes(lane.rect) & a.canvas().bodyRect();
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            for (int x = rect.left(); x <= rect.right(); ++x, ++compared)
                different += a.image().pixel(x, y) != b.image().pixel(x, y) ? 1U : 0U;
        }
    }
    return static_cast<double>(different) / static_cast<double>(compared);
}

struct PanCost {
    double anew;
    double pan; ///< one of `inRow`
};

constexpr int inRow = 4; // a hand does not stop after one

/// Of the picture of the lanes alone, as timeline-rendering.md, section 4, measured it: nothing comes to the screen,
/// and what a frame costs in which the lanes are as they were is taken off: legend, minimap, ruler and headers.
PanCost pictureMs(Frame& whole, Frame& panned, const std::function<void()>& pan) {
    for (Frame* frame : {&whole, &panned})
        frame->setShown(false);
    const std::vector<double> ms = mediansMs({[&] { whole.paint(SumDetail::Fine); }, pan, [&] { panned.repaint(); }});
    for (Frame* frame : {&whole, &panned})
        frame->setShown(true);
    return {ms[0] - ms[2], ms[1] / inRow - ms[2]};
}

} // namespace

void measurePanning(std::size_t count) {
    const BenchTrace trace(count, 24, Spread::Bursty);
    for (const double zoom : {16.0, static_cast<double>(count) / 2000}) {
        const std::string what = fmt::format("{}, {}", countText(count), zoom == 16 ? "1/16" : "2000 slices");
        Frame whole(trace, hd);
        Frame panned(trace, hd);
        whole.show(zoom);
        panned.show(zoom);
        panned.paint(SumDetail::Fine);
        for (const int pixels : {4, 64}) {
            const auto pan = [&] {
                for (int i = 0; i < inRow; ++i)
                    panned.panBy(pixels);
            };
            const PanCost lanes = pictureMs(whole, panned, pan);
            const std::vector<double> all = mediansMs({[&] { whole.paint(SumDetail::Fine); }, pan});
            fmt::print(
                "     {}, by {} px: {:.2f} of {:.2f} ms; with minimap, ruler and the copy to the screen {:.2f} of "
                "{:.2f} ms = {:.2f}\n",
                what, pixels, lanes.pan, lanes.anew, all[1] / inRow, all[0], all[1] / inRow / all[0]);
            report(8, fmt::format("{}: picture of lanes panned by {} px / anew", what, pixels), lanes.pan / lanes.anew,
                   "<=", 0.25, "");
        }
        whole.view().setRange(panned.view().range());
        whole.canvas().invalidateLanes();
        whole.repaint();
        report(8, fmt::format("{}: pixels that are others than painted anew", what),
               100 * partThatDiffers(panned, whole), "<=", 0.1, "%");
    }
}

void measureLabels() {
    const BenchTrace trace(4000, 24, Spread::Bursty);
    Frame frame(trace, hd);
    std::size_t labels = 0;
    for (double zoom = 8; labels < 400 && zoom > 0.5;
         zoom /= 1.25) { // narrower slices, more words, until they have no room
        frame.show(zoom);
        frame.paint();
        labels = 0;
        for (const LaneLayout& lane : frame.canvas().layout().lanes())
            labels += lane.labels.size();
    }
    const TimelineLayout& layout = frame.canvas().layout();
    TimelinePainter painter;
    LabelMaker maker;
    std::vector<Label> placed;
    const auto paint = [&] {
        QPainter on(&frame.image());
        painter.setStyle(frame.canvas().theme(), Medium::Raster, 1);
        painter.paintWords(on, layout);
    };
    const auto place = [&] {
        for (const LaneLayout& lane : layout.lanes()) {
            placed.clear();
            maker.place(
                lane.boxes, lane.rect.height(),
                [&](const SliceBox& box, QStringList& texts) {
                    texts << sliceText(*trace.trace(), nullptr, lane.row.lane,
                                       trace.trace()->lane(lane.row.lane)[box.index]);
                },
                placed);
        }
    };
    const std::vector<double> ms = mediansMs({paint, place});
    fmt::print("     {} labels: {:.2f} ms to paint, {:.2f} ms to place\n", labels, ms[0], ms[1]);
    report(10, fmt::format("{} labels, placed and painted, for 400", labels),
           400 * (ms[0] + ms[1]) / static_cast<double>(labels), "<=", 4, "ms");
}

void measureArrows() {
    constexpr std::size_t atOnce = 60; // a selection shows no more
    const BenchTrace trace(4000, 24, Spread::Bursty, 5 * atOnce);
    Frame frame(trace, hd);
    frame.show(1);
    frame.paint();
    const Overlay overlay{frame.canvas().theme(), 1, frame.canvas().layout(), frame.comparison()};
    const double ms = medianMs([&] {
        QPainter painter(&frame.image());
        for (std::size_t task = 0; task < 5; ++task)
            overlay.paintSelection(painter, {0, TaskId(4 * task), TraceTime{}});
    });
    report(10, "300 arrows", ms, "<=", 1, "ms");
}

void measurePointer(std::size_t count) {
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

} // namespace simul::bench
