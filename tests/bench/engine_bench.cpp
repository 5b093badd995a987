#include "engine/scenarios/run.h"
#include "engine/trace/trace_builder.h"
#include "tests/bench/plain_chess.h"

#include <benchmark/benchmark.h>
#include <coroutine>
#include <fstream>
#include <malloc.h>
#include <thread>
#include <unistd.h>

// The rows of the engine's targets. tests/bench/run prints them with their ratios.

using namespace simul;

namespace {

constexpr std::uint32_t moves = 30;

// ---- recording

/// Events per round: the reader takes them between rounds, untimed, as the window does at frame rate.
constexpr std::uint32_t slicesPerRound = 1000;

/// As in a run that a program starts some time after itself.
TickClock fastestClock() {
    std::this_thread::sleep_for(TickClock::calibration);
    return TickClock::fastest();
}

void twoClockReads(benchmark::State& state) {
    const TickClock clock = fastestClock();
    for (auto _ : state) {
        for (std::uint32_t slice = 0; slice < slicesPerRound; ++slice) {
            benchmark::DoNotOptimize(clock.now());
            benchmark::DoNotOptimize(clock.now());
        }
    }
    state.SetItemsProcessed(state.iterations() * slicesPerRound);
}
BENCHMARK(twoClockReads);

/// A slice from its begin to its end, stamped by `clock`.
template <class Clock>
void recordSlices(benchmark::State& state, Clock clock) {
    Recorder recorder;
    recorder.addTask(TaskId(0U), {"task", {}, {}, {}, {}});
    ThreadRecorder thread(recorder);
    const SliceInfo running(State::Running, {}, PlaceId(1U), WorkerId(0U));
    const SliceInfo waiting(State::Waiting, {CauseKind::Timer}, PlaceId(1U), WorkerId(0U));
    std::uint32_t sequence = 0;
    EventBuffer& buffer = thread.buffer();
    for (auto _ : state) {
        for (std::uint32_t slice = 0; slice < slicesPerRound; ++slice) {
            thread.record(clock(), TaskId(0U), sequence++, running);
            thread.record(clock(), TaskId(0U), sequence++, waiting);
        }
        state.PauseTiming();
        buffer.read(buffer.published(), [](std::span<const Event> events) { benchmark::DoNotOptimize(events.data()); });
        state.ResumeTiming();
    }
    state.SetItemsProcessed(state.iterations() * slicesPerRound);
}
void recordSliceOnRealClock(benchmark::State& state) {
    recordSlices(state, [clock = fastestClock()] { return clock.now(); });
}
BENCHMARK(recordSliceOnRealClock);
void recordSliceOnSimulatedClock(benchmark::State& state) {
    recordSlices(state, [ticks = std::int64_t{0}]() mutable { return ++ticks; });
}
BENCHMARK(recordSliceOnSimulatedClock);

// ---- switching

constexpr std::uint32_t switchingTasks = 1000;
constexpr std::int64_t roundsPerTask = 100;

/// Coroutines that take turns in a queue and do nothing else: what a switch costs at the least.
struct Bare {
    struct promise_type {
        Bare get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        std::suspend_always final_suspend() const noexcept { return {}; }
        void return_void() const {}
        void unhandled_exception() const { std::terminate(); }
    };
    std::coroutine_handle<promise_type> handle;
};
struct BareYield {
    std::deque<std::coroutine_handle<>>* ready;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller) const { ready->push_back(caller); }
    void await_resume() const noexcept {}
};
Bare bareTask(std::deque<std::coroutine_handle<>>* ready) {
    for (std::int64_t round = 0; round < roundsPerTask; ++round)
        co_await BareYield{ready};
}

void switchBare(benchmark::State& state) {
    for (auto _ : state) {
        std::deque<std::coroutine_handle<>> ready;
        std::vector<Bare> tasks;
        for (std::uint32_t task = 0; task < switchingTasks; ++task)
            ready.push_back(tasks.emplace_back(bareTask(&ready)).handle);
        while (!ready.empty()) {
            const std::coroutine_handle<> next = ready.front();
            ready.pop_front();
            next.resume();
        }
        for (const Bare& task : tasks)
            task.handle.destroy();
    }
    state.SetItemsProcessed(state.iterations() * switchingTasks * roundsPerTask);
}
BENCHMARK(switchBare);

Activity<> yielder(Stage stage) {
    for (std::int64_t round = 0; round < roundsPerTask; ++round)
        co_await stage.yield();
}

/// The same through the simulated scheduler, with everything recorded: Running, Ready and the worker's lane.
void switchRecorded(benchmark::State& state) {
    Scenario scenario;
    scenario.play = [](Stage stage, const Parameters&) {
        for (std::uint32_t task = 0; task < switchingTasks; ++task)
            stage.spawn("task", yielder);
    };
    const RunRequest request{.scenario = &scenario, .parameters = parametersFor(scenario), .mode = Mode::Coroutines};
    for (auto _ : state) {
        Recorder recorder;
        runScenario(request, recorder, {});
        benchmark::DoNotOptimize(recorder);
    }
    state.SetItemsProcessed(state.iterations() * switchingTasks * roundsPerTask);
}
BENCHMARK(switchRecorded);

// ---- chess

RunRequest chessRequest(std::int64_t opponents) {
    const Scenario& chess = *scenarioNamed("chess");
    RunRequest request{.scenario = &chess, .parameters = parametersFor(chess), .mode = Mode::Coroutines};
    const auto done = request.parameters.set("opponents", std::to_string(opponents));
    if (!done)
        std::abort();
    return request;
}

void countEvents(benchmark::State& state) {
    state.SetItemsProcessed(state.iterations() * state.range(0) * moves * 2);
}

void chessPlain(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(bench::plainChess(static_cast<std::uint32_t>(state.range(0)), moves));
    countEvents(state);
}
BENCHMARK(chessPlain)->Arg(24)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void chessPlainO2(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(bench::plainChessO2(static_cast<std::uint32_t>(state.range(0)), moves));
    countEvents(state);
}
BENCHMARK(chessPlainO2)->Arg(24)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

/// Setting the stage, running, recording everything, tearing down.
void chessRecorded(benchmark::State& state) {
    const RunRequest request = chessRequest(state.range(0));
    for (auto _ : state) {
        Recorder recorder;
        runScenario(request, recorder, {});
        benchmark::DoNotOptimize(recorder);
    }
    countEvents(state);
}
BENCHMARK(chessRecorded)->Arg(24)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

/// And the slices in their lanes, ready to be painted.
void chessRecordedAndStored(benchmark::State& state) {
    const RunRequest request = chessRequest(state.range(0));
    for (auto _ : state) {
        Recorder recorder;
        runScenario(request, recorder, {});
        const Trace trace = buildTrace(recorder);
        benchmark::DoNotOptimize(trace);
    }
    countEvents(state);
}
BENCHMARK(chessRecordedAndStored)->Arg(24)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

double residentBytes() {
    std::ifstream statm("/proc/self/statm");
    double total = 0;
    double resident = 0;
    statm >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

/// Memory of the stored trace of 100 000 opponents a slice, names and lanes of the tasks included.
void chessBytesPerSlice(benchmark::State& state) {
    const RunRequest request = chessRequest(state.range(0));
    double perSlice = 0;
    {
        Recorder first; // leaves memory behind that the next run records into: no slice's
        runScenario(request, first, {});
    }
    for (auto _ : state) {
        malloc_trim(0);
        const double before = residentBytes();
        auto recorder = std::make_unique<Recorder>();
        runScenario(request, *recorder, {});
        const Trace trace = buildTrace(*recorder);
        recorder.reset();
        malloc_trim(0);
        perSlice = (residentBytes() - before) / static_cast<double>(trace.slicesStored());
    }
    state.counters["bytes_per_slice"] = perSlice;
}
BENCHMARK(chessBytesPerSlice)->Arg(100'000)->Iterations(1)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
