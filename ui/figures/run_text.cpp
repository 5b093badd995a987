#include "ui/figures/run_text.h"

#include "engine/trace/duration_text.h"
#include "ui/figures/figure_lanes.h"
#include "ui/figures/sweep_text.h"
#include "ui/timeline/lane_choices_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

namespace simul {

namespace {

struct RunText {
    Q_DECLARE_TR_FUNCTIONS(RunText)
};

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QString durationText(Duration duration) { return text(formatDuration(duration)); }

/// As one word of a command line: texts may have spaces in them, and quotes.
QString quoted(const QString& word) {
    static const QRegularExpression plain(QStringLiteral("^[\\w@%+=:,./-]+$"));
    if (plain.match(word).hasMatch())
        return word;
    return u'\'' + QString(word).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

/// "5min", or "5min..6min".
QString markTimeText(const Mark& mark) {
    const QString begin = durationText(mark.time.begin.time_since_epoch());
    return mark.isMoment() ? begin : begin + QStringLiteral("..") + durationText(mark.time.end.time_since_epoch());
}

bool isOwn(const RunRequest& request, std::size_t parameter) { return parameter < request.scenario->parameters.size(); }

bool isChanged(const RunRequest& request, std::size_t parameter) {
    return request.parameters.values()[parameter] != request.parameters.descriptions()[parameter].defaultValue;
}

} // namespace

QString summaryText(const std::vector<RunRequest>& requests) {
    if (requests.empty())
        return {};
    const RunRequest& request = requests.front();
    QStringList parts;
    parts << (request.clock == ClockKind::Real ? RunText::tr("Real clock, 1 : %1").arg(std::lround(1 / request.scale))
                                               : RunText::tr("Simulated clock"));
    parts << RunText::tr("seed %1").arg(request.seed);
    for (std::size_t index = 0; index < request.parameters.values().size(); ++index) {
        const QString value = valueText(request.parameters.values()[index]);
        if (!value.isEmpty() && (isOwn(request, index) || isChanged(request, index)))
            parts << QStringLiteral("%1 %2").arg(
                parameterTitle(*request.scenario, request.parameters.descriptions()[index]), value);
    }
    return parts.join(QStringLiteral(", ")) + u'.';
}

QString commandText(const std::vector<RunRequest>& requests) {
    if (requests.empty())
        return {};
    const RunRequest& request = requests.front();
    QStringList words = {QStringLiteral("simul run"), text(request.scenario->name)};
    std::vector<Mode> modes;
    for (const RunRequest& each : requests)
        modes.push_back(each.mode);
    const bool isReal = request.clock == ClockKind::Real;
    if (modes != (isReal ? request.scenario->realModes : request.scenario->modes)) {
        for (const Mode mode : modes)
            words << QStringLiteral("--mode ") + text(nameOf(mode));
    }
    if (isReal)
        words << QStringLiteral("--clock real --scale %1").arg(request.scale);
    if (request.seed != 1)
        words << QStringLiteral("--seed %1").arg(request.seed);
    for (std::size_t index = 0; index < request.parameters.values().size(); ++index) {
        if (isChanged(request, index))
            words << QStringLiteral("--set ") + quoted(text(request.parameters.descriptions()[index].name) + u'=' +
                                                       text(formatValue(request.parameters.values()[index])));
    }
    if (request.timeout)
        words << QStringLiteral("--timeout ") + durationText(*request.timeout);
    return words.join(u' ');
}

QString exportCommandText(const std::string& file) { return QStringLiteral("simul export ") + quoted(text(file)); }

bool hasFirstLook(const RunRequest& request) {
    return request.scenario->firstLook > Duration::zero() && request.clock == ClockKind::Simulated;
}

QString figureArguments(const FigureOptions& options, bool hasFirstLook) {
    QString words;
    if (options.range)
        words += QStringLiteral(" --from %1 --to %2")
                     .arg(durationText(options.range->begin.time_since_epoch()),
                          durationText(options.range->end.time_since_epoch()));
    else if (hasFirstLook)
        words += QStringLiteral(" --from 0s");
    if (options.colourBy == ColourBy::Task)
        words += QStringLiteral(" --colour task");
    if (options.hasArrows)
        words += QStringLiteral(" --arrows");
    for (const QString& lane : options.lanes)
        words += QStringLiteral(" --lane ") + quoted(lane);
    if (const LaneChoices arrangement = arrangementOf(options.arrangement); arrangement != LaneChoices{})
        words += QStringLiteral(" --arrange ") + quoted(text(textOf(arrangement).toStdString()));
    for (const FigureLetter& letter : options.letters)
        words += QStringLiteral(" --letter %1=%2").arg(letter.letter).arg(durationText(letter.time.time_since_epoch()));
    for (const Mark& mark : options.marks)
        words += QStringLiteral(" --mark ") + quoted(markTimeText(mark) + u'=' + mark.note);
    return words;
}

} // namespace simul
