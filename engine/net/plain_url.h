#pragma once

#include <optional>
#include <string_view>

namespace simul {

/// The host of a URL that needs no library to be understood: http or https, a name or an address in the one usual
/// spelling, perhaps a port. None for every other URL, be it right or wrong. Part of `url`.
std::optional<std::string_view> hostOfPlainUrl(std::string_view url);

} // namespace simul
