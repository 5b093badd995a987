#include "app/output.h"

#include <cstdio>
#include <fmt/core.h>

namespace simul {

Result<std::monostate> Output::open(const QString& path) {
    m_isStandardOutput = path == "-";
    m_file.setFileName(path);
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
    for (const PlannedOutput& planned : outputs) {
        if (!planned.path)
            continue;
        if (auto done = planned.output.open(*planned.path); !done)
            return done;
    }
    return std::monostate{};
}

} // namespace simul
