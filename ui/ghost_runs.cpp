#include "ui/ghost_runs.h"

#include "engine/trace/trace_builder.h"

#include <algorithm>

namespace simul {

GhostRuns::GhostRuns(const RunSetup& setup, RunController& controller, QObject* parent)
    : QObject(parent), m_setup(setup), m_controller(controller), m_job([this](ByMode made) {
          m_ghosts.merge(std::move(made));
          emit changed();
          renew(); // another mode may have come meanwhile
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

/// A change of the setup makes no other run on the real clock: what it was at its start counts.
void GhostRuns::adopt() {
    m_job.cancel();
    m_ghosts.clear();
    const Comparison* comparison = m_controller.comparison();
    const bool isOurs = comparison != nullptr && comparison->scenario == &m_setup.scenario();
    m_request.reset();
    if (isOurs)
        m_request.emplace(RunRequest{.scenario = comparison->scenario,
                                     .parameters = m_setup.parameters(),
                                     .mode = Mode::Sync,
                                     .clock = ClockKind::Simulated,
                                     .scale = 1,
                                     .seed = m_setup.seed()});
    emit changed();
    renew();
}

bool GhostRuns::canHave(const ModeRun& run) const {
    return m_request && run.clock == ClockKind::Real;
}

bool GhostRuns::canShow() const {
    const Comparison* comparison = m_controller.comparison();
    return comparison != nullptr &&
           std::ranges::any_of(comparison->runs, [this](const ModeRun& run) { return canHave(run); });
}

void GhostRuns::renew() {
    if (!m_isShown || m_job.isRunning() || !canShow())
        return;
    std::vector<RunRequest> requests;
    for (const ModeRun& run : m_controller.comparison()->runs) {
        if (!canHave(run) || m_ghosts.contains(run.mode))
            continue;
        requests.push_back(*m_request);
        requests.back().mode = run.mode;
    }
    if (requests.empty())
        return;
    m_job.start([requests](const std::stop_token& stop) {
        ByMode made;
        for (const RunRequest& request : requests) {
            Recorder recorder;
            runScenario(request, recorder, stop);
            if (stop.stop_requested())
                break;
            made[request.mode] = std::make_shared<const Trace>(buildTrace(recorder));
        }
        return made;
    });
}

GhostRuns::Traces GhostRuns::traces() const {
    Traces traces;
    if (!m_isShown || !canShow())
        return traces;
    for (const ModeRun& run : m_controller.comparison()->runs) {
        const auto found = m_ghosts.find(run.mode);
        traces.push_back(canHave(run) && found != m_ghosts.end() ? found->second : nullptr);
    }
    return traces;
}

} // namespace simul
