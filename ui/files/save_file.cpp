#include "ui/files/save_file.h"

#include "engine/analysis/metrics_csv.h"
#include "engine/trace/slices_csv.h"

#include <QSaveFile>

#include <fmt/format.h>

namespace simul {

namespace {

/// Ends a writer in the middle.
struct Stopped {};

} // namespace

FileFormat formatOf(const QString& path) {
    if (path.endsWith(QLatin1String(".simul"), Qt::CaseInsensitive))
        return FileFormat::Session;
    if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
        return FileFormat::SlicesCsv;
    return FileFormat::ChromeTrace;
}

void writeAs(FileFormat format, const Session& session, const std::function<void(std::string_view)>& sink) {
    std::vector<NamedTrace> runs;
    for (const SessionRun& run : session.runs) {
        const bool hasName = !run.name.empty() || session.scenario.empty();
        runs.push_back({hasName ? run.name : fmt::format("{}: {}", session.scenario, nameOf(run.mode)), *run.trace});
    }
    switch (format) {
    case FileFormat::Session:
        writeSession(session, sink);
        break;
    case FileFormat::ChromeTrace:
        writeChromeTrace(runs, sink);
        break;
    case FileFormat::SlicesCsv:
        writeSlicesCsv(runs, sink);
        break;
    case FileFormat::MetricsCsv:
        sink(metricsCsv(runs));
        break;
    }
}

Result<std::monostate> saveFile(const QString& path, FileFormat format, const Session& session, const std::stop_token& stop) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return Error{fmt::format("'{}' cannot be written: {}", path.toStdString(), file.errorString().toStdString())};
    try {
        writeAs(format, session, [&](std::string_view text) {
            if (stop.stop_requested())
                throw Stopped();
            file.write(text.data(), static_cast<qint64>(text.size()));
        });
    } catch (const Stopped&) {
        file.cancelWriting();
        return Error{"stopped"};
    }
    if (!file.commit())
        return Error{fmt::format("'{}' could not be written: {}", path.toStdString(), file.errorString().toStdString())};
    return std::monostate{};
}

} // namespace simul
