#include "engine/scenarios/run.h"

#include "engine/runtime/real_loop_runtime.h"
#include "engine/runtime/real_sync_runtime.h"
#include "engine/runtime/real_threads_runtime.h"
#include "engine/runtime/simulated_runtime.h"

#include <cassert>
#include <exception>
#include <stdexcept>

namespace simul {

namespace {

ModeSettings settingsOf(const Scenario& scenario, const Parameters& parameters) {
    return {
        .cores = static_cast<std::uint32_t>(parameters.number("cores")),
        .workers = static_cast<std::uint32_t>(parameters.number("workers")),
        .quantum = parameters.duration("quantum"),
        .switchCost = parameters.duration("switch_cost"),
        .pollInterval = parameters.duration("poll_interval"),
        .pollCost = parameters.duration("poll_cost"),
        .burn = parameters.isOn("burn"),
        .worker = scenario.worker,
    };
}

std::unique_ptr<Runtime> makeRuntime(const RunRequest& request, Recorder& recorder, std::stop_token stop) {
    const ModeSettings settings = settingsOf(*request.scenario, request.parameters);
    if (request.clock == ClockKind::Simulated)
        return std::make_unique<SimulatedRuntime>(recorder, request.mode, settings, request.seed, std::move(stop));
    const double scale = request.scale;
    switch (request.mode) {
    case Mode::Sync:
        return std::make_unique<RealSyncRuntime>(recorder, settings, request.seed, scale, std::move(stop));
    case Mode::Threads:
    case Mode::Pool:
    case Mode::Processes:
        return std::make_unique<RealThreadsRuntime>(recorder, request.mode, settings, request.seed, scale, std::move(stop));
    case Mode::Coroutines:
        return std::make_unique<RealLoopRuntime>(recorder, settings, request.seed, scale, std::move(stop));
    default:
        throw std::invalid_argument("the real clock does not have this mode yet");
    }
}

} // namespace

void runScenario(const RunRequest& request, Recorder& recorder, std::stop_token stop) {
    Ending ending;
    try {
        if (request.scenario->check) {
            if (const auto playable = request.scenario->check(request.parameters, request.clock); !playable)
                throw std::runtime_error(playable.error());
        }
        const std::unique_ptr<Runtime> runtime = makeRuntime(request, recorder, std::move(stop));
        request.scenario->play(Stage(*runtime), request.parameters);
        ending = runtime->run(request.timeout);
    } catch (const std::exception& error) {
        ending = {TraceTime{}, Outcome::Failed, error.what()};
    }
    recorder.finish(ending.end, ending.outcome, std::move(ending.message));
}

} // namespace simul
