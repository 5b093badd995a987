#pragma once

#include "engine/scenarios/session.h"

#include <QString>

#include <stop_token>

namespace simul {

enum class FileFormat {
    Session,     ///< .simul: everything
    ChromeTrace, ///< .json: for Perfetto and others
    SlicesCsv,   ///< .csv
    MetricsCsv,  ///< by no ending
};

/// By the ending of the name; Chrome JSON if it says nothing.
FileFormat formatOf(const QString& path);

/// Hands the text to `sink` in parts.
void writeAs(FileFormat format, const Session& session, const std::function<void(std::string_view)>& sink);

/// Writes the file whole or not at all. Fails with one sentence; also when asked to stop. Any thread.
Result<std::monostate> saveFile(const QString& path, FileFormat format, const Session& session, const std::stop_token& stop = {});

} // namespace simul
