#pragma once

#include "engine/trace/result.h"

#include <QSaveFile>

#include <initializer_list>
#include <optional>
#include <string_view>

namespace simul {

/// A file that is written whole or not at all; opened before anything runs, so that nobody waits in vain.
class Output {
public:
    /// "-" is standard output.
    Result<std::monostate> open(const QString& path);
    void write(std::string_view text);
    Result<std::monostate> commit();

private:
    QSaveFile m_file;
    bool m_isStandardOutput = false;
};

/// An output that is wanted where it has a path.
struct PlannedOutput {
    const char* option; ///< that its path was given with
    const std::optional<QString>& path;
    Output& output;
};
/// In this order, up to the first that cannot be opened; none if two of them have the same path.
Result<std::monostate> openPlanned(std::initializer_list<PlannedOutput> outputs);

} // namespace simul
