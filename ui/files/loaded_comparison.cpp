#include "ui/files/loaded_comparison.h"

#include "ui/files/open_file.h"

#include <QFileInfo>

namespace simul {

namespace {

/// As far as this program knows it.
std::optional<RunRequest> requestOf(const Session& session, const Scenario& scenario) {
    if (scenario.name.empty() || session.parameters.empty()) // of another program, or traces without what made them
        return std::nullopt;
    RunRequest request{.scenario = &scenario,
                       .parameters = parametersFor(scenario),
                       .clock = session.clock,
                       .scale = session.scale,
                       .seed = session.seed};
    for (const auto& [name, value] : session.parameters)
        static_cast<void>(bool(request.parameters.set(name, value))); // one that this version has no more stays away
    return request;
}

} // namespace

std::unique_ptr<Comparison> comparisonOf(const Session& session, const QString& path, const std::stop_token& stop) {
    auto comparison = std::make_unique<Comparison>();
    comparison->scenario = &storyOf(session);
    comparison->file = QFileInfo(path).fileName().toStdString();
    comparison->path = QFileInfo(path).absoluteFilePath().toStdString();
    comparison->origin = Comparison::Origin::File;
    std::optional<RunRequest> request = requestOf(session, *comparison->scenario);
    for (const SessionRun& run : session.runs) {
        if (stop.stop_requested())
            return nullptr;
        if (request)
            request->mode = run.mode;
        comparison->runs.push_back(
            {.mode = run.mode, .clock = run.clock, .trace = run.trace, .name = run.name, .request = request});
        comparison->runs.back().renew(stop);
    }
    return stop.stop_requested() ? nullptr : std::move(comparison);
}

} // namespace simul
