// Whether the window stays alive while a large Chrome trace opens in it, and lets go of it when told to:
//
//     open_bench [SLICES]               ten million unless told
//
// A timer of the window's event loop beats each millisecond; the longest time without a beat is how long the window stood
// still. Targets: no longer than 100 ms, and no longer than that from a cancel until the next file is open.

#include "tests/bench/bench_file.h"
#include "ui/main_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

using namespace simul;

namespace {

constexpr double most = 100; // ms

QString pathOf(const bench::BenchFile& file) { return QString::fromStdString(file.path().string()); }

/// Milliseconds since `clock` started.
double elapsedMs(const QElapsedTimer& clock) { return 1e-6 * static_cast<double>(clock.nsecsElapsed()); }

/// How long the event loop of this thread did nothing else than something long.
class Heartbeat {
public:
    Heartbeat() {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            m_longest = std::max(m_longest, elapsedMs(m_sinceLast));
            m_sinceLast.start();
        });
        m_sinceLast.start();
        m_timer.start(1);
    }
    double longestMs() const { return m_longest; }

private:
    QTimer m_timer;
    QElapsedTimer m_sinceLast;
    double m_longest = 0;
};

bool report(const std::string& what, double value) {
    fmt::print("{}: {:.1f} ms (<= {:.0f} ms)   {}\n", what, value, most, value <= most ? "ok" : "MISSED");
    std::fflush(stdout);
    return value <= most;
}

void waitForFile(FileController& files) {
    QEventLoop loop;
    QObject::connect(&files, &FileController::opened, &loop, &QEventLoop::quit);
    loop.exec();
}

bool measureOpening(FileController& files, const bench::BenchFile& file) {
    QElapsedTimer clock;
    clock.start();
    const Heartbeat beat;
    files.open(pathOf(file));
    waitForFile(files);
    const double seconds = 1e-3 * elapsedMs(clock);
    QEventLoop frames; // that show it
    QTimer::singleShot(500, &frames, &QEventLoop::quit);
    frames.exec();
    return report(fmt::format("{:.0f} MB open in {:.2f} s ({:.0f} MB/s, in the window), its longest stop", file.megabytes(), seconds,
                              file.megabytes() / seconds),
                  beat.longestMs());
}

/// `part` of the file is read by then; 1: it is being put together.
bool measureCancelling(FileController& files, const bench::BenchFile& file, const bench::BenchFile& next, double part) {
    files.open(pathOf(file));
    while (files.progress() < part)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    QElapsedTimer clock;
    clock.start();
    files.cancel();
    files.open(pathOf(next)); // begins when the other has let go
    waitForFile(files);
    return report(fmt::format("cancelled at {:.0f} %, the next file is open after", 100 * part), elapsedMs(clock));
}

} // namespace

int main(int argc, char** argv) {
    const QTemporaryDir settings; // the user's own are none of its business
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    const QApplication application(argc, argv);
    MainWindow window;
    window.resize(1920, 1000);
    window.show();
    const bench::BenchFile large(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000'000);
    const bench::BenchFile small(24);
    bool areKept = measureOpening(window.files(), large);
    for (const double part : {0.1, 0.6, 1.0})
        areKept = measureCancelling(window.files(), large, small, part) && areKept;
    return areKept ? 0 : 1;
}
