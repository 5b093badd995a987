#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace simul {

/// The whole of `text` as a number, or nothing.
template <class T>
std::optional<T> parseNumber(std::string_view text) {
    T number{0};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

} // namespace simul
