#pragma once

#include "engine/scenarios/scenario.h"
#include "engine/scenarios/sweep_axis.h"
#include "engine/trace/trace.h"

#include <atomic>
#include <optional>
#include <stop_token>

namespace simul {

/// The same scenario again and again on the simulated clock, with one parameter going through its values, in each mode.
/// The same request gives the same figures, whatever the number of threads.
struct SweepRequest {
    const Scenario* scenario = nullptr;
    Parameters parameters; ///< from parametersFor(*scenario): what is not swept
    SweepAxis over;
    std::vector<Mode> modes;
    std::uint64_t seed = 1;
    std::optional<Duration> timeout = {}; ///< of each run, in the story's time; none: no limit
};

/// What one run of a sweep came to.
struct SweepPoint {
    Duration makespan{};
    Outcome outcome = Outcome::Completed;
    std::uint64_t switches = 0;
    friend bool operator==(const SweepPoint&, const SweepPoint&) = default;
};

/// A sweep with what is known of it. Any thread may read while runSweep() fills it in.
class Sweep {
public:
    explicit Sweep(SweepRequest request);

    const SweepRequest& request() const { return m_request; }
    const std::vector<Value>& values() const { return m_request.over.values; }
    const std::vector<Mode>& modes() const { return m_request.modes; }

    std::size_t runs() const { return values().size() * modes().size(); }
    std::size_t runsDone() const { return m_done.load(std::memory_order_acquire); }
    bool isComplete() const { return runsDone() == runs(); }
    /// Of the run with values()[value] in modes()[mode]; none if it is not over yet.
    std::optional<SweepPoint> at(std::size_t value, std::size_t mode) const;
    /// In all values; none unless every run of the mode completed.
    std::vector<Duration> makespans(std::size_t mode) const;

private:
    friend void runSweep(Sweep& sweep, std::stop_token stop, unsigned threads);

    struct Cell {
        SweepPoint point;
        std::atomic<bool> isKnown = false; ///< then nobody writes to `point` any more
    };
    void run(std::size_t index, const std::stop_token& stop);

    SweepRequest m_request;
    std::vector<Cell> m_cells; ///< by value, then by mode
    std::atomic<std::size_t> m_done = 0;
};

/// Does the runs, lesser values first, shared out over `threads` threads (0: as many as the machine has). Returns when all
/// are over, or after `stop` as soon as the runs under way have let go (see runScenario); then what was done stays, and they
/// are not counted. Call once, from any thread but the GUI's.
void runSweep(Sweep& sweep, std::stop_token stop, unsigned threads = 0);

} // namespace simul
