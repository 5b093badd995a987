// How many frames a second the window keeps while a run on the real clock goes on:
//
//     live_bench [TASKS]                chess against so many opponents, 1000 unless told, a run for each way to run it
//
// The window is 1920 x 1000. Target: 60 frames a second on two cores. Beside it the CPU time that a frame takes of the
// window's thread: below 16 ms, what is missing was taken by others.

#include "tests/bench/frame_counter.h"
#include "tests/bench/measuring.h"
#include "ui/main_window.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <fmt/core.h>

using namespace simul;
using namespace simul::bench;

namespace {

bool measureLive(MainWindow& window, FrameCounter& counter, Mode mode) {
    window.setup().setModes({mode});
    window.controller().run();
    while (!window.controller().isLive())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    counter.start();
    const double before = threadMs();
    QElapsedTimer elapsed;
    elapsed.start();
    while (window.controller().isLive())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const double used = threadMs() - before;
    const double seconds = 1e-3 * static_cast<double>(elapsed.elapsed());
    const Trace& trace = *window.controller().comparison()->runs.back().trace;
    const double perSecond = counter.perSecond();
    fmt::print("{}: {} tasks, {} slices in {:.1f} s: {:.1f} frames a second ({:.1f} ms apart at the median, {:.1f} at 99 %), "
               "{:.2f} ms of CPU a frame, outcome {}   {}\n",
               nameOf(mode), trace.tasks().size(), trace.slicesStored(), seconds, perSecond, counter.gapMs(0.5),
               counter.gapMs(0.99), used / std::max(1.0, perSecond * seconds), nameOf(trace.outcome()),
               perSecond >= 60 ? "ok" : "MISSED");
    std::fflush(stdout);
    return perSecond >= 60;
}

} // namespace

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    const Scenario& chess = *scenarioNamed("chess");
    MainWindow window({&chess, chess.modes});
    window.setup().resetParameters();
    window.setup().setParameter("opponents", argc > 1 ? argv[1] : "1000");
    window.setup().setParameter("judit", "1ms");
    window.setup().setParameter("opponent", "200ms");
    window.setup().setParameter("moves", "6");
    window.setup().setClock(ClockKind::Real);
    window.setup().setScale(1);
    window.resize(1920, 1000);
    window.show();
    FrameCounter counter(*window.findChild<TimelineView*>());
    bool areKept = true;
    for (const Mode mode : {Mode::Coroutines, Mode::Threads})
        areKept = measureLive(window, counter, mode) && areKept;
    return areKept ? 0 : 1;
}
