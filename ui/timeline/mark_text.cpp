#include "ui/timeline/mark_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace simul {

namespace {

const auto beginKey = QStringLiteral("from");
const auto endKey = QStringLiteral("to");
const auto noteKey = QStringLiteral("note");

qint64 nanosecondsOf(TraceTime time) { return time.time_since_epoch().count(); }
TraceTime timeFrom(const QJsonValue& value) { return TraceTime(Duration(value.toInteger(-1))); }

} // namespace

QByteArray textOf(const Marks& marks) {
    QJsonArray list;
    for (const Mark& mark : marks)
        list.append(QJsonObject{
            {beginKey, nanosecondsOf(mark.time.begin)}, {endKey, nanosecondsOf(mark.time.end)}, {noteKey, mark.note}});
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

Marks marksFrom(const QByteArray& text) {
    Marks marks;
    for (const QJsonValue each : QJsonDocument::fromJson(text).array()) {
        const TimeRange time{timeFrom(each[beginKey]), timeFrom(each[endKey])};
        if (time.begin >= TraceTime{} && time.end >= time.begin)
            marks.push_back({time, each[noteKey].toString()});
    }
    std::ranges::stable_sort(marks, {}, [](const Mark& mark) { return mark.time.begin; });
    return marks;
}

} // namespace simul
