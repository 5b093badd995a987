#pragma once

#include "engine/trace/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace simul {

/// Reads a list of addresses from a file: one a line with http:// or https://, each once; empty lines and what follows
/// a '#' at the beginning of a line are passed over. Says in one sentence what is wrong: no such file, no address in
/// it or a line that is none, or more than is polite to ask of one host that is not this computer.
Result<std::vector<std::string>> readUrlList(const std::string& path);
/// The same from the file's content; `name` is what sentences call it.
Result<std::vector<std::string>> parseUrlList(std::string_view content, const std::string& name);

} // namespace simul
