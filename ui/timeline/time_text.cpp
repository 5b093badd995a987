#include "ui/timeline/time_text.h"

#include <QCoreApplication>

#include <array>

namespace simul {

using namespace std::chrono_literals;

namespace {

constexpr QChar noBreakSpace(0xA0);

struct Unit {
    const char* name;
    Duration length;
};
constexpr std::array<Unit, 6> units = {{{QT_TRANSLATE_NOOP("units", "h"), 1h},
                                        {QT_TRANSLATE_NOOP("units", "min"), 1min},
                                        {QT_TRANSLATE_NOOP("units", "s"), 1s},
                                        {QT_TRANSLATE_NOOP("units", "ms"), 1ms},
                                        {QT_TRANSLATE_NOOP("units", "µs"), 1us},
                                        {QT_TRANSLATE_NOOP("units", "ns"), 1ns}}};
constexpr std::size_t seconds = 2;

QString unitName(const Unit& unit) {
    return QCoreApplication::translate("units", unit.name);
}

/// Seconds or the part of a second that `largest` fills at least once. Nothing is no seconds.
const Unit& unitFor(TotalTime largest) {
    if (largest == TotalTime())
        return units[seconds];
    for (std::size_t i = seconds; i < units.size(); ++i) {
        if (largest >= units[i].length)
            return units[i];
    }
    return units.back();
}

QString withoutIdleZeros(QString text) {
    if (text.contains(u'.')) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
    }
    return text;
}

QString plain(double number, int decimals) {
    return withoutIdleZeros(QString::number(number, 'f', decimals));
}

/// In the unit that suits `largest`, as short as it can be said.
QString plainWithUnit(TotalTime time, TotalTime largest) {
    const Unit& unit = unitFor(largest);
    return plain(time.in(unit.length), 3) + noBreakSpace + unitName(unit);
}

/// h:mm:ss, without what is less than a second.
QString clock(TotalTime time) {
    const std::int64_t whole = time.floor<std::chrono::seconds>().count();
    return QStringLiteral("%1:%2:%3")
        .arg(whole / 3600)
        .arg(whole / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(whole % 60, 2, 10, QLatin1Char('0'));
}

/// What a moment is beyond whole seconds, with as many digits as `resolution` asks for: ".25".
QString fractionText(Duration time, Duration resolution) {
    QString text;
    Duration rest = time % 1s;
    for (Duration digit = 100ms; digit >= 1ns && 10 * digit > resolution; digit /= 10) {
        text += QString::number(rest / digit);
        rest %= digit;
    }
    return text.isEmpty() ? text : u'.' + text;
}

} // namespace

QString numberWithUnit(Duration value, Duration largest, Duration resolution, bool withUnit) {
    const Unit& unit = unitFor(largest);
    int decimals = 0;
    for (Duration step = unit.length; decimals < 9 && step > std::max(resolution, Duration(1)); step /= 10)
        ++decimals;
    QString text = QString::number(TotalTime(value).in(unit.length), 'f', decimals);
    return withUnit ? text + noBreakSpace + unitName(unit) : text;
}

QString axisTime(TraceTime time, TimeRange range, Duration resolution) {
    const Duration since = time.time_since_epoch();
    if (range.end < TraceTime(1min))
        return numberWithUnit(since, range.end.time_since_epoch(), resolution);
    return clock(since) + fractionText(since, range.span() < 1min ? resolution : std::max<Duration>(resolution, 100ms));
}

QString momentText(TraceTime time, Duration whole) {
    return spanText(time.time_since_epoch(), whole);
}

QString momentText(TraceTime time, Duration whole, Duration length) {
    if (length == Duration::zero())
        return momentText(time, whole);
    const Duration since = time.time_since_epoch();
    const Duration part = length / 100;
    if (whole >= 1min)
        return clock(since) + withoutIdleZeros(fractionText(since, std::min<Duration>(part, 1ms)));
    const Duration largest = std::max(since, whole);
    const Unit& unit = unitFor(largest);
    return withoutIdleZeros(numberWithUnit(since, largest, std::min(part, unit.length / 1000), false)) + noBreakSpace +
           unitName(unit);
}

QString spanText(TotalTime length, TotalTime whole) {
    if (whole < TotalTime(1min))
        return plainWithUnit(length, std::max(length, whole));
    const auto milliseconds = length.floor<std::chrono::milliseconds>() % 1s;
    return milliseconds.count() == 0 ? clock(length)
                                     : clock(length) + plain(toSeconds(milliseconds), 3).mid(1); // ".25"
}

TotalTime rounded(TotalTime length, Duration whole) {
    return whole >= 10min ? length.round<std::chrono::seconds>() : length;
}

QString lengthText(Duration length) {
    if (length == Duration::zero())
        return QStringLiteral("0") + noBreakSpace + unitName(units[seconds]);
    QStringList parts;
    for (std::size_t i = 0; i < seconds; ++i) {
        if (length >= units[i].length)
            parts << QString::number(length / units[i].length) + noBreakSpace + unitName(units[i]);
        length %= units[i].length;
    }
    if (length > Duration::zero())
        parts << plainWithUnit(length, length);
    return parts.join(noBreakSpace);
}

QString shortSpan(Duration span) {
    for (std::size_t i = 0; span >= 1min && i < seconds; ++i) {
        const Unit& next = units[i + 1];
        const Duration said = (span + next.length / 2) / next.length * next.length;
        if (said < units[i].length)
            continue;
        QString text = QString::number(said / units[i].length) + noBreakSpace + unitName(units[i]);
        if (const std::int64_t rest = said % units[i].length / next.length; rest > 0)
            text += noBreakSpace + QString::number(rest) + noBreakSpace + unitName(next);
        return text;
    }
    const Unit& unit = unitFor(span);
    return QString::number(TotalTime(span).in(unit.length), 'g', 4) + noBreakSpace + unitName(unit);
}

QString makespanText(Duration makespan) {
    if (makespan >= 1min)
        return clock(std::chrono::round<std::chrono::seconds>(makespan));
    const Unit& unit = unitFor(makespan);
    return numberWithUnit(makespan, makespan, unit.length / (makespan >= 10 * unit.length ? 10 : 100));
}

QString speedUpText(double factor) {
    const bool isWhole = std::abs(factor - std::round(factor)) < 0.05;
    const int decimals = factor < 0.995 ? 2 : isWhole || factor >= 99.95 ? 0 : 1;
    return QString::number(factor, 'f', decimals) + QChar(0xD7);
}

QString shareText(double share) {
    const double percent = share * 100;
    const int decimals = percent > 99.95 || percent == 0 ? 0 : 1;
    return QString::number(percent, 'f', decimals) + noBreakSpace + QLatin1Char('%');
}

} // namespace simul
