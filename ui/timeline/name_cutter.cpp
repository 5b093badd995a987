#include "ui/timeline/name_cutter.h"

#include <QFontMetricsF>

#include <algorithm>

namespace simul {

namespace {

constexpr QChar ellipsis(0x2026);
constexpr qsizetype mostBefore = 4; ///< of the word in which names begin to differ

/// How many characters both begin with; of a word that begins shortly before, none.
qsizetype commonBeginning(const QString& left, const QString& right) {
    const auto differing = std::ranges::mismatch(left, right).in1;
    const qsizetype common = differing - left.begin();
    qsizetype word = common;
    while (word > 0 && left[word - 1].isLetterOrNumber())
        --word;
    return common - word <= mostBefore ? word : common;
}

/// As if there were no others: names of one kind differ at their ends.
QString shortest(const QString& name, const QString& number, const QFontMetricsF& metrics, double room) {
    return number.isEmpty() ? metrics.elidedText(name, Qt::ElideMiddle, room) : number;
}

} // namespace

void NameCutter::add(const QString& name, const QString& number, const QFontMetricsF& metrics, double room) {
    if (metrics.horizontalAdvance(name) <= room)
        return;
    QStringList& names = m_alike[shortest(name, number, metrics, room)];
    const auto place = std::ranges::lower_bound(names, name);
    if (place == names.end() || *place != name)
        names.insert(place, name);
}

QString NameCutter::cut(const QString& name, const QString& number, const QFontMetricsF& metrics, double room) const {
    if (metrics.horizontalAdvance(name) <= room)
        return name;
    QString shown = shortest(name, number, metrics, room);
    const QStringList names = m_alike.value(shown);
    auto first = names.begin();
    auto last = names.end();
    while (last - first > 1) { // sorted: what all have in common is what the outermost have
        const qsizetype from = commonBeginning(*first, *(last - 1));
        const QString rest = ellipsis + name.mid(from);
        if (metrics.horizontalAdvance(rest) <= room)
            return metrics.elidedText(name, Qt::ElideLeft, room);
        shown = metrics.elidedText(rest, Qt::ElideRight, room);
        const QStringView seen = QStringView(name).left(from + std::max<qsizetype>(shown.size() - 2, 0));
        const auto begin = [&](const QString& each) { return QStringView(each).left(seen.size()); };
        const auto alike = std::ranges::equal_range(first, last, seen, {}, begin);
        if (alike.size() == static_cast<std::size_t>(last - first))
            break; // no room for what they differ in
        first = alike.begin();
        last = alike.end();
    }
    return shown;
}

} // namespace simul
