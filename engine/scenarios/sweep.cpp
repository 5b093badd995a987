#include "engine/scenarios/sweep.h"

#include "engine/scenarios/run.h"
#include "engine/trace/trace_builder.h"

#include <algorithm>
#include <cassert>
#include <thread>

namespace simul {

Sweep::Sweep(SweepRequest request) : m_request(std::move(request)), m_cells(runs()) {
    assert(m_request.scenario != nullptr && runs() > 0);
}

std::optional<SweepPoint> Sweep::at(std::size_t value, std::size_t mode) const {
    const Cell& cell = m_cells[value * modes().size() + mode];
    return cell.isKnown.load(std::memory_order_acquire) ? std::optional(cell.point) : std::nullopt;
}

std::vector<Duration> Sweep::makespans(std::size_t mode) const {
    std::vector<Duration> makespans;
    for (std::size_t value = 0; value < values().size(); ++value) {
        const std::optional<SweepPoint> point = at(value, mode);
        if (!point || point->outcome != Outcome::Completed)
            return {};
        makespans.push_back(point->makespan);
    }
    return makespans;
}

void Sweep::run(std::size_t index, const std::stop_token& stop) {
    RunRequest request{.scenario = m_request.scenario,
                       .parameters = m_request.parameters,
                       .mode = modes()[index % modes().size()],
                       .seed = m_request.seed,
                       .timeout = m_request.timeout};
    [[maybe_unused]] const auto isSet =
        request.parameters.set(m_request.over.parameter.name, formatValue(values()[index / modes().size()]));
    assert(isSet);
    Recorder recorder;
    runScenario(request, recorder, stop);
    if (stop.stop_requested())
        return;
    const Trace trace = buildTrace(recorder);
    Cell& cell = m_cells[index];
    cell.point = {trace.end().time_since_epoch(), trace.outcome(), 0};
    for (std::size_t worker = 0; worker < trace.workers().size(); ++worker)
        cell.point.switches += switchesOn(trace.lane(WorkerId(worker)));
    cell.isKnown.store(true, std::memory_order_release);
    m_done.fetch_add(1, std::memory_order_acq_rel);
}

void runSweep(Sweep& sweep, std::stop_token stop, unsigned threads) {
    assert(sweep.runsDone() == 0);
    std::atomic<std::size_t> next = 0;
    const auto work = [&sweep, &next, &stop] {
        for (std::size_t index = next++; index < sweep.runs() && !stop.stop_requested(); index = next++)
            sweep.run(index, stop);
    };
    const std::size_t wanted = threads > 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::jthread> helpers;
    for (std::size_t helper = 1; helper < std::min(wanted, sweep.runs()); ++helper)
        helpers.emplace_back(work);
    work();
}

} // namespace simul
