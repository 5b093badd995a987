#include "ui/panels/setup_text.h"

#include "ui/panels/scenario_list.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

namespace simul {

namespace {

struct SetupText {
    Q_DECLARE_TR_FUNCTIONS(SetupText)
};

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// As one word of a command line: texts may have spaces in them, and quotes.
QString quoted(const QString& word) {
    static const QRegularExpression plain(QStringLiteral("^[\\w@%+=:,./-]+$"));
    if (plain.match(word).hasMatch())
        return word;
    return u'\'' + QString(word).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

/// Calls `visit(parameter, value)` for everything that is not at its default.
template <class Visit>
void forEachChanged(const Parameters& parameters, Visit visit) {
    for (std::size_t index = 0; index < parameters.values().size(); ++index) {
        if (parameters.values()[index] != parameters.descriptions()[index].defaultValue)
            visit(parameters.descriptions()[index], text(formatValue(parameters.values()[index])));
    }
}

} // namespace

QString summaryText(const RunSetup& setup) {
    QStringList parts;
    parts << (setup.clock() == ClockKind::Real ? SetupText::tr("real clock, 1 : %1").arg(std::lround(1 / setup.scale()))
                                               : SetupText::tr("simulated clock"));
    parts << SetupText::tr("seed %1").arg(setup.seed());
    forEachChanged(setup.parameters(), [&](const Parameter& parameter, const QString& value) {
        const QString own = scenarioText(setup.scenario(), parameter.title);
        const QString ofModes = QCoreApplication::translate("modes", parameter.title.c_str());
        parts << QStringLiteral("%1 %2").arg(own == text(parameter.title) ? ofModes : own, value);
    });
    return parts.join(QStringLiteral(", "));
}

QString commandText(const RunSetup& setup) {
    QStringList words = {QStringLiteral("simul run"), text(setup.scenario().name)};
    for (const Mode mode : setup.chosenModes())
        words << QStringLiteral("--mode ") + text(nameOf(mode));
    if (setup.clock() == ClockKind::Real)
        words << QStringLiteral("--clock real --scale %1").arg(setup.scale());
    if (setup.seed() != 1)
        words << QStringLiteral("--seed %1").arg(setup.seed());
    forEachChanged(setup.parameters(), [&](const Parameter& parameter, const QString& value) {
        words << QStringLiteral("--set ") + quoted(text(parameter.name) + u'=' + value);
    });
    return words.join(u' ');
}

} // namespace simul
