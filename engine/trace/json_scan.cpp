#include "engine/trace/json_scan.h"

#include <algorithm>
#include <array>

namespace simul {

namespace {

/// What ends a run of characters that mean nothing to the scan: outside of strings, and inside.
constexpr std::array<bool, 256> marksOf(std::string_view characters) {
    std::array<bool, 256> marks{};
    marks[0] = true; // the end of the buffer
    for (const char c : characters)
        marks[static_cast<unsigned char>(c)] = true;
    return marks;
}
constexpr std::array<bool, 256> outside = marksOf("\"{}[],");
constexpr std::array<bool, 256> inside = marksOf("\"\\");

std::size_t skip(const char* text, std::size_t at, const std::array<bool, 256>& marks) {
    while (!marks[static_cast<unsigned char>(text[at])])
        ++at;
    return at;
}

/// Behind the quote that ends the string whose first character is at `at`; `end` if none does.
std::size_t stringEnd(const char* text, std::size_t at, std::size_t end) {
    while (at < end) {
        at = skip(text, at, inside);
        if (at >= end)
            break;
        if (text[at] == '"')
            return at + 1;
        at += text[at] == '\\' ? 2 : 1;
    }
    return end;
}

} // namespace

WholeElements findWholeElements(const char* text, std::size_t begin, std::size_t end) {
    WholeElements result{begin};
    std::size_t depth = 0;
    for (std::size_t at = skip(text, begin, outside); at < end; at = skip(text, at, outside)) {
        switch (text[at++]) {
        case '"':
            at = stringEnd(text, at, end);
            break;
        case '{':
        case '[':
            ++depth;
            break;
        case ',':
            if (depth == 0)
                result.end = at - 1;
            break;
        case '}':
        case ']':
            if (depth == 0) {
                const bool hasMore = std::any_of(text + result.end, text + at - 1,
                                                 [](char c) { return !isJsonSpace(c) && c != ','; });
                return {hasMore ? at - 1 : result.end, true};
            }
            if (--depth == 0)
                result.end = at;
            break;
        default: // a zero in the text: whoever parses it objects
            break;
        }
    }
    return result;
}

std::size_t elementEnd(const char* text, std::size_t begin, std::size_t end) {
    std::size_t depth = 0;
    for (std::size_t at = skip(text, begin, outside); at < end; at = skip(text, at, outside)) {
        const char c = text[at++];
        if (c == '"')
            at = stringEnd(text, at, end);
        else if (c == '{' || c == '[')
            ++depth;
        else if (c == ',' && depth == 0)
            return at - 1;
        else if ((c == '}' || c == ']') && depth > 0)
            --depth;
    }
    return end;
}

std::optional<std::size_t> guessLengthOfObjects(std::string_view text) {
    constexpr std::string_view spaces = " \n\r\t";
    for (std::size_t comma = text.rfind(','); comma != std::string_view::npos && comma > 0; comma = text.rfind(',', comma - 1)) {
        const std::size_t last = text.find_last_not_of(spaces, comma - 1);
        const std::size_t next = text.find_first_not_of(spaces, comma + 1);
        if (last != std::string_view::npos && text[last] == '}' && next != std::string_view::npos && text[next] == '{')
            return last + 1;
    }
    return std::nullopt;
}

} // namespace simul
