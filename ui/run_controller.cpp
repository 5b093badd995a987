#include "ui/run_controller.h"

#include "ui/timeline/mode_text.h"

#include <algorithm>

namespace simul {

namespace {

constexpr int frameMs = 16;
constexpr qint64 metricsMs = 200; ///< measuring a long trace costs more than a frame

/// All modes in a row; what was cancelled is not wanted by anybody and may be partial. Runs on a worker thread.
std::vector<ModeRun> simulate(const std::vector<RunRequest>& requests, const std::stop_token& stop) {
    std::vector<ModeRun> runs;
    for (const RunRequest& request : requests) {
        Recorder recorder;
        runScenario(request, recorder, stop);
        if (stop.stop_requested())
            break;
        auto trace = std::make_shared<const Trace>(buildTrace(recorder));
        runs.push_back({.mode = request.mode, .clock = request.clock, .trace = std::move(trace), .request = request});
        runs.back().renew();
    }
    return runs;
}

} // namespace

RunController::RunController(RunSetup& setup, QObject* parent)
    : QObject(parent), m_setup(setup), m_simulated([this](std::vector<ModeRun> runs) {
          show(std::make_unique<Comparison>(Comparison{runs.empty() ? nullptr : &m_setup.scenario(), std::move(runs)}));
          reportFailures();
          emit runningChanged();
      }) {
    m_rerun.setSingleShot(true);
    m_frame.setInterval(frameMs);
    connect(&m_rerun, &QTimer::timeout, this, &RunController::runSimulated);
    connect(&m_frame, &QTimer::timeout, this, &RunController::nextFrame);

    connect(&setup, &RunSetup::scenarioChanged, this, &RunController::startOver);
    connect(&setup, &RunSetup::clockChanged, this, &RunController::startOver);
    connect(&setup, &RunSetup::parametersChanged, this, &RunController::rerun);
    connect(&setup, &RunSetup::modesChanged, this, &RunController::rerun);
    connect(&setup, &RunSetup::seedChanged, this, &RunController::rerun);
}

RunController::~RunController() = default;

void RunController::rerun() {
    if (m_setup.clock() == ClockKind::Simulated)
        m_rerun.start(0);
}

void RunController::startOver() {
    stop();
    forget();
    rerun();
}

void RunController::run() {
    stop();
    emit runRequestedByUser();
    if (m_setup.clock() == ClockKind::Simulated) {
        runSimulated();
        return;
    }
    const std::vector<RunRequest> requests = m_setup.requests();
    letGoOfReal();
    m_waitingReal.assign(requests.begin(), requests.end());
    show(std::make_unique<Comparison>(Comparison{&m_setup.scenario(), {}}));
    nextFrame();
}

void RunController::stop() {
    m_rerun.stop();
    m_waitingReal.clear();
    m_simulated.cancel();
    if (m_realRun)
        m_realRun->requestStop(); // its last events still come through drainReal()
    emit runningChanged();
}

void RunController::runSimulated() {
    m_rerun.stop();
    const std::vector<RunRequest> requests = m_setup.requests();
    if (requests.empty()) {
        m_simulated.cancel();
        forget();
        emit runningChanged();
        return;
    }
    m_simulated.start([requests](const std::stop_token& stop) { return simulate(requests, stop); });
    emit runningChanged();
}

/// At frame rate while there is anything to take over or to wait for.
void RunController::nextFrame() {
    drainEnding();
    drainReal();
    // One at a time: a run that still ends would take time from the next.
    if (m_realRun == nullptr && m_ending.empty())
        startNextReal();
    else if (!m_frame.isActive())
        m_frame.start();
}

void RunController::letGoOfReal() {
    if (m_realRun == nullptr)
        return;
    m_realRun->requestStop();
    m_ending.push_back(std::move(m_realRun));
    m_frame.start();
}

/// What was let go is not lost: it may be brought back, even before its last events are there.
void RunController::drainEnding() {
    std::vector<ModeRun*> changed;
    std::erase_if(m_ending, [&](const std::unique_ptr<RealRun>& run) {
        const bool hasEnded = run->hasEnded(); // before: all that it recorded is taken over now
        ModeRun* shown = !run->isOver() && run->drain() ? shownOf(*run) : nullptr;
        if (shown != nullptr)
            changed.push_back(shown);
        return hasEnded;
    });
    for (ModeRun* run : changed)
        run->renew();
    if (!changed.empty()) {
        emit comparisonGrew();
        emit runningChanged();
    }
}

ModeRun* RunController::shownOf(const RealRun& run) const {
    if (m_comparison == nullptr)
        return nullptr;
    const auto shown = std::ranges::find(m_comparison->runs, run.trace(), &ModeRun::trace);
    return shown == m_comparison->runs.end() ? nullptr : &*shown;
}

bool RunController::showsWhatEnds() const {
    return std::ranges::any_of(m_ending, [this](const auto& run) { return !run->isOver() && shownOf(*run) != nullptr; });
}

void RunController::startNextReal() {
    if (m_waitingReal.empty()) {
        m_frame.stop();
        emit runningChanged();
        return;
    }
    RunRequest request = std::move(m_waitingReal.front());
    m_waitingReal.pop_front();
    m_realRun = std::make_unique<RealRun>(request);
    m_comparison->runs.push_back(
        {.mode = request.mode, .clock = request.clock, .trace = m_realRun->trace(), .request = std::move(request)});
    m_sinceMetrics.start();
    m_frame.start();
    emit runningChanged();
    emit comparisonGrew();
}

void RunController::drainReal() {
    if (!m_realRun)
        return;
    const bool changed = m_realRun->drain();
    const bool isOver = m_realRun->isOver();
    if (changed && (isOver || m_sinceMetrics.elapsed() >= metricsMs))
        renewMetrics();
    if (isOver)
        letGoOfReal();
    if (changed)
        emit comparisonGrew();
    if (isOver && m_waitingReal.empty())
        reportFailures();
}

void RunController::renewMetrics() {
    m_comparison->runs.back().renew();
    m_sinceMetrics.start();
}

void RunController::show(std::unique_ptr<Comparison> comparison) {
    if (m_comparison)
        emit comparisonLeaves();
    std::swap(m_comparison, comparison);
    if (m_setup.clock() == ClockKind::Simulated)
        letGoOfReal();
    emit comparisonReplaced();
    if (comparison != nullptr)
        m_dead.push_back(std::move(comparison));
    bury();
}

void RunController::showLoaded(std::unique_ptr<Comparison> comparison) {
    stop();
    forget(); // also of the view: it is another story, whatever its name
    show(std::move(comparison));
}

/// Fifty million slices take a third of a second to die: beside the window.
void RunController::bury() {
    if (m_dead.empty() || m_burial.isRunning())
        return;
    auto dead = std::make_shared<std::vector<std::unique_ptr<Comparison>>>(std::exchange(m_dead, {}));
    m_burial.start([dead](const std::stop_token&) {
        dead->clear();
        return std::monostate();
    });
}

void RunController::forget() {
    letGoOfReal();
    if (m_comparison)
        show(nullptr);
}

void RunController::reportFailures() {
    for (const ModeRun& run : m_comparison->runs) {
        if (run.trace->outcome() != Outcome::Failed)
            continue;
        const QString why = QString::fromStdString(run.trace->message());
        emit failed(tr("%1 failed: %2").arg(runName(run), why.isEmpty() ? tr("no reason was given") : why));
        return;
    }
}

QString RunController::progressText() const {
    if (!m_realRun)
        return {};
    const auto isDone = [&](std::size_t index) {
        const Lane& lane = m_realRun->trace()->lane(TaskId(index));
        return !lane.empty() && isFinal(lane.back().state());
    };
    const std::size_t tasks = m_realRun->trace()->tasks().size();
    // A crawl over very many tasks at frame rate would cost more than the painting.
    constexpr std::size_t mostCounted = 20'000;
    std::size_t done = 0;
    for (std::size_t index = 0; index < tasks && tasks <= mostCounted; ++index)
        done += isDone(index) ? 1 : 0;
    const double seconds = std::chrono::duration<double>(m_realRun->elapsed()).count();
    const QString text = tr("%1 runs for %2 s").arg(modeName(m_realRun->mode())).arg(seconds, 0, 'f', 1);
    return tasks <= mostCounted ? tr("%1, %2 of %3 done").arg(text).arg(done).arg(tasks) : text;
}

} // namespace simul
