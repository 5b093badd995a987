#include "ui/figures/sweep_axes.h"

#include "ui/timeline/ticks.h"
#include "ui/timeline/time_text.h"

#include <array>
#include <cmath>

namespace simul {

using namespace std::chrono_literals;

namespace {

QString timeLabel(Duration time) {
    return time == Duration::zero() ? QStringLiteral("0") : shortSpan(time);
}

/// Multiples of a round step.
std::vector<AxisTick> timeTicks(Duration first, Duration last, double length, double pixels) {
    const TimeScale scale({TraceTime(first), TraceTime(std::max(last, first + 1ns))}, 0, length);
    const Duration step = stepFor(scale, pixels);
    std::vector<AxisTick> ticks;
    for (Duration time = (first + step - 1ns) / step * step; time <= last; time += step)
        ticks.push_back({toSeconds(time), timeLabel(time)});
    return ticks;
}

/// The least of 1, 2, 5, 10... (and of 0.1, 0.2...) that is at least `least`.
double roundStep(double least) {
    const double decade = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (least <= factor * decade * (1 + 1e-9))
            return factor * decade;
    }
    return 10 * decade;
}

/// The next greater one of the times at which a logarithmic axis may have a mark.
Duration nextRound(Duration time) {
    constexpr std::array<Duration, 12> beyondSeconds = {10s, 30s, 1min, 2min, 5min, 10min, 30min, 1h, 2h, 6h, 12h, 24h};
    for (Duration decade = 1ns; decade <= 1s; decade *= 10) {
        for (const int factor : {1, 2, 5}) {
            if (decade * factor > time)
                return decade * factor;
        }
    }
    for (const Duration round : beyondSeconds) {
        if (round > time)
            return round;
    }
    return time + 24h * static_cast<std::int64_t>(roundStep(static_cast<double>(time / 24h)));
}

} // namespace

std::vector<AxisTick> valueTicks(const SweepAxis& axis, double length, double pixels) {
    const Value& first = axis.values.front();
    const Value& last = axis.values.back();
    if (first == last)
        return {{positionOf(first), QString::fromStdString(formatValue(first))}};
    if (std::holds_alternative<Duration>(first))
        return timeTicks(std::get<Duration>(first), std::get<Duration>(last), length, pixels);
    const double from = positionOf(first);
    const double to = positionOf(last);
    const bool isWhole = std::holds_alternative<std::int64_t>(first);
    const double step = std::max(roundStep((to - from) * pixels / length), isWhole ? 1.0 : 1e-9);
    const QString unit = isWhole ? QString() : QString(QChar(0xA0)) + QLatin1Char('%');
    std::vector<AxisTick> ticks;
    for (double mark = std::ceil(from / step - 1e-9); mark * step <= to * (1 + 1e-12); ++mark)
        ticks.push_back({mark * step, QString::number(mark * step, 'g', 10) + unit});
    return ticks;
}

std::vector<AxisTick> makespanTicks(Duration most, double length, double pixels) {
    return timeTicks(Duration::zero(), most, length, pixels);
}

std::vector<AxisTick> logarithmicTicks(Duration least, Duration most, double length, double pixels) {
    const auto position = [](Duration time) { return std::log10(toSeconds(time)); };
    const double pixelsPerUnit = length / std::max(position(most) - position(least), 1e-9);
    std::vector<AxisTick> ticks;
    for (Duration time = nextRound(least - 1ns); time <= most; time = nextRound(time)) {
        if (ticks.empty() || (position(time) - ticks.back().position) * pixelsPerUnit >= pixels)
            ticks.push_back({position(time), timeLabel(time)});
    }
    return ticks;
}

} // namespace simul
