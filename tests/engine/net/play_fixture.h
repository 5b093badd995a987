#pragma once

#include "engine/net/web.h"
#include "engine/runtime/real_loop_runtime.h"
#include "engine/runtime/real_sync_runtime.h"
#include "engine/runtime/real_threads_runtime.h"
#include "engine/runtime/simulated_runtime.h"
#include "engine/runtime/stage.h"
#include "engine/trace/trace_builder.h"

#include <QtTest/QtTest>

namespace simul {

using MakeRuntime = std::unique_ptr<Runtime> (*)(Recorder& recorder, double scale, std::stop_token stop);

template <class T, Mode... mode>
std::unique_ptr<Runtime> makeReal(Recorder& recorder, double scale, std::stop_token stop) {
    ModeSettings settings;
    settings.cores = 64;
    settings.workers = 16;
    return std::make_unique<T>(recorder, mode..., settings, 1, scale, std::move(stop));
}

template <Mode mode>
std::unique_ptr<Runtime> makeSimulated(Recorder& recorder, double, std::stop_token stop) {
    ModeSettings settings;
    settings.cores = 64;
    return std::make_unique<SimulatedRuntime>(recorder, mode, settings, 1, std::move(stop));
}

inline void addRealRows() {
    QTest::addColumn<MakeRuntime>("make");
    QTest::newRow("real sync") << &makeReal<RealSyncRuntime>;
    QTest::newRow("real threads") << &makeReal<RealThreadsRuntime, Mode::Threads>;
    QTest::newRow("real pool") << &makeReal<RealThreadsRuntime, Mode::Pool>;
    QTest::newRow("real processes") << &makeReal<RealThreadsRuntime, Mode::Processes>;
    QTest::newRow("real coroutines") << &makeReal<RealLoopRuntime>;
}
inline void addAllRows() {
    addRealRows();
    QTest::newRow("simulated sync") << &makeSimulated<Mode::Sync>;
    QTest::newRow("simulated threads") << &makeSimulated<Mode::Threads>;
    QTest::newRow("simulated pool") << &makeSimulated<Mode::Pool>;
    QTest::newRow("simulated coroutines") << &makeSimulated<Mode::Coroutines>;
}

/// A play on a runtime, from setting the stage to the trace.
class Play {
public:
    Play(MakeRuntime make, std::vector<Site> sites, double scale = 1, const FetchLimits& limits = {})
        : runtime(make(recorder, scale, stop.get_token())) {
        openWeb(*runtime, std::move(sites), limits);
    }
    Stage stage() const { return Stage(*runtime); }
    Ending run() {
        const Ending ending = runtime->run({});
        runtime.reset(); // and with it all that it used
        recorder.finish(ending.end, ending.outcome, ending.message);
        trace = buildTrace(recorder);
        return ending;
    }

    std::stop_source stop;
    Recorder recorder;
    std::unique_ptr<Runtime> runtime;
    Trace trace;
};

} // namespace simul

Q_DECLARE_METATYPE(simul::MakeRuntime)
