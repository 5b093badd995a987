#include "ui/panels/time_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace simul {

using namespace std::chrono_literals;

namespace {

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

QString unitName(const Unit& unit) {
    return QCoreApplication::translate("units", unit.name);
}

/// A number without superfluous zeros.
QString plain(double number, int decimals) {
    QString text = QString::number(number, 'f', decimals);
    if (text.contains(u'.')) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
    }
    return text;
}

QString clockText(Duration time) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    QString text = QStringLiteral("%1:%2:%3")
                       .arg(seconds / 1h)
                       .arg(seconds % 1h / 1min, 2, 10, QLatin1Char('0'))
                       .arg(seconds % 1min / 1s, 2, 10, QLatin1Char('0'));
    const double rest = toSeconds(time - seconds);
    if (rest >= 0.001)
        text += plain(std::floor(rest * 1000) / 1000, 3).mid(1); // ".25"
    return text;
}

/// In the unit that suits `largest`.
QString shortText(Duration time, Duration largest, int decimals) {
    for (const Unit& unit : {units[2], units[3], units[4], units[5]}) {
        if (largest >= unit.length || unit.length == 1ns)
            return plain(static_cast<double>(time.count()) / static_cast<double>(unit.length.count()), decimals) +
                   QChar(0xA0) + unitName(unit);
    }
    return {};
}

} // namespace

Duration rounded(Duration length, Duration whole) {
    return whole >= 10min ? std::chrono::round<std::chrono::seconds>(length) : length;
}

QString spanText(Duration length, Duration whole) {
    if (whole >= 1min)
        return clockText(length);
    return shortText(length, std::max(length, whole), 3);
}

QString momentText(TraceTime time, Duration whole) {
    return spanText(time.time_since_epoch(), whole);
}

QString lengthText(Duration length) {
    if (length == Duration::zero())
        return QStringLiteral("0") + QChar(0xA0) + unitName(units[2]);
    QStringList parts;
    for (const Unit& unit : {units[0], units[1]}) {
        if (length >= unit.length)
            parts << QString::number(length / unit.length) + QChar(0xA0) + unitName(unit);
        length %= unit.length;
    }
    if (length > Duration::zero())
        parts << shortText(length, length, 3);
    return parts.join(QChar(0xA0));
}

} // namespace simul
