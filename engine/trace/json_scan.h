#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace simul {

// Where the elements of a JSON array end, seen without parsing them. Texts from `begin` to `end` are followed by a zero.

constexpr bool isJsonSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

struct WholeElements {
    std::size_t end = 0;   ///< behind the last whole element; its begin if there is none
    bool isClosed = false; ///< the array's end follows
};

/// How far elements go, the first of which begins at `begin`.
WholeElements findWholeElements(const char* text, std::size_t begin, std::size_t end);

/// Behind the element that begins at `begin`.
std::size_t elementEnd(const char* text, std::size_t begin, std::size_t end);

/// Up to where the last object ends that another one follows, if those are elements: in texts, and in elements that hold
/// objects, it is wrong. Looks only at the end of `text`.
std::optional<std::size_t> guessLengthOfObjects(std::string_view text);

} // namespace simul
