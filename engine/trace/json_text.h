#pragma once

#include <string>
#include <string_view>

namespace simul {

/// A text as JSON, with its quotes; what is not UTF-8 is replaced.
std::string jsonText(std::string_view text);

} // namespace simul
