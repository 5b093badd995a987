#include "app/output.h"

#include <QDir>
#include <QFileInfo>

#include <cstdio>
#include <fmt/core.h>

namespace simul {

namespace {

/// The same for all ways to write the path of a file, which need not be there yet.
QString placeOf(const QString& path) {
    const QFileInfo file(path);
    if (path == "-" || !file.dir().exists())
        return path;
    return file.exists() ? file.canonicalFilePath() : file.dir().canonicalPath() + u'/' + file.fileName();
}

/// The last one to be committed would take the place of the others.
Result<std::monostate> checkApart(std::initializer_list<PlannedOutput> outputs) {
    for (const PlannedOutput* second = outputs.begin(); second != outputs.end(); ++second) {
        for (const PlannedOutput* first = outputs.begin(); first != second; ++first) {
            if (first->path && second->path && placeOf(*first->path) == placeOf(*second->path))
                return Error{fmt::format("{} and {} cannot both write to '{}'", first->option, second->option,
                                         second->path->toStdString())};
        }
    }
    return std::monostate{};
}

} // namespace

Result<std::monostate> Output::open(const QString& path) {
    m_isStandardOutput = path == "-";
    m_file.setFileName(path);
    if (const QFileInfo file(path); !m_isStandardOutput && file.exists() && !file.isFile() && !file.isDir())
        return Error{fmt::format("'{}' cannot be written: it is no ordinary file, and would be replaced by one", path.toStdString())};
    if (m_isStandardOutput || m_file.open(QIODevice::WriteOnly))
        return std::monostate{};
    return Error{fmt::format("'{}' cannot be written: {}", path.toStdString(), m_file.errorString().toStdString())};
}

void Output::write(std::string_view text) {
    if (m_isStandardOutput)
        std::fwrite(text.data(), 1, text.size(), stdout);
    else
        m_file.write(text.data(), static_cast<qint64>(text.size()));
}

Result<std::monostate> Output::commit() {
    if (m_isStandardOutput || m_file.commit())
        return std::monostate{};
    return Error{fmt::format("'{}' could not be written: {}", m_file.fileName().toStdString(),
                             m_file.errorString().toStdString())};
}

Result<std::monostate> openPlanned(std::initializer_list<PlannedOutput> outputs) {
    if (auto apart = checkApart(outputs); !apart)
        return apart;
    for (const PlannedOutput& planned : outputs) {
        if (!planned.path)
            continue;
        if (planned.path->isEmpty()) // Qt would notice when it is to be committed
            return Error{fmt::format("{}: the name of a file is missing", planned.option)};
        if (const auto done = planned.output.open(*planned.path); !done)
            return Error{fmt::format("{}: {}", planned.option, done.error())};
    }
    return std::monostate{};
}

} // namespace simul
