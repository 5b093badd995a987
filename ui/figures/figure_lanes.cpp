#include "ui/figures/figure_lanes.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace simul {

namespace {

constexpr int asHighAsItGets = 1 << 24;

/// Titles of groups and the gaps between them go by this.
int groupOf(Row::Kind kind) {
    switch (kind) {
    case Row::Kind::Worker:
        return 0;
    case Row::Kind::Cpu:
        return 1;
    case Row::Kind::Resource:
        return 3;
    default:
        return 2;
    }
}

bool isChosen(const Row& row, const LaneFilter& choice) {
    return row.kind != Row::Kind::Folded && row.kind != Row::Kind::Thread && choice.has(row.name);
}

/// What the kernel did with a thread goes with the row above it.
std::vector<Row> chosenOf(std::vector<Row> rows, const LaneFilter& choice) {
    std::vector<Row> chosen;
    bool wasChosen = false;
    QString group;
    for (Row& row : rows) {
        if (!row.group.isEmpty())
            group = row.group;
        if (row.kind != Row::Kind::Thread)
            wasChosen = isChosen(row, choice);
        if (!wasChosen)
            continue;
        if (row.kind != Row::Kind::Thread)
            row.group = std::exchange(group, {});
        chosen.push_back(std::move(row));
    }
    return chosen;
}

/// Returns the y below the last one.
int stack(std::vector<Row>& rows, int y, Density density, const RowMetrics& metrics) {
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const bool isThread = rows[index].kind == Row::Kind::Thread;
        if (index > 0 && !isThread &&
            (rows[index].pinned != rows[index - 1].pinned || groupOf(rows[index].kind) != groupOf(rows[index - 1].kind)))
            y += metrics.px(metrics.groupGap);
        rows[index].y = y;
        y += rows[index].height + metrics.gap(density);
    }
    return y + metrics.px(metrics.panelPadding);
}

/// Keys of the lanes that were not chosen: hidden ones make room for those that one asked for, however many there are.
template <class Infos>
void hideOthers(LaneKey::Kind kind, const Infos& infos, const LaneFilter& choice, LaneChoices& choices) {
    std::unordered_map<std::string, std::uint32_t> seen;
    for (const auto& info : infos) {
        const std::uint32_t which = seen[info.name]++;
        if (!choice.has(QString::fromStdString(info.name)))
            choices.hidden.push_back({kind, info.name, which});
    }
}

bool hasWildcard(const QString& pattern) {
    return pattern.contains(u'*') || pattern.contains(u'?');
}

/// Qt's own wildcards are for paths: * ends at a slash.
QRegularExpression wildcardFor(const QString& pattern) {
    QString regular = QRegularExpression::escape(pattern);
    regular.replace(QStringLiteral("\\*"), QStringLiteral(".*")).replace(QStringLiteral("\\?"), QStringLiteral("."));
    return QRegularExpression(QRegularExpression::anchoredPattern(regular), QRegularExpression::CaseInsensitiveOption);
}

} // namespace

LaneFilter::LaneFilter(const QStringList& patterns) : m_texts(patterns) {
    for (const QString& pattern : patterns) {
        if (hasWildcard(pattern))
            m_wildcards.push_back(wildcardFor(pattern));
        else
            m_names.insert(pattern.toCaseFolded());
    }
}

bool LaneFilter::has(const QString& name) const {
    const auto fits = [&](const QRegularExpression& wildcard) { return wildcard.match(name).hasMatch(); };
    return m_names.contains(name.toCaseFolded()) || std::ranges::any_of(m_wildcards, fits);
}

std::optional<QString> LaneFilter::unknownIn(const Comparison& comparison) const {
    QSet<QString> names; // folded
    const auto addAll = [&](const auto& infos) {
        for (const auto& info : infos)
            names.insert(QString::fromStdString(info.name).toCaseFolded());
    };
    for (const ModeRun& run : comparison.runs) {
        addAll(run.trace->tasks());
        addAll(run.trace->workers());
        addAll(run.trace->resources());
        addAll(run.trace->cpus());
    }
    for (const QString& text : m_texts) {
        const QRegularExpression wildcard = wildcardFor(text);
        const auto fits = [&](const QString& name) { return wildcard.match(name).hasMatch(); };
        if (hasWildcard(text) ? std::ranges::none_of(names, fits) : !names.contains(text.toCaseFolded()))
            return text;
    }
    return std::nullopt;
}

LaneChoices arrangementOf(const LaneChoices& choices) {
    LaneChoices arrangement = choices;
    for (auto& [key, panel] : arrangement.panels)
        panel.unfolded = false; // a figure has no scroll bar
    std::erase_if(arrangement.panels, [](const auto& panel) { return panel.second == PanelChoice{}; });
    return arrangement;
}

std::vector<RunLanes> figureLanes(const Comparison& comparison, const LaneChoices& arrangement, const LaneFilter& choice) {
    std::vector<RunLanes> lanes;
    for (const ModeRun& run : comparison.runs) {
        LaneChoices choices = arrangementOf(arrangement);
        if (!choice.isEverything()) {
            choices.hidden.clear(); // the names say that
            choices.panels[panelKey(run)] = {.collapsed = choices.panel(run).collapsed, .unfolded = true};
            hideOthers(LaneKey::Kind::Task, run.trace->tasks(), choice, choices);
            hideOthers(LaneKey::Kind::Worker, run.trace->workers(), choice, choices);
        }
        lanes.emplace_back(choices, run);
    }
    return lanes;
}

std::vector<PanelPlan> planChosenRows(const RowRequest& request, const LaneFilter& choice, Density density) {
    RowRequest all = request;
    all.height = asHighAsItGets;
    all.metrics.most = density;
    std::vector<PanelPlan> plans = planRows(all);
    for (PanelPlan& plan : plans)
        plan.rows = chosenOf(std::move(plan.rows), choice);
    std::erase_if(plans, [](const PanelPlan& plan) { return plan.rows.empty() && !plan.collapsed; });
    int y = 0;
    for (PanelPlan& plan : plans) {
        plan.top = y;
        y += plan.headerHeight;
        plan.bottom = y = plan.collapsed ? y : stack(plan.rows, y, plan.density, all.metrics);
    }
    return plans;
}

} // namespace simul
