#pragma once

#include "engine/trace/result.h"

#include <string>
#include <string_view>
#include <variant>

namespace simul {

/// Writes a file whole or not at all: who reads it meanwhile sees what was there before, and so does everybody if
/// anything goes wrong. Says in one sentence why it could not. Any thread.
Result<std::monostate> writeWholeFile(const std::string& path, std::string_view content);

/// Whether writeWholeFile() can be expected to succeed. Leaves nothing behind.
Result<std::monostate> canWriteWholeFile(const std::string& path);

} // namespace simul
