#pragma once

#include "ui/background_job.h"
#include "ui/run_controller.h"

#include <map>

namespace simul {

/// The simulated run of each run on the real clock that is shown: of the same story in the same mode with the parameters
/// and the seed that the real one had. Made beside the GUI thread, when somebody wants to see them. GUI thread only.
class GhostRuns : public QObject {
    Q_OBJECT

public:
    using Traces = std::vector<std::shared_ptr<const Trace>>;

    /// Both must outlive it.
    GhostRuns(const RunSetup& setup, RunController& controller, QObject* parent = nullptr);

    bool isShown() const { return m_isShown; }
    void setShown(bool shown);
    /// Whether a run that is shown can have one.
    bool canShow() const;
    /// By index into Comparison::runs, null where there is none (yet); empty unless they are shown.
    Traces traces() const;

signals:
    void changed();

private:
    using ByMode = std::map<Mode, std::shared_ptr<const Trace>>;

    void adopt();
    void renew();
    bool canHave(const ModeRun& run) const;

    const RunSetup& m_setup;
    RunController& m_controller;
    bool m_isShown = false;
    std::optional<RunRequest> m_request; ///< what the runs that are shown were made with, but for the mode; none: not known
    ByMode m_ghosts;
    BackgroundJob<ByMode> m_job;
};

} // namespace simul
