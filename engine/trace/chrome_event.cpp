#include "engine/trace/chrome_event.h"

#include <cmath>
#include <functional>

namespace simul {

namespace {

namespace dom = simdjson::dom;

/// Sums of three of them do not overflow: 95 years.
constexpr double mostMicroseconds = 3e15;

std::optional<Duration> timeOf(dom::element value) {
    std::int64_t whole = 0;
    constexpr std::int64_t perMicrosecond = 1000;
    if (!value.get(whole) && std::abs(static_cast<double>(whole)) <= mostMicroseconds)
        return Duration(whole * perMicrosecond);
    double part = 0;
    if (!value.get(part) && std::abs(part) <= mostMicroseconds)
        return Duration(std::llround(part * static_cast<double>(perMicrosecond)));
    return std::nullopt;
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

Result<ChromeEvent> readChromeEvent(dom::element element) {
    dom::object object;
    if (element.get(object))
        return Error{"an event should be an object"};
    ChromeEvent event;
    std::string_view scope;
    for (const auto [key, value] : object) {
        std::string_view text;
        if (key == "ph") {
            if (value.get(text) || text.size() != 1)
                return Error{"\"ph\" should be one letter"};
            event.phase = text.front();
        } else if (key == "ts") {
            event.time = timeOf(value);
            if (!event.time)
                return Error{"\"ts\" should be a time in microseconds"};
        } else if (key == "dur") {
            const std::optional<Duration> duration = timeOf(value);
            if (!duration || *duration < Duration::zero())
                return Error{"\"dur\" should be a length in microseconds"};
            event.duration = *duration;
        } else if (key == "name") {
            event.name = textOf(value);
        } else if (key == "cat") {
            event.category = textOf(value);
        } else if (key == "pid") {
            if (!readKey(value, event.process, event.processText))
                return Error{"\"pid\" should be a number or a text"};
        } else if (key == "tid") {
            if (!readKey(value, event.thread, event.threadText))
                return Error{"\"tid\" should be a number or a text"};
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
        return Error{"an event should have a \"ph\""};
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
