#include "app/report.h"

#include "engine/analysis/kernel_switches.h"

#include <fmt/chrono.h>
#include <fmt/core.h>

namespace simul {

namespace {

using Json = nlohmann::ordered_json;

/// Of the machine's time, not of the story's.
double wallSeconds(TotalTime time) { return toSeconds(time); }

Json taskReport(const TaskInfo& info, const TaskMetrics& task) {
    const auto textOrNull = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
    return {{"name", info.name},
            {"state", nameOf(task.state)},
            {"start", toSeconds(task.start)},
            {"end", toSeconds(task.end)},
            {"running", toSeconds(task.running)},
            {"ready", toSeconds(task.ready)},
            {"waiting", toSeconds(task.waiting)},
            {"blocked", toSeconds(task.blocked)},
            {"cpu_time", info.use ? Json(wallSeconds(info.use->cpuTime)) : Json()},
            {"voluntary_switches", info.use ? Json(info.use->voluntarySwitches) : Json()},
            {"involuntary_switches", info.use ? Json(info.use->involuntarySwitches) : Json()},
            {"result", textOrNull(info.result)},
            {"error", textOrNull(info.error)}};
}

/// What the kernel recorded of the threads, or why it did not; null where nobody asked it.
Json kernelReport(const Trace& trace) {
    if (!trace.kernel())
        return {};
    const KernelReport& kernel = *trace.kernel();
    const std::optional<TotalUse> use = useOf(trace);
    const auto recorded = [&](std::uint64_t count) { return kernel.refusal.empty() ? Json(count) : Json(); };
    const SwitchCounts switches = switchesOf(trace);
    return {{"refused", kernel.refusal.empty() ? Json() : Json(kernel.refusal)},
            {"recorded_switches", recorded(switches.all())},
            {"recorded_preemptions", recorded(switches.preempted)},
            {"lost_switches", recorded(kernel.lost)},
            {"voluntary_switches", use ? Json(use->voluntarySwitches) : Json()},
            {"involuntary_switches", use ? Json(use->involuntarySwitches) : Json()},
            {"cpu_time", use ? Json(wallSeconds(use->cpuTime)) : Json()}};
}

Json deadlockReport(const Trace& trace) {
    if (!trace.deadlock())
        return {};
    const Deadlock& deadlock = *trace.deadlock();
    Json waits = Json::array();
    for (const Deadlock::Wait& wait : deadlock.waits) {
        waits.push_back({{"task", trace.info(wait.task).name},
                         {"wants", wait.wish},
                         {"held_by", wait.heldBy ? Json(trace.info(*wait.heldBy).name) : Json()}});
    }
    return {{"text", deadlock.text},
            {"time", toSeconds(deadlock.time)},
            {"cycle", deadlock.isCycle},
            {"waits", std::move(waits)}};
}

Json accessReport(const Trace& trace, const SyncEvent& access) {
    const Place& place = trace.info(access.place);
    return {{"task", trace.info(access.task).name},
            {"time", toSeconds(access.time)},
            {"access", access.kind == SyncKind::Written ? "write" : "read"},
            {"line", place.line}};
}

Json racesReport(const FinishedRun& run) {
    Json races = Json::array();
    for (const Race& race : run.races) {
        races.push_back({{"variable", run.trace.info(race.variable).name},
                         {"kind", nameOf(race.kind)},
                         {"text", race.text},
                         {"first", accessReport(run.trace, race.first)},
                         {"second", accessReport(run.trace, race.second)}});
    }
    return races;
}

/// What a story measures: how often, a share from 0 to 1, or seconds.
Json measureReport(const Measure& measure) {
    switch (measure.kind) {
    case Measure::Kind::Count:
        return measure.count;
    case Measure::Kind::Share:
        return measure.share();
    case Measure::Kind::Longest:
    case Measure::Kind::Total:
        break;
    }
    return toSeconds(measure.duration);
}

std::string textOf(const Measure& measure) {
    switch (measure.kind) {
    case Measure::Kind::Count:
        return fmt::format("{}", measure.count);
    case Measure::Kind::Share:
        return fmt::format("{:.1f} % ({} of {})", 100 * measure.share(), measure.count, measure.of);
    case Measure::Kind::Longest:
    case Measure::Kind::Total:
        break;
    }
    return clockText(measure.duration);
}

Json measuresReport(const Trace& trace) {
    Json measures = Json::object();
    for (const Measure& measure : trace.measures())
        measures[measure.name] = measureReport(measure);
    return measures;
}

Json longestHoldReport(const FinishedRun& run) {
    if (!run.metrics.longestHold)
        return {};
    const LongestHold& hold = *run.metrics.longestHold;
    return {{"task", run.trace.info(hold.task).name},
            {"start", toSeconds(hold.start)},
            {"duration", toSeconds(hold.duration)}};
}

Json runReport(const FinishedRun& run) {
    const Trace& trace = run.trace;
    const RunMetrics& metrics = run.metrics;
    Json tasks = Json::array();
    for (std::size_t index = 0; index < metrics.tasks.size(); ++index)
        tasks.push_back(taskReport(trace.tasks()[index], metrics.tasks[index]));
    Json log = Json::array();
    for (const LogEntry& entry : trace.log())
        log.push_back({{"time", toSeconds(entry.time)}, {"task", trace.info(entry.task).name}, {"text", entry.text}});
    Json report = {{"mode", nameOf(run.request.mode)},
                   {"outcome", nameOf(trace.outcome())},
                   {"message", trace.message().empty() ? Json() : Json(trace.message())},
                   {"makespan", toSeconds(metrics.makespan)},
                   {"worker_finished", toSeconds(metrics.workerFinished)},
                   {"workers", metrics.workers},
                   {"switches", metrics.switches},
                   {"preemptions", metrics.preemptions},
                   {"busy", toSeconds(metrics.busy)},
                   {"blocked", toSeconds(metrics.blocked)},
                   {"idle", toSeconds(metrics.idle)},
                   {"utilization", metrics.utilization},
                   {"longest_hold", longestHoldReport(run)},
                   {"measures", measuresReport(trace)},
                   {"deadlock", deadlockReport(trace)},
                   {"races", racesReport(run)},
                   {"warnings", trace.warnings()},
                   {"kernel", kernelReport(trace)},
                   {"events", {{"emitted", run.eventsEmitted}, {"stored", trace.slicesStored()}}},
                   {"tasks", std::move(tasks)},
                   {"log", std::move(log)}};
    if (run.request.clock == ClockKind::Real)
        report["wall_time"] = run.wallTime.count();
    return report;
}

/// How the kernel switched the threads of a run: nothing where nobody counted.
void printKernel(const Trace& trace) {
    const std::optional<TotalUse> use = useOf(trace);
    if (!use)
        return;
    fmt::print("  Kernel: {} voluntary and {} involuntary switches, {:.3f} s on a processor", use->voluntarySwitches,
               use->involuntarySwitches, wallSeconds(use->cpuTime));
    if (trace.kernel() && trace.kernel()->refusal.empty())
        fmt::print("; {} recorded", switchesOf(trace).all());
    fmt::print("\n");
}

/// What tasks had to show or went wrong with, and what they logged, while it fits on a screen.
void printTasks(const FinishedRun& run) {
    constexpr std::size_t most = 40;
    const Trace& trace = run.trace;
    fmt::print("{}:\n", nameOf(run.request.mode));
    for (std::size_t index = 0; index < std::min(trace.log().size(), most); ++index) {
        const LogEntry& entry = trace.log()[index];
        fmt::print("  {:>12}  {:<20} {}\n", clockText(entry.time.time_since_epoch()), trace.info(entry.task).name,
                   entry.text);
    }
    if (trace.log().size() > most)
        fmt::print("  ... and {} lines more; --json has them all\n", trace.log().size() - most);
    if (!trace.message().empty())
        fmt::print("  {}\n", trace.message());
    for (const std::string& warning : trace.warnings())
        fmt::print("  Warning: {}\n", warning);
    printKernel(trace);
    for (const Race& race : run.races)
        fmt::print("  {}: {}\n", race.kind == Race::Kind::LostUpdate ? "Lost update" : "Race", race.text);
    for (const Measure& measure : trace.measures())
        fmt::print("  {}: {}\n", measure.name, textOf(measure));
    fmt::print("\n");
}

} // namespace

Json toJson(const Value& value) {
    return std::visit(
        [](const auto& content) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(content)>, Duration>)
                return toSeconds(content);
            else
                return content;
        },
        value);
}

std::string unitText(const Parameter& parameter) {
    const std::string_view kind = parameter.unit();
    return kind == "number" ? "" : kind == "duration" ? "s" : kind == "percent" ? "%" : std::string(kind);
}

Json jsonReport(const std::vector<FinishedRun>& runs) {
    const RunRequest& request = runs.front().request;
    Json parameters = Json::object();
    for (std::size_t index = 0; index < request.parameters.values().size(); ++index)
        parameters[request.parameters.descriptions()[index].name] = toJson(request.parameters.values()[index]);
    Json report = {{"scenario", request.scenario->name},
                   {"clock", nameOf(request.clock)},
                   {"seed", request.seed},
                   {"parameters", std::move(parameters)}};
    if (request.clock == ClockKind::Real)
        report["scale"] = request.scale;
    report["runs"] = Json::array();
    for (const FinishedRun& run : runs)
        report["runs"].push_back(runReport(run));
    return report;
}

void printReport(const std::vector<FinishedRun>& runs, Duration yardstick) {
    const RunRequest& request = runs.front().request;
    fmt::print("{}, {} clock, seed {}\n\n", request.scenario->title, nameOf(request.clock), request.seed);
    for (const FinishedRun& run : runs) {
        const Trace& trace = run.trace;
        const bool hasMore = !trace.message().empty() || !trace.warnings().empty() || !trace.measures().empty() ||
                             trace.kernel().has_value();
        if (hasMore || !trace.log().empty() || !run.races.empty())
            printTasks(run);
    }
    fmt::print("{:<11} {:<10} {:>13} {:>9} {:>8} {:>7} {:>14} {:>9} {:>14}\n", "mode", "outcome", "makespan",
               "speed-up", "workers", "busy", "blocked", "switches", "longest ready");
    for (const FinishedRun& run : runs) {
        const RunMetrics& metrics = run.metrics;
        const double own = toSeconds(metrics.makespan);
        const bool isWhole = run.trace.outcome() == Outcome::Completed && own > 0;
        fmt::print("{:<11} {:<10} {:>13} {:>9} {:>8} {:>6.1f}% {:>14} {:>9} {:>14}\n", nameOf(run.request.mode),
                   nameOf(run.trace.outcome()), clockText(metrics.makespan),
                   isWhole ? fmt::format("{:.1f}x", toSeconds(yardstick) / own) : "-", metrics.workers, 100 * metrics.utilization,
                   clockText(metrics.blockedTotal), metrics.switches, clockText(metrics.longestReady));
    }
}

std::string clockText(TotalTime duration) {
    using namespace std::chrono;
    const hh_mm_ss parts(duration.floor<milliseconds>());
    std::string text = fmt::format("{}:{:02}:{:02}", parts.hours().count(), parts.minutes().count(),
                                   parts.seconds().count());
    if (parts.subseconds().count() != 0)
        text += fmt::format(".{:03}", parts.subseconds().count());
    return text;
}

} // namespace simul
