#pragma once

#include "engine/trace/chrome_reader.h"

#include <algorithm>
#include <sstream>

namespace simul::test {

/// Single quotes for double ones, to be legible.
inline std::string json(std::string text) {
    std::ranges::replace(text, '\'', '"');
    return text;
}

inline Result<std::vector<LoadedTrace>> readText(const std::string& text) {
    std::istringstream in(text);
    return readChromeTrace(in);
}

inline std::string errorOf(const std::string& text) {
    const auto result = readText(text);
    return result ? "no error" : result.error();
}

} // namespace simul::test
