#pragma once

#include "engine/analysis/for_ever.h"
#include "engine/analysis/metrics.h"
#include "engine/analysis/resources.h"
#include "engine/scenarios/run.h"

#include <algorithm>
#include <memory>

namespace simul {

/// One run as the window and the figures show it. While a real run goes on, the GUI thread grows `trace` and renews
/// what was measured of it; nobody else writes.
struct ModeRun {
    Mode mode = Mode::Sync;
    ClockKind clock = ClockKind::Simulated;
    std::shared_ptr<const Trace> trace;
    RunMetrics metrics = {};
    std::vector<ResourceUse> resources = {};
    std::string name = {}; ///< of a run from a file; empty: the mode's
    std::optional<RunRequest> request = {}; ///< what made it; none: nobody knows

    /// What follows from the trace as it is now; without meaning if asked to stop.
    void renew(const std::stop_token& stop = {}) {
        metrics = measure(*trace, stop);
        resources = resourceUses(*trace);
    }
};

/// The runs that are shown one under the other on one time axis, in the order of the panels.
struct Comparison {
    const Scenario* scenario = nullptr;
    enum class Origin { Here, File, SeveralFiles };

    std::vector<ModeRun> runs;
    std::string file = {}; ///< that the runs come from; empty: they were made here
    std::string path = {}; ///< the whole one of that file; empty: there is none, or there are several
    Origin origin = Origin::Here; ///< where they come from

    /// The latest end of all runs, and of a deadlock a while later: there one sees who waits for ever.
    TraceTime end() const {
        TraceTime latest;
        for (const ModeRun& run : runs) {
            const TraceTime end = run.trace->end();
            const Duration after = std::min(end.time_since_epoch() / 4, TraceTime::max() - end);
            latest = std::max(latest, isForEver(*run.trace) ? end + after : end);
        }
        return latest;
    }
    /// What made the runs, one request each and alike but for the mode. None: that is not known, or not the same, of all.
    std::vector<RunRequest> requests() const {
        std::vector<RunRequest> all;
        for (const ModeRun& run : runs) {
            if (!run.request || (!all.empty() && !isAlike(all.front(), *run.request)))
                return {};
            all.push_back(*run.request);
        }
        return all;
    }
    /// What speed is measured against: the one-after-another run, else the slowest; only runs that were completed count.
    Duration yardstick() const {
        Duration slowest{};
        for (const ModeRun& run : runs) {
            if (run.trace->outcome() != Outcome::Completed)
                continue;
            if (run.mode == Mode::Sync)
                return run.metrics.makespan;
            slowest = std::max(slowest, run.metrics.makespan);
        }
        return slowest;
    }

private:
    static bool isAlike(const RunRequest& a, const RunRequest& b) {
        return a.scenario == b.scenario && a.parameters.values() == b.parameters.values() && a.clock == b.clock &&
               a.scale == b.scale && a.seed == b.seed && a.timeout == b.timeout;
    }
};

} // namespace simul
