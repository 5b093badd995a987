#include "app/run_plan.h"

#include "app/parse_number.h"
#include "engine/trace/duration_text.h"

#include <fmt/core.h>

namespace simul {

namespace {

/// --clock and --scale.
Result<std::monostate> readClock(const CommandLine& line, RunRequest& request) {
    const std::string clock = line.isSet("clock") ? line.value("clock") : "simulated";
    if (clock != "simulated" && clock != "real")
        return Error{fmt::format("--clock: there is no clock '{}'; there are simulated and real", clock)};
    request.clock = clock == "real" ? ClockKind::Real : ClockKind::Simulated;
    if (!line.isSet("scale"))
        return std::monostate{};
    constexpr double least = 1e-6;
    constexpr double most = 1000;
    const std::optional<double> scale = parseNumber<double>(line.value("scale"));
    if (!scale || !(*scale >= least && *scale <= most))
        return Error{
            fmt::format("--scale: '{}' is not a factor; allowed are {} to {}", line.value("scale"), least, most)};
    request.scale = *scale;
    return std::monostate{};
}

Result<std::monostate> readFiles(const CommandLine& line, RunPlan& plan) {
    if (line.isSet("json"))
        plan.json = QString::fromStdString(line.value("json"));
    if (line.isSet("csv"))
        plan.metrics = QString::fromStdString(line.value("csv"));
    if (line.isSet("trace"))
        plan.trace = QString::fromStdString(line.value("trace"));
    const Result<std::optional<QString>> image = readImage(line, {".png", ".svg", ".pdf", ".webp"});
    if (!image)
        return Error{image.error()};
    plan.image = *image;
    const Result<FigureOptions> figure = readFigure(line);
    if (!figure)
        return Error{figure.error()};
    plan.figure = *figure;
    return readTimelineOptions(line, plan.figure);
}

} // namespace

void addRunOptions(CommandLine& line) {
    addSharedOptions(line);
    addFigureOptions(line, "Writes what is compared as a figure: .png, .svg, .pdf, or with a moving playhead .webp.");
    addTimelineOptions(line);
    addRangeOptions(line, "The figure ends at this time. Default: what is worth a first look.");
    line.addOption({"clock"}, "simulated (default) or real.", "C");
    line.addOption({"scale"}, "Real clock: seconds of it for a second of the story; 0.01 makes 5 s last 50 ms.", "X");
    line.addOption({"json"}, "Writes the report as JSON; - is standard output.", "FILE");
    line.addOption({"csv"}, "Writes the metrics of runs and tasks as CSV, times in seconds; - is standard output.", "FILE");
    line.addOption({"trace"},
                   "Writes what happened: .simul as a session for 'simul open', .csv as a table of slices, else as Chrome Trace "
                   "Event JSON, for Perfetto and others.",
                   "FILE");
}

Result<RunPlan> planRun(const CommandLine& line) {
    Result<RunRequest> request = readRequest(line);
    if (!request)
        return Error{request.error()};
    if (const auto done = readClock(line, *request); !done)
        return Error{done.error()};
    if (request->scenario->check) {
        if (const auto playable = request->scenario->check(request->parameters, request->clock); !playable)
            return Error{fmt::format("--set: {}", playable.error())};
    }
    const Result<std::vector<Mode>> modes = readModes(line, *request->scenario, request->clock);
    if (!modes)
        return Error{modes.error()};
    RunPlan plan;
    for (const Mode mode : *modes) {
        plan.requests.push_back(*request);
        plan.requests.back().mode = mode;
    }
    if (const auto done = readFiles(line, plan); !done)
        return Error{done.error()};
    const Result<RangeOptions> range = readRange(line, plan.figure.letters);
    if (!range)
        return Error{range.error()};
    plan.range = *range;
    return plan;
}

} // namespace simul
