#include "app/input_file.h"

#include <QFileInfo>

#include <fmt/core.h>

namespace simul {

Result<std::monostate> checkInputFile(const QString& path) {
    const QFileInfo file(path);
    if (!file.exists())
        return Error{fmt::format("there is no file '{}'", path.toStdString())};
    if (file.isDir())
        return Error{fmt::format("'{}' is a folder, not a file", path.toStdString())};
    return std::monostate{};
}

} // namespace simul
