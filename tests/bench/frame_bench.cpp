// What a frame of the window costs, and how long it does not answer while a long story comes in:
//
//     frame_bench [OPPONENTS]...        chess with so many opponents; the defaults are 24, 10000 and 100000
//
// CPU time of this thread, in milliseconds; the busiest frame in brackets. The window is 1920 x 1000.

#include "ui/main_window.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <fmt/core.h>

#include <algorithm>
#include <ctime>
#include <functional>

using namespace simul;
using namespace std::chrono_literals;

namespace {

double threadMs() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

/// Runs the event loop until `isDone`, and says for how long of this thread's time a single turn took at the most.
double busiestTurn(const std::function<bool()>& isDone) {
    double busiest = 0;
    while (!isDone()) {
        QTimer::singleShot(1, [] {}); // there is always something to wake up for
        const double before = threadMs();
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        busiest = std::max(busiest, threadMs() - before);
    }
    return busiest;
}

/// `change` makes the next frame another; 60 of them.
void measureFrames(const char* what, MainWindow& window, const std::function<void(int)>& change) {
    auto* timeline = window.findChild<TimelineView*>();
    std::vector<double> times;
    for (int frame = 0; frame < 60; ++frame) {
        const double before = threadMs();
        change(frame);
        timeline->repaint();
        times.push_back(threadMs() - before);
    }
    std::ranges::sort(times);
    fmt::print("  {:<28} {:7.2f} ({:.2f})\n", what, times[times.size() / 2], times.back());
}

void measureWith(MainWindow& window, int opponents) {
    QElapsedTimer elapsed;
    elapsed.start();
    const Comparison* before = window.controller().comparison();
    window.setup().setParameter("opponents", std::to_string(opponents));
    const double busiest = busiestTurn([&] {
        return window.controller().comparison() != before && window.controller().comparison() != nullptr &&
               !window.controller().isRunning();
    });
    const auto shownAfter = static_cast<double>(elapsed.elapsed());
    std::size_t slices = 0;
    for (const ModeRun& run : window.controller().comparison()->runs)
        slices += run.trace->slicesStored();
    fmt::print("{} opponents, {} slices; shown after {:.0f} ms, busiest turn meanwhile {:.2f} ms\n", opponents, slices,
               shownAfter, std::max(busiest, busiestTurn([turns = 0]() mutable { return ++turns > 20; })));
    ViewState& view = window.view();
    const TimeRange first{TraceTime{}, TraceTime(5min)};
    view.setRange(first);
    measureFrames("five minutes, panned", window, [&](int frame) { view.panBy(frame < 30 ? 3s : -3s); });
    view.setRange(first);
    measureFrames("five minutes, play", window, [&](int frame) { view.setPlayhead(TraceTime(frame * 1s)); });
    view.fit();
    measureFrames("everything, play", window, [&](int frame) { view.setPlayhead(TraceTime(frame * 1s)); });
    measureFrames("zoomed in and out", window, [&](int frame) {
        frame < 30 ? view.zoomAbout(TraceTime(5min), 1.25) : view.zoomAbout(TraceTime(5min), 0.8);
    });
    view.setRange(first);
    measureFrames("another task selected", window, [&](int frame) {
        view.select(Selection{window.controller().comparison()->runs.size() - 1,
                              TaskId(static_cast<std::size_t>(frame % opponents)), TraceTime(1min)});
    });
    view.clearSelection();
}

} // namespace

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    const Scenario& chess = *scenarioNamed("chess");
    MainWindow window({&chess, chess.modes});
    window.setup().resetParameters();
    window.setup().setParameter("opponents", "2"); // so that each of the measured is a change
    window.resize(1920, 1000);
    window.show();
    window.view().setAnimated(false);
    busiestTurn([&] { return window.controller().comparison() != nullptr && !window.controller().isRunning(); });
    QStringList opponents = QCoreApplication::arguments().mid(1);
    if (opponents.isEmpty())
        opponents = {QStringLiteral("24"), QStringLiteral("10000"), QStringLiteral("100000")};
    for (const QString& count : opponents)
        measureWith(window, count.toInt());
}
