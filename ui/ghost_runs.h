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

    /// `controller` must outlive it.
    explicit GhostRuns(RunController& controller, QObject* parent = nullptr);

    bool isShown() const { return m_isShown; }
    void setShown(bool shown);
    /// Whether a run that is shown can have one.
    bool canShow() const;
    /// By index into Comparison::runs, null where there is none (yet); empty unless they are shown.
    Traces traces() const;

signals:
    void changed();

private:
    using ByRun = std::map<std::size_t, std::shared_ptr<const Trace>>; ///< by index into Comparison::runs

    void adopt();
    void renew();

    RunController& m_controller;
    bool m_isShown = false;
    ByRun m_ghosts;
    BackgroundJob<ByRun> m_job;
};

} // namespace simul
