#include "ui/figures/sweep_text.h"

#include "engine/trace/duration_text.h"
#include "ui/timeline/mode_text.h"
#include "ui/timeline/slice_text.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace simul {

namespace {

struct SweepText {
    Q_DECLARE_TR_FUNCTIONS(SweepText)
};

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QString durationText(Duration duration) {
    static const QRegularExpression between(QStringLiteral("(?<=\\d)(?=[a-z])|(?<=[a-z])(?=\\d)"));
    return text(formatDuration(duration)).replace(between, QString(QChar(0xA0))).replace(QStringLiteral("us"), QStringLiteral("µs"));
}

} // namespace

QString parameterTitle(const Scenario& scenario, const Parameter& parameter) {
    const bool isOwn = std::ranges::find(scenario.parameters, parameter.name, &Parameter::name) != scenario.parameters.end();
    return isOwn ? translated(&scenario, parameter.title)
                 : QCoreApplication::translate("modes", parameter.title.c_str());
}

QString valueText(const Value& value) {
    if (const auto* duration = std::get_if<Duration>(&value))
        return durationText(*duration);
    const QString number = text(formatValue(value));
    return std::holds_alternative<double>(value) ? number + QChar(0xA0) + QLatin1Char('%') : number;
}

QString pointText(const SweepPoint& point) {
    if (point.outcome == Outcome::Completed)
        return makespanText(point.makespan);
    return SweepText::tr("%1 at %2").arg(outcomeText(point.outcome), makespanText(point.makespan));
}

QString sweepTitle(const SweepRequest& request) {
    return SweepText::tr("%1: makespan over “%2”")
        .arg(translated(request.scenario, request.scenario->title),
             parameterTitle(*request.scenario, request.over.parameter));
}

QString sweepSubtitle(const SweepRequest& request) {
    QString line = SweepText::tr("Simulated clock, seed %1").arg(request.seed);
    const std::vector<Parameter>& all = request.parameters.descriptions();
    for (std::size_t index = 0; index < all.size(); ++index) {
        const bool isOwn = index < request.scenario->parameters.size();
        const bool isChanged = request.parameters.values()[index] != all[index].defaultValue;
        if (all[index].name != request.over.parameter.name && (isOwn || isChanged))
            line += QStringLiteral(", %1 %2").arg(parameterTitle(*request.scenario, all[index]),
                                                  valueText(request.parameters.values()[index]));
    }
    return line + QLatin1Char('.');
}

QString sweepCommand(const SweepRequest& request) {
    const std::vector<Value>& values = request.over.values;
    QString over = text(request.over.parameter.name) + u'=' + text(formatValue(values.front())) + QStringLiteral("..") +
                   text(formatValue(values.back()));
    if (values.size() > 1) {
        const auto step = std::visit(
            [&]<class T>(const T& first) -> Value {
                if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::string>)
                    return first;
                else
                    return std::get<T>(values[1]) - first;
            },
            values.front());
        if (step != Value(std::int64_t{1}))
            over += u':' + text(formatValue(step));
    }
    QStringList words = {QStringLiteral("simul sweep"), text(request.scenario->name), QStringLiteral("--over"), over};
    if (request.modes != request.scenario->modes) {
        for (const Mode mode : request.modes)
            words << QStringLiteral("--mode") << text(nameOf(mode));
    }
    if (request.seed != 1)
        words << QStringLiteral("--seed %1").arg(request.seed);
    const std::vector<Parameter>& all = request.parameters.descriptions();
    for (std::size_t index = 0; index < all.size(); ++index) {
        const Value& value = request.parameters.values()[index];
        if (value != all[index].defaultValue && all[index].name != request.over.parameter.name)
            words << QStringLiteral("--set %1=%2").arg(text(all[index].name), text(formatValue(value)));
    }
    if (request.timeout)
        words << QStringLiteral("--timeout ") + text(formatDuration(*request.timeout));
    return words.join(u' ');
}

} // namespace simul
