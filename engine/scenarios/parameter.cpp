#include "engine/scenarios/parameter.h"

#include "engine/trace/duration_text.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace simul {

namespace {

template <class T>
Result<Value> parseNumber(const Parameter& parameter, std::string_view text) {
    T number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return Error{fmt::format("{}: '{}' is not a {}", parameter.name, text,
                                 std::is_integral_v<T> ? "whole number" : "number")};
    return Value(number);
}

/// One line: it goes into sentences and tables.
Result<Value> parseText(const Parameter& parameter, std::string_view text) {
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; };
    if (std::ranges::any_of(text, isControl))
        return Error{fmt::format("{}: a text of one line is wanted", parameter.name)};
    return Value(std::string(text));
}

Result<Value> parseByKind(const Parameter& parameter, std::string_view text) {
    if (std::holds_alternative<std::int64_t>(parameter.defaultValue))
        return parseNumber<std::int64_t>(parameter, text);
    if (std::holds_alternative<double>(parameter.defaultValue))
        return parseNumber<double>(parameter, text.ends_with('%') ? text.substr(0, text.size() - 1) : text);
    if (std::holds_alternative<Duration>(parameter.defaultValue)) {
        const Result<Duration> duration = parseDuration(text);
        if (!duration)
            return Error{fmt::format("{}: {}", parameter.name, duration.error())};
        return Value(*duration);
    }
    if (std::holds_alternative<bool>(parameter.defaultValue)) {
        if (text == "on" || text == "off")
            return Value(text == "on");
        return Error{fmt::format("{}: '{}' is neither on nor off", parameter.name, text)};
    }
    if (parameter.choices.empty())
        return parseText(parameter, text);
    if (std::ranges::find(parameter.choices, text) != parameter.choices.end())
        return Value(std::string(text));
    return Error{
        fmt::format("{}: '{}' is not one of {}", parameter.name, text, fmt::join(parameter.choices, ", "))};
}

} // namespace

std::string_view Parameter::unit() const {
    switch (defaultValue.index()) {
    case 0:
        return "switch";
    case 1:
        return "number";
    case 2:
        return "duration";
    case 3:
        return "percent";
    default:
        return choices.empty() ? "text" : "choice";
    }
}

Result<Value> Parameter::parse(std::string_view input) const {
    Result<Value> value = parseByKind(*this, input);
    if (value && hasBounds() && !(min <= *value && *value <= max)) // so put, not-a-number is out of range too
        return Error{fmt::format("{}: {} is out of range; allowed are {} to {}", name, input, formatValue(min),
                                 formatValue(max))};
    return value;
}

std::string formatValue(const Value& value) {
    struct Formatter {
        std::string operator()(bool on) const { return on ? "on" : "off"; }
        std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
        std::string operator()(Duration duration) const { return formatDuration(duration); }
        std::string operator()(double percent) const { return fmt::format("{}", percent); }
        std::string operator()(const std::string& text) const { return text; }
    };
    return std::visit(Formatter{}, value);
}

Parameters::Parameters(std::vector<Parameter> descriptions) : m_descriptions(std::move(descriptions)) {
    for (const Parameter& parameter : m_descriptions)
        m_values.push_back(parameter.defaultValue);
}

Result<std::monostate> Parameters::set(std::string_view name, std::string_view text) {
    const auto found = std::ranges::find(m_descriptions, name, &Parameter::name);
    if (found == m_descriptions.end()) {
        std::vector<std::string_view> names;
        for (const Parameter& parameter : m_descriptions)
            names.push_back(parameter.name);
        return Error{fmt::format("there is no parameter '{}'; there are {}", name, fmt::join(names, ", "))};
    }
    Result<Value> value = found->parse(text);
    if (!value)
        return Error{value.error()};
    m_values[static_cast<std::size_t>(found - m_descriptions.begin())] = *std::move(value);
    return std::monostate{};
}

std::size_t Parameters::indexOf(std::string_view name) const {
    const auto found = std::ranges::find(m_descriptions, name, &Parameter::name);
    assert(found != m_descriptions.end());
    return static_cast<std::size_t>(found - m_descriptions.begin());
}

} // namespace simul
