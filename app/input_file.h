#pragma once

#include "engine/trace/result.h"

#include <QString>

namespace simul {

/// Whether a file that the user names is one; the error says what it is instead.
Result<std::monostate> checkInputFile(const QString& path);

} // namespace simul
