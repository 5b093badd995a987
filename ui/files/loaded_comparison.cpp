#include "ui/files/loaded_comparison.h"

#include "ui/files/open_file.h"

#include <QFileInfo>

namespace simul {

std::unique_ptr<Comparison> comparisonOf(const Session& session, const QString& path, const std::stop_token& stop) {
    auto comparison = std::make_unique<Comparison>();
    comparison->scenario = &storyOf(session);
    comparison->file = QFileInfo(path).fileName().toStdString();
    const bool isKnown = !comparison->scenario->name.empty() && !session.parameters.empty();
    comparison->origin = isKnown ? Comparison::Origin::Session : Comparison::Origin::Trace;
    for (const SessionRun& run : session.runs) {
        if (stop.stop_requested())
            return nullptr;
        comparison->runs.push_back({.mode = run.mode, .clock = run.clock, .trace = run.trace, .name = run.name});
        comparison->runs.back().renew();
    }
    return comparison;
}

} // namespace simul
