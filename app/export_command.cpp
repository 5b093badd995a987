#include "app/export_command.h"

#include "app/exit_code.h"
#include "app/figure_options.h"
#include "app/figure_writing.h"
#include "app/input_file.h"
#include "app/output.h"
#include "app/progress_line.h"
#include "ui/figures/figure_lanes.h"
#include "ui/figures/run_text.h"
#include "ui/files/loaded_comparison.h"
#include "ui/files/open_file.h"
#include "ui/files/save_file.h"
#include "ui/timeline/lane_choices_text.h"
#include "ui/timeline/mode_text.h"

#include <QFileInfo>

#include <fmt/core.h>
#include <future>

namespace simul {

using namespace std::chrono_literals;

namespace {

/// What `simul export` is asked to do, checked: everything that can be wrong is found before anything is read.
struct ExportPlan {
    QString file;
    std::optional<QString> trace; ///< its ending says what it is
    std::optional<QString> metrics;
    std::optional<QString> image;
    FigureOptions figure;
    RangeOptions range;
    bool hasColour = false; ///< somebody said what colours say
    bool isAsShown = false; ///< take over from the session what was not said here
};

Result<ExportPlan> planExport(const CommandLine& line) {
    ExportPlan plan;
    plan.file = QString::fromStdString(line.positional(0));
    if (const auto isFile = checkInputFile(plan.file); !isFile)
        return Error{isFile.error()};
    if (line.isSet("trace"))
        plan.trace = QString::fromStdString(line.value("trace"));
    if (line.isSet("csv"))
        plan.metrics = QString::fromStdString(line.value("csv"));
    const Result<std::optional<QString>> image = readImage(line, {".png", ".svg", ".pdf", ".webp"});
    if (!image)
        return Error{image.error()};
    plan.image = *image;
    if (!plan.image && !plan.trace && !plan.metrics)
        return Error{"there is nothing to write; say what with --image, --trace or --csv"};
    const Result<FigureOptions> figure = readFigure(line);
    if (!figure)
        return Error{figure.error()};
    plan.figure = *figure;
    if (const auto done = readTimelineOptions(line, plan.figure); !done)
        return Error{done.error()};
    const Result<RangeOptions> range = readRange(line, plan.figure.letters);
    if (!range)
        return Error{range.error()};
    plan.range = *range;
    plan.hasColour = line.isSet("colour");
    plan.isAsShown = line.isSet("as-shown");
    return plan;
}

struct Outputs {
    Output trace;
    Output metrics;
};

Result<std::monostate> openOutputs(const ExportPlan& plan, Outputs& outputs) {
    Output probe; // of the figure: gone again at the end, and nothing of it stays
    return openPlanned({{"--trace", plan.trace, outputs.trace},
                        {"--csv", plan.metrics, outputs.metrics},
                        {"--image", plan.image, probe}});
}

struct Loaded {
    Result<Session> session;
    std::unique_ptr<Comparison> comparison; ///< none: it could not be read, or was not to be
};

/// Beside this thread, which tells how far it is and listens to Ctrl+C.
Loaded load(const QString& path, const Interruption& interruption) {
    std::stop_source stop;
    std::atomic<std::uint64_t> bytesRead = 0;
    std::future<Loaded> end = std::async(std::launch::async, [&, token = stop.get_token()] {
        Loaded loaded{openFile(path, {token, [&](std::uint64_t bytes) { bytesRead = bytes; }}), nullptr};
        if (loaded.session)
            loaded.comparison = comparisonOf(*loaded.session, path, token);
        return loaded;
    });
    const double size = std::max(1.0, static_cast<double>(QFileInfo(path).size()));
    showProgress(
        [&] { return end.wait_for(10ms) == std::future_status::ready; }, interruption, stop,
        [&] { return fmt::format("{:.0f} % read (Ctrl+C stops)", 100 * static_cast<double>(bytesRead) / size); });
    return end.get();
}

/// What somebody left off with in the window.
void takeOverView(const Session& session, const Comparison& comparison, ExportPlan& plan) {
    FigureOptions& figure = plan.figure;
    if (figure.marks.empty()) {
        for (const SessionMark& mark : session.marks)
            figure.marks.push_back({{mark.start, mark.end}, QString::fromStdString(mark.text)});
        std::ranges::stable_sort(figure.marks, {}, [](const Mark& mark) { return mark.time.begin; });
        figure.marks = marksWithin(comparison, std::move(figure.marks));
    }
    if (!session.view)
        return;
    if (!plan.range.from && !plan.range.to)
        figure.range = TimeRange{std::max(session.view->from, TraceTime{}), session.view->to};
    if (!plan.hasColour && session.view->looks)
        figure.colourBy = session.view->looks->coloursByTask ? ColourBy::Task : ColourBy::State;
    if (session.view->looks)
        figure.hasArrows = figure.hasArrows || session.view->looks->allArrows;
    if (figure.arrangement == LaneChoices{})
        figure.arrangement = arrangementOf(laneChoicesFrom(QByteArray::fromStdString(session.view->lanes)));
}

/// Before anything is written: by then it is known whether there can be such a figure.
Result<RenderedFigure> renderImage(ExportPlan& plan, const Session& session, const Comparison& comparison) {
    FigureOptions& figure = plan.figure;
    if (const auto fine = checkBeforeEnd(plan.range, figure.marks, comparison.end()); !fine)
        return Error{fine.error()};
    if (plan.range.from || plan.range.to)
        figure.range = TimeRange{TraceTime(plan.range.from.value_or(Duration::zero())),
                                 plan.range.to ? TraceTime(*plan.range.to) : comparison.end()};
    if (plan.isAsShown)
        takeOverView(session, comparison, plan);
    const std::vector<RunRequest> requests = comparison.requests();
    if (figure.subtitle.isEmpty())
        figure.subtitle = requests.empty() ? QString::fromStdString(comparison.file) : summaryText(requests);
    figure.footer = exportCommandText(comparison.file) + figureArguments(figure, false);
    return renderFigureFor(*plan.image, comparison, figure);
}

Result<std::monostate> writeTable(FileFormat format, const Session& session, Output& output) {
    writeAs(format, session, [&](std::string_view text) { output.write(text); });
    return output.commit();
}

Result<std::monostate> writeFiles(const ExportPlan& plan, const Session& session, const std::optional<RenderedFigure>& figure,
                                  Outputs& outputs, const Interruption& interruption) {
    if (plan.trace) {
        if (const auto done = writeTable(formatOf(*plan.trace), session, outputs.trace); !done)
            return done;
    }
    if (plan.metrics) {
        if (const auto done = writeTable(FileFormat::MetricsCsv, session, outputs.metrics); !done)
            return done;
    }
    return figure ? saveFigureUnlessStopped(*figure, *plan.image, interruption) : std::monostate{};
}

/// What the reader left out, or the runs had to say.
void printWarnings(const Comparison& comparison) {
    for (const ModeRun& run : comparison.runs) {
        for (const std::string& warning : run.trace->warnings())
            fmt::print(stderr, "simul: {}: {}\n", runName(run).toStdString(), warning);
    }
}

} // namespace

int exportCommand(const QStringList& arguments) {
    CommandLine line(
        "export", "export FILE [options]",
        "Makes a figure, a trace or a table of a session of Simul, or of a trace in Chrome's Trace Event JSON.");
    addFigureOptions(line, "Writes the timelines as a figure: .png, .svg, .pdf, or with a moving playhead .webp.");
    addTimelineOptions(line);
    addRangeOptions(line, "The figure ends at this time. Default: the end.");
    line.addOption({"as-shown"},
                   "The figure shows what a session was left with: its range, lanes, their order, colours, arrows, and marks.");
    line.addOption(
        {"trace"},
        "Writes what happened: .simul as a session, .csv as a table of slices, else as Chrome Trace Event JSON.",
        "FILE");
    line.addOption({"csv"}, "Writes the metrics of runs and tasks as CSV, times in seconds; - is standard output.",
                   "FILE");
    if (!line.parse(arguments, 1))
        return line.exitCode();
    Result<ExportPlan> plan = planExport(line);
    if (!plan)
        return usageError(plan.error());
    Outputs outputs;
    if (const auto done = openOutputs(*plan, outputs); !done)
        return usageError(done.error());

    const Interruption interruption;
    const Loaded loaded = load(plan->file, interruption);
    const auto failed = [](const std::string& why) {
        fmt::print(stderr, "simul: {}\n", why);
        return RunFailed;
    };
    if (loaded.comparison == nullptr)
        return failed(loaded.session ? "stopped; nothing was written" : loaded.session.error());
    printWarnings(*loaded.comparison);
    std::optional<RenderedFigure> figure;
    if (plan->image) {
        Result<RenderedFigure> rendered = renderImage(*plan, *loaded.session, *loaded.comparison);
        if (!rendered)
            return usageError(rendered.error());
        figure = *std::move(rendered);
    }
    const auto done = writeFiles(*plan, *loaded.session, figure, outputs, interruption);
    return done ? Success : failed(done.error());
}

} // namespace simul
