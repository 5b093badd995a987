// A thread for each request: the switches that the kernel recorded of it, against those that the kernel counts in
// /proc/self/task/*/status. Each thread reads its own count before and after its request; what was recorded between the
// two looks has to be as many.

#include "tests/bench/http/fetch_bench.h"

#include "engine/analysis/kernel_switches.h"
#include "engine/net/fetch.h"
#include "engine/net/web.h"
#include "engine/scenarios/run.h"
#include "engine/trace/trace_builder.h"
#include "tests/support/proc_switches.h"

#include <fmt/core.h>
#include <vector>

namespace simul::bench {

namespace {

struct Look {
    TraceTime from;
    TraceTime to;
    std::uint64_t switches = 0; ///< between these
    bool answered = false;
};

Activity<> ask(Stage stage, std::string url, Look* look) {
    const std::uint64_t before = test::switchesInProc();
    look->from = stage.now();
    const Result<HttpResponse> response = co_await fetch(stage, url);
    look->to = stage.now();
    look->switches = test::switchesInProc() - before;
    look->answered = static_cast<bool>(response);
}

std::uint64_t recordedIn(const Lane& thread, const Look& look) {
    std::uint64_t count = 0;
    for (std::size_t index = 0; index < thread.size(); ++index) {
        const bool isSwitch = thread[index].state() == State::Blocked || thread[index].state() == State::Ready;
        count += isSwitch && thread[index].start >= look.from && thread[index].start <= look.to;
    }
    return count;
}

} // namespace

int kernelSwitches(std::size_t requests, const std::string& url) {
    std::vector<Look> looks(requests);
    Scenario scenario;
    scenario.name = "switches";
    scenario.play = [&](Stage stage, const Parameters&) {
        openWeb(stage.runtime(), {}, {.atOnce = requests});
        for (std::size_t task = 0; task < requests; ++task)
            stage.spawn(fmt::format("Request {}", task + 1), ask, url, &looks[task]);
    };
    RunRequest request{.scenario = &scenario, .parameters = parametersFor(scenario), .mode = Mode::Threads, .clock = ClockKind::Real};
    if (const auto done = request.parameters.set("cores", "2"); !done)
        return 1;
    Recorder recorder;
    runScenario(request, recorder, {});
    Trace trace;
    TraceBuilder(recorder, trace).drain();
    if (trace.kernel() && !trace.kernel()->refusal.empty())
        fmt::print(stderr, "{}\n", trace.kernel()->refusal);
    std::size_t threads = 0;
    std::uint64_t counted = 0;
    std::uint64_t recorded = 0;
    for (std::size_t task = 0; task < requests; ++task) {
        const Lane& lane = trace.lane(LaneId(TaskId(task)).ofKernel());
        threads += looks[task].answered && !lane.empty();
        counted += looks[task].switches;
        recorded += recordedIn(lane, looks[task]);
    }
    fmt::print("{} {} {} {}\n", threads, counted, recorded, trace.kernel() ? trace.kernel()->lost : 0);
    return 0;
}

} // namespace simul::bench
