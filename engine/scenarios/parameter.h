#pragma once

#include "engine/trace/result.h"
#include "engine/trace/time.h"
#include "engine/trace/translate.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace simul {

/// The value of a parameter: a switch, a whole number, a duration, a percentage, or one of several words or any text.
using Value = std::variant<bool, std::int64_t, Duration, double, std::string>;

/// What a parameter is called, means and may be. The type of its default decides what it is.
struct Parameter {
    std::string name;  ///< on the command line
    std::string title; ///< in the window
    std::string text;  ///< one sentence
    Value defaultValue;
    Value min = {};                   ///< of numbers and durations: the least allowed
    Value max = {};                   ///< and the most
    std::vector<std::string> choices; ///< of words: those allowed; none: any text

    /// `number`, `duration`, `percent`, `choice`, `text` or `switch`.
    std::string_view unit() const;
    bool hasBounds() const {
        return min.index() == defaultValue.index() && !std::holds_alternative<bool>(defaultValue) &&
               !std::holds_alternative<std::string>(defaultValue);
    }
    /// Reads a value as the command line has it; says what is wrong and what is allowed.
    Result<Value> parse(std::string_view input) const;
};

/// As the command line would have it: `24`, `5s`, `on`, `12.5`.
std::string formatValue(const Value& value);

/// A set of parameters with their values. Values are always within their bounds.
class Parameters {
public:
    explicit Parameters(std::vector<Parameter> descriptions);

    const std::vector<Parameter>& descriptions() const { return m_descriptions; }
    const std::vector<Value>& values() const { return m_values; } ///< in the order of descriptions()

    /// Sets from text; says what is wrong (unknown name, malformed, out of range) and then changes nothing.
    Result<std::monostate> set(std::string_view name, std::string_view text);

    bool isOn(std::string_view name) const { return get<bool>(name); }
    std::int64_t number(std::string_view name) const { return get<std::int64_t>(name); }
    Duration duration(std::string_view name) const { return get<Duration>(name); }
    double percent(std::string_view name) const { return get<double>(name); }
    const std::string& choice(std::string_view name) const { return get<std::string>(name); }
    const std::string& text(std::string_view name) const { return get<std::string>(name); }

private:
    template <class T>
    const T& get(std::string_view name) const {
        return std::get<T>(m_values[indexOf(name)]);
    }
    std::size_t indexOf(std::string_view name) const; ///< the name must exist

    std::vector<Parameter> m_descriptions;
    std::vector<Value> m_values;
};

} // namespace simul
