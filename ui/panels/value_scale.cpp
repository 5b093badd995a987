#include "ui/panels/value_scale.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace simul {

using namespace std::chrono_literals;

namespace {

constexpr int mostSteps = 200;
constexpr double sliderReach = 4; ///< times the default

double roundUp(double number, bool isDuration) {
    if (number <= 0)
        return 1;
    if (isDuration) {
        using std::chrono::duration_cast;
        constexpr std::array<Duration, 17> round = {1s,   2s,    5s,    10s,   15s, 20s, 30s, 1min, 2min,
                                                    5min, 10min, 20min, 30min, 1h,  2h,  6h,  24h};
        for (const Duration duration : round) {
            if (number >= static_cast<double>(Duration(500ms).count()) &&
                number <= static_cast<double>(duration.count()))
                return static_cast<double>(duration.count());
        }
    }
    const double power = std::pow(10, std::floor(std::log10(number)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (number <= factor * power * 1.000001)
            return factor * power;
    }
    return 10 * power;
}

/// The greatest 1-2-5 step of which there are at least 20 in `span`; durations keep to parts of a minute and an hour.
double roundStep(double span, const Value& kind) {
    const double wanted = span / mostSteps;
    if (std::holds_alternative<std::int64_t>(kind))
        return std::max(1.0, roundUp(wanted, false));
    if (std::holds_alternative<Duration>(kind))
        return std::max(1.0, roundUp(wanted, true));
    return roundUp(wanted, false);
}

} // namespace

double asNumber(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*number);
    if (const auto* duration = std::get_if<Duration>(&value))
        return static_cast<double>(duration->count());
    if (const auto* percent = std::get_if<double>(&value))
        return *percent;
    return 0;
}

ValueScale::ValueScale(const Parameter& parameter, const Value& shown) : m_kind(parameter.defaultValue) {
    const bool isDuration = std::holds_alternative<Duration>(m_kind);
    m_least = asNumber(parameter.min);
    const double most = asNumber(parameter.max);
    double reach = asNumber(parameter.defaultValue) * sliderReach;
    if (reach <= 0) // nothing to compare with: something that is felt
        reach = isDuration ? static_cast<double>(Duration(20s).count()) : 100;
    reach = std::max(roundUp(reach, isDuration), roundUp(asNumber(shown), isDuration));
    reach = std::clamp(reach, m_least, std::max(m_least, most));
    m_step = roundStep(reach - m_least, m_kind);
    m_steps = std::max(1, static_cast<int>(std::lround((reach - m_least) / m_step)));
}

int ValueScale::positionOf(const Value& value) const {
    const double position = std::round((asNumber(value) - m_least) / m_step);
    return static_cast<int>(std::clamp(position, 0.0, static_cast<double>(m_steps)));
}

double ValueScale::numberAt(int position) const {
    if (position == 0)
        return m_least;
    // On round values, also where the least one is not: 1 ms, then 0.5 s, 1 s...
    return std::max(m_least, std::floor(m_least / m_step) * m_step + position * m_step);
}

std::string ValueScale::textAt(int position) const {
    const double number = numberAt(position);
    if (std::holds_alternative<std::int64_t>(m_kind))
        return formatValue(static_cast<std::int64_t>(std::llround(number)));
    if (std::holds_alternative<Duration>(m_kind))
        return formatValue(Duration(std::llround(number)));
    return formatValue(std::round(number * 1e6) / 1e6);
}

} // namespace simul
