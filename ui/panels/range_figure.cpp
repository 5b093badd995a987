#include "ui/panels/range_figure.h"

#include "ui/timeline/time_text.h"

#include <QCoreApplication>

#include <array>

namespace simul {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(RangeFigure)
};

std::optional<Duration> lengthOf(const LengthSpread& whole, RangeFigure figure) {
    if (whole.count == 0)
        return std::nullopt;
    switch (figure) {
    case RangeFigure::Least:
        return whole.least;
    case RangeFigure::Mean:
        return whole.mean();
    case RangeFigure::Median:
        return whole.median;
    case RangeFigure::P90:
        return whole.p90;
    case RangeFigure::P99:
        return whole.p99;
    default:
        return whole.most;
    }
}

} // namespace

QString nameOf(RangeFigure figure) {
    static constexpr std::array<const char*, rangeFigures> names = {
        QT_TRANSLATE_NOOP("RangeFigure", "Time"),     QT_TRANSLATE_NOOP("RangeFigure", "Share"),
        QT_TRANSLATE_NOOP("RangeFigure", "Slices"),   QT_TRANSLATE_NOOP("RangeFigure", "Cut"),
        QT_TRANSLATE_NOOP("RangeFigure", "Shortest"), QT_TRANSLATE_NOOP("RangeFigure", "Mean"),
        QT_TRANSLATE_NOOP("RangeFigure", "Median"),   QT_TRANSLATE_NOOP("RangeFigure", "90 %"),
        QT_TRANSLATE_NOOP("RangeFigure", "99 %"),     QT_TRANSLATE_NOOP("RangeFigure", "Longest")};
    return Text::tr(names[static_cast<std::size_t>(figure)]);
}

QString helpOf(RangeFigure figure) {
    if (figure >= RangeFigure::Least)
        return Text::tr("Of the slices that begin and end in the range");
    return figure == RangeFigure::Cut
               ? Text::tr("So many begin before the range or end after it: only their time in it counts")
               : QString();
}

std::optional<double> valueOf(const StateUse& use, RangeFigure figure, TotalTime all) {
    switch (figure) {
    case RangeFigure::Time:
        return use.time.in(Duration(1));
    case RangeFigure::Share:
        return all > TotalTime() ? toSeconds(use.time) / toSeconds(all) : 0;
    case RangeFigure::Slices:
        return static_cast<double>(use.slices);
    case RangeFigure::Cut:
        return static_cast<double>(use.cut);
    default:
        break;
    }
    const std::optional<Duration> length = lengthOf(use.whole, figure);
    return length ? std::optional(static_cast<double>(length->count())) : std::nullopt;
}

QString textOf(const StateUse& use, RangeFigure figure, TotalTime all) {
    switch (figure) {
    case RangeFigure::Time:
        return cellSpan(use.time);
    case RangeFigure::Share:
        return shareText(*valueOf(use, figure, all));
    case RangeFigure::Slices:
        return QString::number(use.slices);
    case RangeFigure::Cut:
        return QString::number(use.cut);
    default:
        break;
    }
    const std::optional<Duration> length = lengthOf(use.whole, figure);
    return length ? cellSpan(*length) : QStringLiteral("–");
}

QString cellSpan(TotalTime length) {
    using namespace std::chrono_literals;
    if (length == TotalTime())
        return QStringLiteral("0");
    return length < TotalTime(1min) ? shortSpan(Duration(length)) : spanText(length.round<std::chrono::seconds>(), length);
}

} // namespace simul
