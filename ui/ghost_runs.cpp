#include "ui/ghost_runs.h"

#include "engine/trace/trace_builder.h"

#include <algorithm>
#include <utility>

namespace simul {

namespace {

bool canHaveGhost(const ModeRun& run) { return run.request && run.clock == ClockKind::Real; }

} // namespace

GhostRuns::GhostRuns(RunController& controller, QObject* parent)
    : QObject(parent), m_controller(controller), m_job([this](ByRun made) {
          m_ghosts.merge(std::move(made));
          emit changed();
          renew(); // another run may have come meanwhile
      }) {
    connect(&controller, &RunController::comparisonReplaced, this, &GhostRuns::adopt);
    connect(&controller, &RunController::comparisonGrew, this, &GhostRuns::renew);
}

void GhostRuns::setShown(bool shown) {
    if (shown == m_isShown)
        return;
    m_isShown = shown;
    renew();
    emit changed();
}

void GhostRuns::adopt() {
    m_job.cancel();
    m_ghosts.clear();
    emit changed();
    renew();
}

bool GhostRuns::canShow() const {
    const Comparison* comparison = m_controller.comparison();
    return comparison != nullptr && std::ranges::any_of(comparison->runs, canHaveGhost);
}

void GhostRuns::renew() {
    if (!m_isShown || m_job.isRunning() || !canShow())
        return;
    const std::vector<ModeRun>& runs = m_controller.comparison()->runs;
    std::vector<std::pair<std::size_t, RunRequest>> requests;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        if (!canHaveGhost(runs[run]) || m_ghosts.contains(run))
            continue;
        RunRequest& request = requests.emplace_back(run, *runs[run].request).second;
        request.clock = ClockKind::Simulated;
        request.scale = 1;
    }
    if (requests.empty())
        return;
    m_job.start([requests](const std::stop_token& stop) {
        ByRun made;
        for (const auto& [run, request] : requests) {
            Recorder recorder;
            runScenario(request, recorder, stop);
            if (stop.stop_requested())
                break;
            made[run] = std::make_shared<const Trace>(buildTrace(recorder));
        }
        return made;
    });
}

GhostRuns::Traces GhostRuns::traces() const {
    Traces traces;
    if (!m_isShown || !canShow())
        return traces;
    for (std::size_t run = 0; run < m_controller.comparison()->runs.size(); ++run) {
        const auto found = m_ghosts.find(run);
        traces.push_back(found != m_ghosts.end() ? found->second : nullptr);
    }
    return traces;
}

} // namespace simul
