#include "engine/scenarios/sweep_axis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <optional>

namespace simul {

using namespace std::chrono_literals;

namespace {

constexpr int defaultSteps = 100; ///< at most, of durations and percentages

struct Texts {
    std::string_view name;
    std::string_view first;
    std::string_view last;
    std::string_view step; ///< empty: none was given
};

Result<Texts> split(std::string_view text) {
    const std::size_t equals = text.find('=');
    const std::size_t dots = text.find("..", equals == std::string_view::npos ? 0 : equals);
    if (equals == std::string_view::npos || dots == std::string_view::npos)
        return Error{fmt::format("'{}' is not a range; write it like opponents=1..24 or opponents=2..24:2", text)};
    std::string_view last = text.substr(dots + 2);
    std::string_view step;
    if (const std::size_t colon = last.find(':'); colon != std::string_view::npos) {
        step = last.substr(colon + 1);
        last = last.substr(0, colon);
        if (step.empty())
            return Error{fmt::format("'{}' has no step after its colon", text)};
    }
    return Texts{text.substr(0, equals), text.substr(equals + 1, dots - equals - 1), last, step};
}

Result<const Parameter*> find(const Parameters& parameters, std::string_view name) {
    std::vector<std::string_view> names;
    for (const Parameter& parameter : parameters.descriptions()) {
        if (parameter.name == name && canBeSwept(parameter))
            return &parameter;
        if (canBeSwept(parameter))
            names.push_back(parameter.name);
    }
    const bool exists = std::ranges::find(parameters.descriptions(), name, &Parameter::name) != parameters.descriptions().end();
    return Error{fmt::format("{}; a sweep goes over {}",
                             exists ? fmt::format("'{}' has no range of values", name)
                                    : fmt::format("there is no parameter '{}'", name),
                             fmt::join(names, ", "))};
}

/// A step may be less than the least value.
Result<Value> parseStep(Parameter parameter, std::string_view text) {
    parameter.name = fmt::format("the step of {}", parameter.name);
    parameter.min = parameter.max = {};
    return parameter.parse(text);
}

/// 1, 2 or 5 times a power of ten.
double roundUp(double least) {
    const double decade = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (least <= factor * decade * (1 + 1e-9))
            return factor * decade;
    }
    return 10 * decade;
}

Duration roundUp(Duration least) {
    constexpr std::array<Duration, 9> round = {10s, 15s, 30s, 1min, 2min, 5min, 10min, 30min, 1h};
    if (least <= 5s)
        return Duration(std::llround(roundUp(std::max(static_cast<double>(least.count()), 1.0))));
    const auto* const found = std::ranges::find_if(round, [&](Duration step) { return least <= step; });
    return found != round.end() ? *found : 1h * std::llround(roundUp(toSeconds(least) / 3600));
}

template <class T>
T defaultStep([[maybe_unused]] T way) {
    if constexpr (std::is_same_v<T, std::int64_t>)
        return 1;
    else if constexpr (std::is_same_v<T, Duration>)
        return roundUp((way + Duration(defaultSteps - 1)) / defaultSteps);
    else
        return way > 0 ? roundUp(way / defaultSteps) : 1;
}

double asDouble(double number) { return number; }
double asDouble(std::int64_t number) { return static_cast<double>(number); }
double asDouble(Duration duration) { return static_cast<double>(duration.count()); }

template <class T>
std::size_t stepsIn(T way, T step) {
    if constexpr (std::is_same_v<T, double>)
        return static_cast<std::size_t>(way / step * (1 + 1e-12) + 1e-9); // 0..1:0.1 ends at 1
    else
        return static_cast<std::size_t>(way / step);
}

template <class T>
T valueAt(T first, T step, std::size_t index) {
    if constexpr (std::is_same_v<T, double>)
        return std::round((first + step * static_cast<double>(index)) * 1e9) / 1e9; // 0.3, not 0.30000000000000004
    else
        return first + step * static_cast<std::int64_t>(index);
}

template <class T>
Result<SweepAxis> fill(const Parameter& parameter, T first, T last, std::optional<T> step, std::size_t modes) {
    const auto text = [](T value) { return formatValue(Value(value)); };
    if (first > last)
        return Error{fmt::format("{}: {} is greater than {}; write the lesser one first", parameter.name, text(first),
                                 text(last))};
    if (step && !(*step > T{}))
        return Error{fmt::format("the step of {} must be greater than 0", parameter.name)};
    const T chosen = step.value_or(defaultStep(last - first));
    const bool isOne = !(last > first) || !(chosen > T{});
    // As floating point first: a step may be so small that counting overflows.
    const double steps = isOne ? 0 : std::floor(asDouble(last - first) / asDouble(chosen));
    const double runs = (steps + 1) * static_cast<double>(modes);
    if (runs > static_cast<double>(mostSweepRuns))
        return Error{fmt::format("{}={}..{} in steps of {} are {:.0f} runs; allowed are {}: take a greater step",
                                 parameter.name, text(first), text(last), text(chosen), runs, mostSweepRuns)};
    SweepAxis axis{parameter, {}};
    const std::size_t count = isOne ? 1 : stepsIn(last - first, chosen) + 1;
    for (std::size_t index = 0; index < count; ++index)
        axis.values.emplace_back(std::min(valueAt(first, chosen, index), last));
    return axis;
}

} // namespace

bool canBeSwept(const Parameter& parameter) { return parameter.hasBounds(); }

Result<SweepAxis> parseSweepAxis(const Parameters& parameters, std::string_view text, std::size_t modes) {
    const Result<Texts> texts = split(text);
    if (!texts)
        return Error{texts.error()};
    const Result<const Parameter*> found = find(parameters, texts->name);
    if (!found)
        return Error{found.error()};
    const Parameter& parameter = **found;
    const Result<Value> first = parameter.parse(texts->first);
    const Result<Value> last = parameter.parse(texts->last);
    if (!first || !last)
        return Error{first ? last.error() : first.error()};
    std::optional<Value> step;
    if (!texts->step.empty()) {
        const Result<Value> parsed = parseStep(parameter, texts->step);
        if (!parsed)
            return Error{parsed.error()};
        step = *parsed;
    }
    const auto fillAs = [&]<class T>(std::type_identity<T>) {
        return fill<T>(parameter, std::get<T>(*first), std::get<T>(*last),
                       step ? std::optional(std::get<T>(*step)) : std::nullopt, modes);
    };
    if (std::holds_alternative<std::int64_t>(*first))
        return fillAs(std::type_identity<std::int64_t>{});
    if (std::holds_alternative<Duration>(*first))
        return fillAs(std::type_identity<Duration>{});
    return fillAs(std::type_identity<double>{});
}

double positionOf(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*number);
    if (const auto* duration = std::get_if<Duration>(&value))
        return toSeconds(*duration);
    return std::get<double>(value);
}

} // namespace simul
