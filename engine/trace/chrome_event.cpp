#include "engine/trace/chrome_event.h"

#include <charconv>
#include <cmath>
#include <functional>

namespace simul {

namespace {

namespace dom = simdjson::dom;

/// Sums of three of them do not overflow: 95 years.
constexpr double mostMicroseconds = 3e15;

template <class Number>
std::optional<Number> numberFrom(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

constexpr std::int64_t perMicrosecond = 1000;

std::optional<Duration> fromWhole(std::int64_t microseconds) {
    return std::abs(static_cast<double>(microseconds)) <= mostMicroseconds
               ? std::optional(Duration(microseconds * perMicrosecond))
               : std::nullopt;
}
std::optional<Duration> fromReal(double microseconds) {
    return std::abs(microseconds) <= mostMicroseconds
               ? std::optional(Duration(std::llround(microseconds * static_cast<double>(perMicrosecond))))
               : std::nullopt;
}

std::optional<Duration> timeOf(dom::element value) {
    if (std::int64_t whole = 0; !value.get(whole))
        return fromWhole(whole);
    if (std::string_view text; !value.get(text)) {
        if (const auto whole = numberFrom<std::int64_t>(text))
            return fromWhole(*whole);
    }
    const std::optional<double> real = realOf(value);
    return real ? fromReal(*real) : std::nullopt;
}

/// Empty if it is no text.
std::string_view textOf(dom::element value) {
    std::string_view text;
    return value.get(text) ? std::string_view() : text;
}

bool isTrue(dom::element value) {
    bool flag = false;
    return !value.get(flag) && flag;
}

std::uint64_t hashOf(std::string_view text) { return std::hash<std::string_view>{}(text); }
std::uint64_t mixed(std::uint64_t a, std::uint64_t b) { return (a ^ (b + 0x9e3779b97f4a7c15 + (a << 6) + (a >> 2))); }

/// A number, or the hash of a text.
bool readKey(dom::element value, std::int64_t& key, std::string_view& text) {
    if (!value.get(key))
        return true;
    if (value.get(text))
        return false;
    key = static_cast<std::int64_t>(hashOf(text) | std::uint64_t{1} << 63);
    return true;
}

std::optional<std::uint64_t> idOf(dom::element value) {
    std::string_view text;
    if (!value.get(text))
        return hashOf(text);
    std::uint64_t number = 0;
    if (!value.get(number))
        return mixed(number, 1);
    std::int64_t negative = 0;
    if (!value.get(negative))
        return mixed(static_cast<std::uint64_t>(negative), 1);
    dom::object both; // id2: {"local": ...} or {"global": ...}
    if (!value.get(both)) {
        for (const auto field : both)
            return idOf(field.value);
    }
    return std::nullopt;
}

} // namespace

std::optional<double> realOf(dom::element value) {
    double real = 0;
    if (!value.get(real))
        return real;
    std::string_view text;
    if (value.get(text))
        return std::nullopt;
    const std::optional<double> number = numberFrom<double>(text);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

ChromeEvent readChromeEvent(dom::element element) {
    ChromeEvent event;
    dom::object object;
    if (element.get(object)) {
        event.wrong = "an event should be an object";
        return event;
    }
    const auto blame = [&event](const char* sentence) {
        if (event.wrong == nullptr)
            event.wrong = sentence;
    };
    std::string_view scope;
    for (const auto [key, value] : object) {
        std::string_view text;
        if (key == "ph") {
            if (value.get(text) || text.size() != 1)
                blame("\"ph\" should be one letter");
            else
                event.phase = text.front();
        } else if (key == "ts") {
            event.time = timeOf(value);
            if (!event.time)
                blame("\"ts\" should be a time in microseconds");
        } else if (key == "dur") {
            const std::optional<Duration> duration = timeOf(value);
            if (!duration || *duration < Duration::zero())
                blame("\"dur\" should be a length in microseconds");
            else
                event.duration = *duration;
        } else if (key == "name") {
            event.name = textOf(value);
        } else if (key == "cat") {
            event.category = textOf(value);
        } else if (key == "pid") {
            if (!readKey(value, event.process, event.processText))
                blame("\"pid\" should be a number or a text");
        } else if (key == "tid") {
            if (!readKey(value, event.thread, event.threadText))
                blame("\"tid\" should be a number or a text");
        } else if (key == "id" || key == "id2") {
            event.id = idOf(value);
        } else if (key == "scope") {
            scope = textOf(value);
        } else if (key == "args") {
            event.hasArgs = !value.get(event.args);
        } else if (key == "bind_id") {
            event.bindId = idOf(value);
        } else if (key == "flow_in") {
            event.flowsIn = isTrue(value);
        } else if (key == "flow_out") {
            event.flowsOut = isTrue(value);
        }
    }
    if (event.phase == '\0')
        blame("an event should have a \"ph\"");
    if (event.id)
        event.id = mixed(*event.id, mixed(hashOf(event.category), hashOf(scope)));
    return event;
}

std::string_view textIn(dom::object object, std::string_view key) {
    dom::element value;
    return object.at_key(key).get(value) ? std::string_view() : textOf(value);
}

std::optional<std::int64_t> numberIn(dom::object object, std::string_view key) {
    std::int64_t number = 0;
    return object.at_key(key).get(number) ? std::nullopt : std::optional(number);
}

std::optional<Duration> timeIn(dom::object object, std::string_view key) {
    dom::element value;
    return object.at_key(key).get(value) ? std::nullopt : timeOf(value);
}

} // namespace simul
