#include "app/sweep_command.h"

#include "app/exit_code.h"
#include "app/figure_options.h"
#include "app/interruption.h"
#include "app/output.h"
#include "app/progress_line.h"
#include "app/run_options.h"
#include "app/sweep_report.h"
#include "engine/scenarios/sweep_csv.h"
#include "ui/figures/sweep_figure.h"

#include <fmt/core.h>
#include <future>

namespace simul {

using namespace std::chrono_literals;

namespace {

/// What `simul sweep` is asked to do, checked: everything that can be wrong is found before anything runs.
struct SweepPlan {
    std::optional<SweepRequest> request;
    std::optional<QString> csv; ///< a file, or "-"
    std::optional<QString> image;
    FigureOptions figure;
};

Result<SweepPlan> planSweep(const CommandLine& line) {
    Result<RunRequest> run = readRequest(line);
    if (!run)
        return Error{run.error()};
    const Result<std::vector<Mode>> modes = readModes(line, *run->scenario, ClockKind::Simulated);
    if (!modes)
        return Error{modes.error()};
    if (!line.isSet("over"))
        return Error{"--over is missing; write it like --over opponents=1..24"};
    const Result<SweepAxis> axis = parseSweepAxis(run->parameters, line.value("over"), modes->size());
    if (!axis)
        return Error{fmt::format("--over: {}", axis.error())};
    const Result<std::optional<QString>> image = readImage(line, {".png", ".svg", ".pdf"});
    const Result<FigureOptions> figure = readFigure(line);
    if (!image || !figure)
        return Error{image ? figure.error() : image.error()};
    SweepPlan plan;
    plan.request = SweepRequest{run->scenario, run->parameters, *axis, *modes, run->seed, run->timeout};
    if (line.isSet("csv"))
        plan.csv = QString::fromStdString(line.value("csv"));
    plan.image = *image;
    plan.figure = *figure;
    return plan;
}

/// Beside this thread, which tells how far it is and listens to Ctrl+C.
void execute(Sweep& sweep, const Interruption& interruption) {
    std::stop_source stop;
    const auto end = std::async(std::launch::async, [&] { runSweep(sweep, stop.get_token()); });
    showProgress([&] { return end.wait_for(10ms) == std::future_status::ready; }, interruption, stop,
                 [&] { return fmt::format("{} of {} runs (Ctrl+C stops)", sweep.runsDone(), sweep.runs()); });
}

Result<std::monostate> openOutputs(const SweepPlan& plan, Output& csv) {
    Output probe; // of the chart: gone again at the end, and nothing of it stays
    return openPlanned({{"--csv", plan.csv, csv}, {"--image", plan.image, probe}});
}

/// Makes both before it writes either.
Result<std::monostate> writeFiles(const SweepPlan& plan, const std::shared_ptr<const Sweep>& sweep, Output& csv) {
    if (plan.image) {
        const Result<FigureFormat> format = chartFormatFor(*plan.image);
        if (!format)
            return Error{format.error()};
        const Result<RenderedFigure> figure = renderSweep(sweep, plan.figure, AxisScale::Automatic, *format);
        if (!figure)
            return Error{figure.error()};
        if (const auto done = saveFigure(*figure, *plan.image); !done)
            return done;
    }
    if (!plan.csv)
        return std::monostate{};
    csv.write(sweepCsv(*sweep));
    return csv.commit();
}

/// Says which runs failed or ran out of time, the first of each mode; true if none did.
bool reportFailures(const Sweep& sweep) {
    bool isFine = true;
    for (std::size_t mode = 0; mode < sweep.modes().size(); ++mode) {
        for (std::size_t value = 0; value < sweep.values().size(); ++value) {
            const SweepPoint point = *sweep.at(value, mode);
            if (point.outcome == Outcome::Completed || point.outcome == Outcome::Deadlock)
                continue;
            fmt::print(stderr, "simul: {} with {}={}: {}\n", nameOf(sweep.modes()[mode]),
                       sweep.request().over.parameter.name, formatValue(sweep.values()[value]), nameOf(point.outcome));
            isFine = false;
            break;
        }
    }
    return isFine;
}

} // namespace

int sweepCommand(const QStringList& arguments) {
    CommandLine line("sweep", "sweep SCENARIO --over name=A..B[:STEP] [options]",
                     "Runs a scenario on the simulated clock over the values of a parameter and compares the makespans "
                     "of its modes.");
    line.addOption({"over"},
                   "The parameter and its values, in its own unit: opponents=1..24, judit=1s..10s:500ms. Default step: "
                   "1; of durations and percentages a round one that makes at most 100.",
                   "name=A..B[:STEP]");
    line.addOption({"csv"}, "Writes the figures as CSV, times in seconds; - is standard output.", "FILE");
    addSharedOptions(line);
    addFigureOptions(line, "Writes the chart as a figure: .png, .svg or .pdf.");
    if (!line.parse(arguments, 1))
        return line.exitCode();
    const Result<SweepPlan> plan = planSweep(line);
    if (!plan)
        return usageError(plan.error());
    Output csv;
    if (const auto done = openOutputs(*plan, csv); !done)
        return usageError(done.error());

    const Interruption interruption;
    const auto sweep = std::make_shared<Sweep>(*plan->request);
    execute(*sweep, interruption);
    if (!sweep->isComplete()) {
        fmt::print(stderr, "simul: stopped after {} of {} runs; nothing was written\n", sweep->runsDone(),
                   sweep->runs());
        return RunFailed;
    }
    if (plan->csv != "-")
        printSweep(*sweep);
    if (const auto done = writeFiles(*plan, sweep, csv); !done) {
        fmt::print(stderr, "simul: {}\n", done.error());
        return RunFailed;
    }
    return reportFailures(*sweep) ? Success : RunFailed;
}

} // namespace simul
