#include "ui/timeline/lane_choices_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace simul {

namespace {

constexpr std::array kinds = {'t', 'w', 'c', 'r'}; ///< in the order of LaneKey::Kind

struct PanelFlag {
    const char* name;
    bool PanelChoice::*flag;
};
constexpr std::array panelFlags = {PanelFlag{"collapsed", &PanelChoice::collapsed},
                                   PanelFlag{"unfolded", &PanelChoice::unfolded},
                                   PanelFlag{"workers", &PanelChoice::foldsWorkers},
                                   PanelFlag{"tasks", &PanelChoice::foldsTasks},
                                   PanelFlag{"resources", &PanelChoice::foldsResources}};

/// "t0:Table 7": kind, which of that name, name.
QString textOf(const LaneKey& key) {
    return QLatin1Char(kinds[static_cast<std::size_t>(key.kind)]) + QString::number(key.which) + QLatin1Char(':') +
           QString::fromStdString(key.name);
}

std::optional<LaneKey> keyFrom(const QJsonValue& value) {
    const QString text = value.toString();
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    const auto kind = text.isEmpty() ? kinds.end() : std::ranges::find(kinds, text.front().toLatin1());
    bool isNumber = false;
    const unsigned which = colon > 1 ? QStringView(text).mid(1, colon - 1).toUInt(&isNumber) : 0;
    if (kind == kinds.end() || !isNumber)
        return std::nullopt;
    return LaneKey{static_cast<LaneKey::Kind>(kind - kinds.begin()), text.mid(colon + 1).toStdString(), which};
}

QJsonArray listOf(const std::vector<LaneKey>& keys) {
    QJsonArray list;
    for (const LaneKey& key : keys)
        list.append(textOf(key));
    return list;
}

std::vector<LaneKey> keysFrom(const QJsonValue& value) {
    std::vector<LaneKey> keys;
    for (const QJsonValue each : value.toArray()) {
        if (const auto key = keyFrom(each))
            keys.push_back(*key);
    }
    return keys;
}

} // namespace

QByteArray textOf(const LaneChoices& choices) {
    QJsonArray moves;
    for (const LaneChoices::Move& move : choices.moves) {
        QJsonArray pair{textOf(move.lane)};
        if (move.after)
            pair.append(textOf(*move.after));
        moves.append(pair);
    }
    QJsonObject heights;
    for (const auto& [key, height] : choices.heights)
        heights.insert(textOf(key), height);
    QJsonObject panels;
    for (const auto& [name, choice] : choices.panels) {
        QJsonArray flags;
        for (const PanelFlag& each : panelFlags) {
            if (choice.*each.flag)
                flags.append(QLatin1String(each.name));
        }
        if (!flags.isEmpty())
            panels.insert(QString::fromStdString(name), flags);
    }
    const QJsonObject whole{{QStringLiteral("pinned"), listOf(choices.pinned)},
                            {QStringLiteral("hidden"), listOf(choices.hidden)},
                            {QStringLiteral("moves"), moves},
                            {QStringLiteral("heights"), heights},
                            {QStringLiteral("panels"), panels}};
    return QJsonDocument(whole).toJson(QJsonDocument::Compact);
}

LaneChoices laneChoicesFrom(const QByteArray& text) {
    const QJsonObject whole = QJsonDocument::fromJson(text).object();
    LaneChoices choices;
    choices.pinned = keysFrom(whole[QLatin1String("pinned")]);
    choices.hidden = keysFrom(whole[QLatin1String("hidden")]);
    for (const QJsonValue each : whole[QLatin1String("moves")].toArray()) {
        const QJsonArray pair = each.toArray();
        const auto lane = keyFrom(pair.at(0));
        const auto after = keyFrom(pair.at(1));
        if (lane && (after || pair.size() == 1))
            choices.moves.push_back({*lane, after});
    }
    const QJsonObject heights = whole[QLatin1String("heights")].toObject();
    for (auto height = heights.begin(); height != heights.end(); ++height) {
        if (const auto key = keyFrom(height.key()))
            choices.setHeight(*key, height.value().toInt(leastLaneHeight));
    }
    const QJsonObject panels = whole[QLatin1String("panels")].toObject();
    for (auto panel = panels.begin(); panel != panels.end(); ++panel) {
        PanelChoice choice;
        for (const PanelFlag& each : panelFlags)
            choice.*each.flag = panel.value().toArray().contains(QLatin1String(each.name));
        if (choice != PanelChoice{})
            choices.panels.emplace(panel.key().toStdString(), choice);
    }
    return choices;
}

} // namespace simul
