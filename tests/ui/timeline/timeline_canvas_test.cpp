#include "engine/trace/trace_parts.h"
#include "tests/support/fixtures.h"
#include "tests/support/random_lane.h"
#include "tests/support/shared_stories.h"
#include "ui/timeline/timeline_canvas.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

constexpr QSize size(1000, 500);

/// `count` tasks with so many slices each, short ones and long ones.
ModeRun denseRun(std::size_t count, std::size_t slices) {
    TraceParts parts;
    for (std::size_t task = 0; task < count; ++task) {
        parts.tasks.push_back({"Task " + std::to_string(task + 1), {}, {}, {}, {}, {}});
        parts.taskLanes.push_back(randomLane(slices, task + 1));
        parts.end = std::max(parts.end, parts.taskLanes.back().back().start + Duration(5000));
    }
    ModeRun run;
    run.mode = Mode::Threads;
    run.trace = std::make_shared<const Trace>(assemble(std::move(parts)));
    run.renew();
    return run;
}

/// A view of a comparison, painted as the widget does.
struct View {
    View(const Comparison& comparison, TimeRange range, double pixelRatio = 1) : ratio(pixelRatio) {
        canvas.setComparison(&comparison);
        canvas.resize(size);
        state.setAnimated(false);
        state.reset(comparison.end(), range);
        QObject::connect(&state, &ViewState::rangeChanged, [this] { canvas.moveLanes(); });
    }
    QImage paint(const TimelineCanvas::Pointer& pointer = {}) {
        QImage image(size * ratio, QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        QPainter painter(&image);
        canvas.paint(painter, pointer, ratio);
        return image;
    }
    Duration pixels(double count) const { return canvas.timeScale().duration(count); }

    double ratio;
    ViewState state;
    TimelineCanvas canvas{state};
};

/// How many wide slices in view run; each has its colour where the layout says that it is.
int countRunning(View& view, const QImage& image) {
    int found = 0;
    for (const LaneLayout& lane : view.canvas.layout().lanes()) {
        for (const SliceBox& box : lane.boxes.boxes) {
            const QRect place = view.canvas.fromLanes(box.rect);
            if (box.state != State::Running || box.isPoll || lane.isResource() || place.width() < 30 ||
                !view.canvas.bodyRect().contains(place))
                continue;
            const QPoint inside((place.bottomRight() - QPoint(5, 3)) * view.ratio);
            if (image.pixelColor(inside) != view.canvas.theme().look(State::Running).ink)
                return -1;
            ++found;
        }
    }
    return found;
}

double partThatDiffers(const QImage& a, const QImage& b) {
    std::size_t different = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            different += a.pixel(x, y) != b.pixel(x, y) ? 1U : 0U;
    }
    return static_cast<double>(different) / (static_cast<double>(a.width()) * a.height());
}

} // namespace

/// A view that moves keeps what it has painted: it has to look as if it were painted anew.
class TimelineCanvasTest : public QObject {
    Q_OBJECT

    static void panAndCompare(const Comparison& comparison, int zoom, double ratio, double allowed) {
        const Duration span = comparison.end().time_since_epoch() / zoom;
        const TraceTime begin(zoom == 1 ? Duration::zero() : comparison.end().time_since_epoch() / 3);
        View kept(comparison, {begin, begin + span}, ratio);
        kept.paint();
        for (const double pixels : {1.0, 48.0, -37.0, 0.4, -64.0, 300.0, -900.0, 0.0}) {
            kept.state.panBy(kept.pixels(pixels));
            const QImage moved = kept.paint();
            QCOMPARE(kept.paint(), moved); // also where nothing has changed since
            View fresh(comparison, kept.state.range(), ratio);
            const double differs = partThatDiffers(moved, fresh.paint());
            QVERIFY(countRunning(kept, moved) >= 0);
            QVERIFY2(differs <= allowed, qPrintable(QStringLiteral("%1 px: %2").arg(pixels).arg(differs)));
        }
    }

private slots:
    /// The scroll bar is set before the lanes are laid out.
    void theHeightIsKnownBeforehand() {
        const Comparison comparison{nullptr, {denseRun(90, 20), denseRun(3, 20)}};
        View view(comparison, {});
        const auto isKnown = [&view] {
            const int before = view.canvas.lanesHeight();
            return before > 0 && before == view.canvas.layout().height() && before == view.canvas.lanesHeight();
        };
        QVERIFY(isKnown());
        view.canvas.resize({700, 300});
        QVERIFY(isKnown());
        const int atFirst = view.canvas.lanesHeight();
        view.canvas.setScale(2);
        QVERIFY(view.canvas.lanesHeight() > atFirst);
        QVERIFY(isKnown());
        const int withBoth = view.canvas.lanesHeight();
        const Comparison half{nullptr, {comparison.runs.front()}};
        view.canvas.setComparison(&half);
        QVERIFY(view.canvas.lanesHeight() < withBoth);
        QVERIFY(isKnown());
        view.canvas.setComparison(nullptr);
        QCOMPARE(view.canvas.lanesHeight(), 0);
    }
    /// It does not matter how high the window was before, nor whether there are marks.
    void theLanesFitIfTheyCan() {
        const Comparison comparison{nullptr, {denseRun(24, 20), denseRun(24, 20)}};
        View view(comparison, {});
        std::vector<int> down;
        for (int height = 900; height >= 400; height -= 7) {
            view.canvas.resize({1000, height});
            down.push_back(view.canvas.lanesHeight());
            QVERIFY2(down.back() <= view.canvas.bodyRect().height(), qPrintable(QString::number(height)));
        }
        view.canvas.resize({1000, 300});
        view.state.setMarks({{{at(0s), at(0s)}, QStringLiteral("note")}});
        for (int height = 900 - 71 * 7; height <= 900; height += 7) {
            view.canvas.resize({1000, height});
            QVERIFY(view.canvas.hasMarkBand());
            QVERIFY2(view.canvas.lanesHeight() <= view.canvas.bodyRect().height(), qPrintable(QString::number(height)));
            QCOMPARE(view.canvas.lanesHeight(), down.back()); // as on the way down
            down.pop_back();
        }
    }
    void aPanLooksAsPaintedAnew_data() {
        QTest::addColumn<int>("zoom");
        QTest::addColumn<double>("ratio");
        for (const int zoom : {3, 40, 1000, 20000})
            QTest::addRow("1/%d", zoom) << zoom << 1.0;
        QTest::newRow("1/3, sharp") << 3 << 2.0;
        QTest::newRow("1/3, fractional") << 3 << 1.25;
    }
    void aPanLooksAsPaintedAnew() {
        QFETCH(const int, zoom);
        QFETCH(const double, ratio);
        Comparison comparison;
        comparison.runs = {denseRun(6, 60'000), denseRun(3, 2000)};
        panAndCompare(comparison, zoom, ratio, zoom == 3 ? 0.001 : 0); // what is walked is exact
    }
    void resourcesToo_data() {
        QTest::addColumn<int>("zoom");
        for (const int zoom : {1, 2, 5, 20})
            QTest::addRow("1/%d", zoom) << zoom;
    }
    void resourcesToo() {
        QFETCH(const int, zoom);
        Comparison comparison;
        comparison.runs = {runOf(Mode::Coroutines, playInTurn), runOf(Mode::Coroutines, playFactory),
                           runOf(Mode::Threads, playLaundry), runOf(Mode::Coroutines, playDoorbell)};
        panAndCompare(comparison, zoom, 1, 0);
    }
    /// A mark where a task ends is there in full, or not at all.
    void endsLeaveAndComeWhole() {
        Comparison comparison;
        comparison.runs = {runFromText(Mode::Threads, "A | running 0s-8s, done 8s\n"
                                                      "B | running 0s-9s, failed 9s\n"
                                                      "C | running 0s-10s, done 10s\n"
                                                      "D | running 0s-20s, done 20s\n")};
        for (const Duration begin : {Duration(7900ms), Duration(0)}) { // ends at the left edge, then at the right
            View kept(comparison, {at(begin), at(begin + 10s)});
            kept.paint();
            for (int i = 0; i < 80; ++i) {
                kept.state.panBy(kept.pixels(i < 40 ? 1 : -3));
                View fresh(comparison, kept.state.range());
                QVERIFY2(kept.paint() == fresh.paint(), qPrintable(QString::number(i)));
            }
        }
    }
    /// However far one has scrolled: also where a header hides all lanes above the next panel's.
    void headersStayWhole() {
        Comparison comparison;
        comparison.runs = {denseRun(200, 100), denseRun(200, 100)};
        View kept(comparison, {at(100us), at(300us)});
        View fresh(comparison, {at(100us), at(300us)});
        LaneChoices lanes;
        for (const ModeRun& run : comparison.runs)
            lanes.panels[panelKey(run)].unfolded = true;
        for (View* view : {&kept, &fresh})
            view->state.restoreLanes(lanes);
        kept.paint();
        const int bottom = kept.canvas.layout().panels().front().bottom;
        QVERIFY(bottom > size.height());
        for (int scroll = bottom - 120; scroll < bottom + 3; ++scroll) {
            for (View* view : {&kept, &fresh})
                view->canvas.setScroll(scroll);
            kept.paint();
            kept.state.panBy(kept.pixels(600)); // as far as where headers have their words
            const QImage moved = kept.paint();
            fresh.state.setRange(kept.state.range());
            fresh.canvas.invalidateLanes();
            const double differs = partThatDiffers(moved, fresh.paint());
            QVERIFY2(differs <= 0.0001, qPrintable(QStringLiteral("scrolled to %1 of %2").arg(scroll).arg(bottom)));
            kept.state.panBy(kept.pixels(-600));
        }
    }
    /// Only a pan is one: what else changes the lanes paints them anew.
    void otherChangesAreSeen() {
        Comparison comparison;
        comparison.runs = {denseRun(6, 1000)};
        View view(comparison, {});
        const QImage first = view.paint();
        view.canvas.setTheme(ThemeKind::Dark);
        QVERIFY(view.paint() != first);
        view.canvas.setTheme(ThemeKind::Light);
        QCOMPARE(view.paint(), first);
        view.state.zoomAbout(at(1ms), 2);
        const QImage zoomed = view.paint();
        QVERIFY(zoomed != first);
        View fresh(comparison, view.state.range());
        QCOMPARE(fresh.paint(), zoomed);
        view.state.zoomAbout(at(1ms), 1.5); // names and headers stay
        view.state.zoomAbout(at(1ms), 1 / 1.5);
        view.paint();
        View again(comparison, view.state.range());
        QCOMPARE(view.paint(), again.paint());
        view.state.setRange(fresh.state.range());
        QCOMPARE(view.paint(), zoomed);
        view.state.select(Selection{0, TaskId(2U), view.state.range().begin});
        view.canvas.invalidateLanes();
        QVERIFY(view.paint() != zoomed);
        view.state.clearSelection();
        view.canvas.invalidateLanes();
        QCOMPARE(view.paint(), zoomed);
        comparison.runs = {denseRun(6, 900)};
        view.canvas.invalidate();
        QVERIFY(view.paint() != zoomed);
    }
    /// While one zooms lanes are painted where they are shown, and not kept.
    void zoomingLooksAsPaintedAnew_data() {
        QTest::addColumn<double>("ratio");
        QTest::addColumn<int>("scroll");
        QTest::addColumn<std::size_t>("slices"); // few are walked, whatever the detail
        QTest::addRow("few") << 1.0 << 0 << std::size_t{100};
        QTest::addRow("many") << 1.0 << 0 << std::size_t{3000};
        QTest::addRow("sharp") << 2.0 << 0 << std::size_t{3000};
        QTest::addRow("uneven") << 1.25 << 0 << std::size_t{100};
        QTest::addRow("scrolled") << 1.0 << 77 << std::size_t{100};
    }
    void zoomingLooksAsPaintedAnew() {
        QFETCH(const double, ratio);
        QFETCH(const int, scroll);
        QFETCH(const std::size_t, slices);
        Comparison comparison;
        comparison.runs = {denseRun(110, slices), denseRun(3, slices)};
        View view(comparison, {}, ratio);
        view.canvas.setScroll(scroll);
        view.paint();
        const auto anew = [&](SumDetail detail) {
            View fresh(comparison, view.state.range(), ratio);
            fresh.canvas.setScroll(scroll);
            fresh.canvas.setDetail(detail);
            return fresh.paint();
        };
        view.canvas.setDetail(SumDetail::Quick);
        for (const double factor : {1.5, 3.0, 0.4}) {
            view.state.zoomAbout(at(200us), factor);
            const QImage zoomed = view.paint();
            QCOMPARE(zoomed, anew(SumDetail::Quick));
            QCOMPARE(view.paint(), zoomed); // as when the pointer moves: now it is kept
            QVERIFY(slices == 100 || zoomed != anew(SumDetail::Fine));
        }
        view.state.panBy(view.pixels(5));
        QVERIFY(partThatDiffers(view.paint(), anew(SumDetail::Quick)) <= 0.001);
        view.canvas.setDetail(SumDetail::Fine);
        QCOMPARE(view.paint(), anew(SumDetail::Fine));
        view.state.panBy(view.pixels(64));
        QVERIFY(partThatDiffers(view.paint(), anew(SumDetail::Fine)) <= 0.001);
    }
    /// The playhead and the pointer go over a picture of the lanes.
    void theMovingPartsAreOnTop() {
        Comparison comparison;
        comparison.runs = {denseRun(6, 1000)};
        View view(comparison, {});
        view.paint();
        view.state.setRange({at(0s), at(40us)});
        QVERIFY(countRunning(view, view.paint()) > 0);
        view.state.fit();
        view.paint();
        const QImage before = view.paint();
        view.state.setPlayhead(TraceTime(comparison.end().time_since_epoch() / 2));
        const QImage after = view.paint();
        const int x = view.canvas.timeScale().pixel(view.state.playhead());
        const int y = view.canvas.fromLanes(view.canvas.layout().lanes()[3].rect).center().y();
        QCOMPARE(after.pixelColor(x, y), view.canvas.theme().playhead);
        view.state.setPlayhead({});
        QCOMPARE(view.paint(), before);
    }
};

QTEST_MAIN(TimelineCanvasTest)
#include "timeline_canvas_test.moc"
