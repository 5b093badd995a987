#include "app/run_command.h"

#include "app/exit_code.h"
#include "app/figure_writing.h"
#include "app/interruption.h"
#include "app/output.h"
#include "app/progress_line.h"
#include "app/report.h"
#include "app/run_plan.h"
#include "engine/trace/trace_builder.h"
#include "ui/figures/run_text.h"
#include "ui/files/save_file.h"

#include <fmt/core.h>
#include <future>

namespace simul {

using namespace std::chrono_literals;

namespace {

std::string progressText(const RunRequest& request, const Trace& trace) {
    const auto ended = std::ranges::count_if(trace.tasks(), [&, id = std::uint32_t{0}](const TaskInfo&) mutable {
        const Lane& lane = trace.lane(TaskId(id++));
        return !lane.empty() && isFinal(lane.back().state());
    });
    return fmt::format("{}: {}, {} of {} tasks have ended (Ctrl+C stops)", nameOf(request.mode),
                       clockText(trace.end().time_since_epoch()), ended, trace.tasks().size());
}

/// Runs on a thread of its own, reads the trace meanwhile.
FinishedRun execute(const RunRequest& request, const Interruption& interruption) {
    FinishedRun run{.request = request, .trace = {}, .metrics = {}, .races = {}};
    Recorder recorder;
    TraceBuilder builder(recorder, run.trace);
    std::stop_source stop;
    const auto start = std::chrono::steady_clock::now();
    std::future<void> end = std::async(std::launch::async, [&] { runScenario(request, recorder, stop.get_token()); });
    showProgress([&] { return end.wait_for(20ms) == std::future_status::ready; }, interruption, stop, [&] {
        if (request.clock == ClockKind::Simulated) // seldom takes so long; its trace is taken over as a whole
            return fmt::format("{} (Ctrl+C stops)", nameOf(request.mode));
        builder.drain();
        return progressText(request, run.trace);
    });
    run.wallTime = std::chrono::steady_clock::now() - start;
    builder.drain();
    run.eventsEmitted = builder.eventsEmitted();
    run.metrics = measure(run.trace);
    run.races = findRaces(run.trace);
    return run;
}

std::vector<FinishedRun> executeAll(const RunPlan& plan, bool& isStopped) {
    const Interruption interruption;
    std::vector<FinishedRun> runs;
    for (const RunRequest& request : plan.requests) {
        runs.push_back(execute(request, interruption));
        isStopped = interruption.requested();
        if (isStopped)
            break;
    }
    return runs;
}

struct Outputs {
    Output json;
    Output trace;
    Output metrics;
};

Result<std::monostate> openOutputs(const RunPlan& plan, Outputs& outputs) {
    Output probe; // of the figure: gone again at the end, and nothing of it stays
    return openPlanned({{"--json", plan.json, outputs.json},
                        {"--trace", plan.trace, outputs.trace},
                        {"--csv", plan.metrics, outputs.metrics},
                        {"--image", plan.image, probe}});
}

/// The writers only look: the runs outlive it.
std::shared_ptr<const Trace> borrowed(const Trace& trace) {
    return {std::shared_ptr<void>(), &trace};
}

Session sessionOf(const std::vector<FinishedRun>& runs) {
    const RunRequest& request = runs.front().request;
    Session session{.scenario = request.scenario->name,
                    .parameters = parameterTexts(request.parameters),
                    .clock = request.clock,
                    .seed = request.seed,
                    .scale = request.scale,
                    .runs = {},
                    .view = {},
                    .marks = {}};
    for (const FinishedRun& run : runs)
        session.runs.push_back({{}, run.request.mode, run.request.clock, borrowed(run.trace)});
    return session;
}

Result<std::monostate> writeRuns(const std::vector<FinishedRun>& runs, FileFormat format, Output& output) {
    writeAs(format, sessionOf(runs), [&](std::string_view text) { output.write(text); });
    return output.commit();
}

/// What the figure shows: --from and --to, else the part worth a first look, else everything.
std::optional<TimeRange> figureRange(const RunPlan& plan, TraceTime end) {
    const RunRequest& request = plan.requests.front();
    const Duration from = plan.range.from.value_or(Duration::zero());
    if (plan.range.to)
        return TimeRange{TraceTime(from), TraceTime(*plan.range.to)};
    if (!plan.range.from && hasFirstLook(request))
        return TimeRange{TraceTime{}, std::min(TraceTime(request.scenario->firstLook), end)};
    return from > Duration::zero() ? std::optional(TimeRange{TraceTime(from), end}) : std::nullopt;
}

/// `isDrawn`: with what only pictures need.
Comparison comparisonOf(const std::vector<FinishedRun>& runs, bool isDrawn) {
    Comparison comparison{.scenario = runs.front().request.scenario, .runs = {}};
    for (const FinishedRun& run : runs)
        comparison.runs.push_back({.mode = run.request.mode,
                                   .clock = run.request.clock,
                                   .trace = borrowed(run.trace),
                                   .metrics = run.metrics,
                                   .resources = isDrawn ? resourceUses(run.trace) : std::vector<ResourceUse>(),
                                   .request = run.request});
    return comparison;
}

/// None: no figure is wanted. Before anything is written: by then it is known whether there can be such a figure.
std::optional<Result<RenderedFigure>> renderImage(const RunPlan& plan, const Comparison& comparison) {
    if (!plan.image)
        return std::nullopt;
    if (const auto fine = checkBeforeEnd(plan.range, plan.figure.marks, comparison.end()); !fine)
        return Error{fine.error()};
    FigureOptions options = plan.figure;
    options.range = figureRange(plan, comparison.end());
    if (options.subtitle.isEmpty())
        options.subtitle = summaryText(plan.requests);
    options.footer = commandText(plan.requests) + figureArguments(options, hasFirstLook(plan.requests.front()));
    return renderFigureFor(*plan.image, comparison, options);
}

Result<std::monostate> writeFiles(const RunPlan& plan, const std::vector<FinishedRun>& runs,
                                  const std::optional<Result<RenderedFigure>>& figure, Outputs& outputs,
                                  const Interruption& interruption) {
    if (plan.json) {
        outputs.json.write(jsonReport(runs).dump(2) + "\n");
        if (const auto done = outputs.json.commit(); !done)
            return done;
    }
    if (plan.trace) {
        if (const auto done = writeRuns(runs, formatOf(*plan.trace), outputs.trace); !done)
            return done;
    }
    if (plan.metrics) {
        if (const auto done = writeRuns(runs, FileFormat::MetricsCsv, outputs.metrics); !done)
            return done;
    }
    if (!figure)
        return std::monostate{};
    if (!*figure)
        return Error{figure->error()};
    return saveFigureUnlessStopped(**figure, *plan.image, interruption); // last: it may take long
}

bool succeeded(const FinishedRun& run) {
    return run.trace.outcome() == Outcome::Completed || run.trace.outcome() == Outcome::Deadlock;
}

/// Then it is nobody's mistake that a figure cannot show what it was asked for: that was still to come.
bool wasCutShort(const FinishedRun& run) { return !succeeded(run) && run.trace.outcome() != Outcome::Timeout; }

} // namespace

int runCommand(const QStringList& arguments) {
    CommandLine line("run", "run SCENARIO [options]",
                     "Runs a scenario in its modes and compares them. See 'simul list' for scenarios and parameters.");
    addRunOptions(line);
    if (!line.parse(arguments, 1))
        return line.exitCode();
    const Result<RunPlan> plan = planRun(line);
    if (!plan)
        return usageError(plan.error());
    Outputs outputs;
    if (const auto done = openOutputs(*plan, outputs); !done)
        return usageError(done.error());

    bool isStopped = false;
    const std::vector<FinishedRun> runs = executeAll(*plan, isStopped);
    const Interruption interruption; // another Ctrl+C stops what takes long to write
    const Comparison comparison = comparisonOf(runs, plan->image.has_value());
    const std::optional<Result<RenderedFigure>> figure = renderImage(*plan, comparison);
    if (figure && !*figure && !isStopped && std::ranges::none_of(runs, wasCutShort))
        return usageError(figure->error());
    if (plan->json != "-" && plan->metrics != "-" && plan->trace != "-")
        printReport(runs, comparison.yardstick());
    if (const auto done = writeFiles(*plan, runs, figure, outputs, interruption); !done) {
        fmt::print(stderr, "simul: {}\n", done.error());
        return RunFailed;
    }
    for (const FinishedRun& run : runs) {
        if (!succeeded(run))
            fmt::print(stderr, "simul: {}: {}\n", nameOf(run.request.mode), run.trace.message());
    }
    return std::ranges::all_of(runs, succeeded) && !isStopped ? Success : RunFailed;
}

} // namespace simul
