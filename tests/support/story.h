#pragma once

#include "engine/scenarios/run.h"
#include "engine/trace/trace_builder.h"

#include <cassert>

namespace simul::test {

/// A mode on a clock: what a list of cases is run over.
struct Runner {
    Mode mode;
    ClockKind clock;
    std::string name() const { return std::string(nameOf(mode)) + " " + std::string(nameOf(clock)); }
    bool isSync() const { return mode == Mode::Sync; }
};

/// Every runtime there is. A new one is added here and has to pass every list.
inline std::vector<Runner> everyRunner() {
    using enum Mode;
    using enum ClockKind;
    return {{Sync, Simulated},      {Threads, Simulated}, {Pool, Simulated}, {Processes, Simulated},
            {Coroutines, Simulated}, {Polling, Simulated}, {Sync, Real},      {Threads, Real},
            {Pool, Real},            {Coroutines, Real}};
}

/// Every mode of a story on every clock that has it.
inline std::vector<Runner> runnersOf(const Scenario& scenario) {
    std::vector<Runner> runners;
    for (const Mode mode : scenario.modes)
        runners.push_back({mode, ClockKind::Simulated});
    for (const Mode mode : scenario.realModes)
        runners.push_back({mode, ClockKind::Real});
    return runners;
}

/// A run that is over.
struct Told {
    Trace trace;
    std::uint64_t emitted = 0;
    std::chrono::steady_clock::time_point ended; ///< when the run gave control back; the trace is built after that

    std::vector<std::string> log() const {
        std::vector<std::string> texts;
        for (const LogEntry& entry : trace.log())
            texts.push_back(entry.text);
        return texts;
    }
    State stateOf(std::size_t task) const { return trace.lane(TaskId(task)).back().state(); }
    double seconds() const { return toSeconds(trace.end()); }
    /// But for the one of a kernel that refuses to say when it switches threads: the system's settings are no fault.
    std::vector<std::string> warnings() const {
        std::vector<std::string> texts = trace.warnings();
        if (trace.kernel() && !trace.kernel()->refusal.empty())
            std::erase_if(texts, [&](const std::string& text) { return text.starts_with(trace.kernel()->refusal); });
        return texts;
    }
    /// How it ended, and why.
    std::string ending() const { return std::string(nameOf(trace.outcome())) + ": " + trace.message(); }
};

using Play = std::function<void(Stage, const Parameters&)>;

using Settings = std::vector<std::pair<std::string, std::string>>; ///< name and value of parameters

/// Of runs on the real clock: a second of the story in a millisecond. Sanitizers make the program slower, not the clock.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr double usualScale = 0.005;
#else
constexpr double usualScale = 0.001;
#endif

struct How {
    Settings set = {};
    double scale = usualScale;
    std::uint64_t seed = 1;
    std::optional<Duration> timeout = {};
    std::stop_token stop = {};
};

/// Runs `scenario` with its defaults, but for `how.set`.
inline Told tell(const Scenario& scenario, Runner runner, const How& how = {}) {
    RunRequest request{&scenario, parametersFor(scenario), runner.mode, runner.clock, how.scale, how.seed, how.timeout};
    Settings settings = how.set;
    if (scenario.name == "test") // a look every second, as if somebody looked all the time
        settings.insert(settings.begin(), {"poll_interval", "1s"});
    for (const auto& [name, value] : settings) {
        const bool isSet = static_cast<bool>(request.parameters.set(name, value));
        assert(isSet);
        static_cast<void>(isSet);
    }
    Recorder recorder;
    runScenario(request, recorder, how.stop);
    Told told;
    told.ended = std::chrono::steady_clock::now();
    TraceBuilder builder(recorder, told.trace);
    builder.drain();
    told.emitted = builder.eventsEmitted();
    return told;
}

/// A story that no catalogue has.
inline Scenario storyOf(const Play& play) {
    Scenario scenario;
    scenario.name = "test";
    scenario.play = play;
    return scenario;
}
/// Runs one.
inline Told tell(Runner runner, const Play& play, const How& how = {}) { return tell(storyOf(play), runner, how); }

/// Runs a scenario of the catalogue.
inline Told tell(const std::string& name, Runner runner, const How& how = {}) {
    const Scenario* scenario = scenarioNamed(name);
    assert(scenario != nullptr);
    return tell(*scenario, runner, how);
}

} // namespace simul::test
