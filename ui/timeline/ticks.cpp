#include "ui/timeline/ticks.h"

#include "ui/timeline/time_text.h"

#include <array>

namespace simul {

using namespace std::chrono_literals;

namespace {

constexpr std::array<Duration, 11> longSteps = {10s, 30s, 1min, 2min, 5min, 10min, 30min, 1h, 3h, 6h, 12h};
constexpr int mostMinorTicks = 10; ///< between two major ones: more would only be noise

/// Calls `visit(step)` for all steps in rising order until it returns true; returns that step.
template <class Visit>
Duration firstStep(Visit visit) {
    for (Duration decade = 1ns; decade <= 1s; decade *= 10) {
        for (const int factor : {1, 2, 5}) {
            if (visit(decade * factor))
                return decade * factor;
        }
    }
    for (const Duration step : longSteps) {
        if (visit(step))
            return step;
    }
    Duration days = 24h;
    while (!visit(days) && days < 24h * 40'000)
        days *= 2;
    return days;
}

Duration minorStepFor(const TimeScale& scale, Duration major, double pixels) {
    return firstStep([&](Duration step) {
        return step >= major || (major % step == 0ns && (major / 2) % step == 0ns && scale.width(step) >= pixels &&
                                 major / step <= mostMinorTicks);
    });
}

QString shortLabel(TraceTime time, TimeRange range, Duration half) {
    const Duration since = time.time_since_epoch();
    Duration digits = half;
    for (Duration decade = 1ns; decade <= std::min<Duration>(half, 1s); decade *= 10) { // the finest decimal that the half step needs
        if (half % decade == 0ns)
            digits = decade;
    }
    if (range.end < TraceTime(1min))
        return numberWithUnit(since, range.end.time_since_epoch(), digits, false);
    const auto twoDigits = [](std::int64_t number) {
        return QLatin1Char(':') + QString::number(number).rightJustified(2, QLatin1Char('0'));
    };
    if (half % 1s != 0ns) {
        const QString whole = axisTime(time, range, digits);
        return range.span() < 1min && digits >= 1ms ? whole.mid(whole.lastIndexOf(u':')) : QString();
    }
    if (half < 1min)
        return twoDigits(since % 1min / 1s);
    if (half < 1h)
        return half % 1min == 0ns ? twoDigits(since % 1h / 1min) : QString();
    return QString::number(since / 1h) + twoDigits(since % 1h / 1min);
}

} // namespace

Duration stepFor(const TimeScale& scale, double pixels) {
    return firstStep([&](Duration step) { return scale.width(step) >= pixels; });
}

std::vector<Tick> ticksFor(const TimeScale& scale, const TickSpacing& spacing) {
    std::vector<Tick> ticks;
    const TimeRange range = scale.range();
    if (range.span() <= Duration::zero() || scale.right() - scale.left() < 1)
        return ticks;
    const Duration major = stepFor(scale, spacing.major);
    const bool hasHalf = major % 2 == 0ns && scale.width(major / 2) >= spacing.half;
    const Duration minor = minorStepFor(scale, major, spacing.minor);
    const Duration step = hasHalf ? std::min(minor, major / 2) : minor;
    const std::int64_t first = (range.begin.time_since_epoch() + step - 1ns) / step;
    for (TraceTime time{std::max<std::int64_t>(first, 0) * step}; time <= range.end; time += step) {
        const Duration since = time.time_since_epoch();
        if (since % major == 0ns)
            ticks.push_back({time, Tick::Kind::Major, axisTime(time, range, major)});
        else if (hasHalf && since % (major / 2) == 0ns)
            ticks.push_back({time, Tick::Kind::Half, shortLabel(time, range, major / 2)});
        else
            ticks.push_back({time, Tick::Kind::Minor, {}});
    }
    return ticks;
}

std::vector<Tick> overviewTicks(const TimeScale& scale, TraceTime end, double spacing) {
    std::vector<Tick> ticks;
    const Duration whole = end.time_since_epoch();
    if (whole <= Duration::zero())
        return ticks;
    const Duration step = stepFor(scale, spacing);
    for (TraceTime time; time <= end; time += step) {
        const Duration since = time.time_since_epoch();
        const bool isLast = time + step > end;
        QString label;
        if (whole < 1min || step >= 1h) {
            label = step >= 1h
                        ? QString::number(since / 1h) + (isLast ? QString(QChar(0xA0)) + QLatin1Char('h') : QString())
                        : numberWithUnit(since, whole, step, isLast);
        } else {
            const Duration small = whole >= 1h ? Duration(1min) : Duration(1s);
            label = QStringLiteral("%1:%2").arg(since / (60 * small)).arg(since / small % 60, 2, 10, QLatin1Char('0'));
        }
        ticks.push_back({time, Tick::Kind::Major, label});
    }
    return ticks;
}

} // namespace simul
