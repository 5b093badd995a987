#pragma once

#include "engine/trace/time.h"

#include <optional>
#include <simdjson.h>
#include <string_view>

namespace simul {

/// An event of the Chrome Trace Event format as its fields say; numbers may be written as texts. Texts live as long as the element that it was read from.
struct ChromeEvent {
    char phase = '\0';
    std::string_view name;
    std::string_view category;
    std::optional<Duration> time;
    Duration duration{};
    std::int64_t process = 0; ///< a text counts as its hash
    std::int64_t thread = 0;
    std::string_view processText; ///< if it was a text
    std::string_view threadText;
    std::optional<std::uint64_t> id; ///< hash of what it is written as; with the category, and the scope if there is one
    std::optional<std::uint64_t> bindId; ///< of the arrow that a slice ends or begins, whatever its category
    bool flowsIn = false;
    bool flowsOut = false;
    simdjson::dom::object args;
    bool hasArgs = false;
    const char* wrong = nullptr; ///< a sentence without the place, if it cannot be shown; its other fields may be good
};

/// What is unknown is passed over.
ChromeEvent readChromeEvent(simdjson::dom::element element);

// Fields of an event's arguments; what is missing or of another kind gives the default.
std::string_view textIn(simdjson::dom::object object, std::string_view key);
std::optional<std::int64_t> numberIn(simdjson::dom::object object, std::string_view key);
/// Any number, also one that is written as text.
std::optional<double> realOf(simdjson::dom::element value);
/// Microseconds, as the format has times.
std::optional<Duration> timeIn(simdjson::dom::object object, std::string_view key);

} // namespace simul
