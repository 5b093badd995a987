#include "ui/panels/range_model.h"

#include "ui/panels/event_text.h"
#include "ui/panels/table_look.h"
#include "ui/theme.h"
#include "ui/timeline/time_text.h"

#include <algorithm>

namespace simul {

namespace {

constexpr std::array lastingStates = {State::Running, State::Ready, State::Waiting, State::Blocked};

Duration timeOf(const RangeStatistics::OfTask& task, State state) {
    return task.times[static_cast<std::size_t>(state)];
}

Duration allOf(const RangeStatistics::OfTask& task) {
    Duration all{};
    for (const State state : lastingStates)
        all += timeOf(task, state);
    return all;
}

StateUse timeAlone(Duration time) {
    StateUse use;
    use.time = time;
    return use;
}

/// What is known before every slice was looked at.
bool isTimeAlone(RangeFigure figure) {
    return figure == RangeFigure::Time || figure == RangeFigure::Share;
}

} // namespace

// ---- RangeStateModel

void RangeStateModel::show(const StateUses& uses, bool isExact) {
    beginResetModel();
    m_uses = uses;
    m_isExact = isExact;
    m_states.clear();
    m_all = {};
    for (const State state : lastingStates) {
        const StateUse& use = m_uses[static_cast<std::size_t>(state)];
        m_all += use.time;
        if (use.time > TotalTime())
            m_states.push_back(state);
    }
    endResetModel();
}

QVariant RangeStateModel::cell(int row, int column, int role) const {
    const auto figure = static_cast<RangeFigure>(row);
    switch (role) {
    case StrongRole:
        return column > 0 && figure == RangeFigure::Time;
    case FaintRole:
        return column == 0;
    case Qt::ToolTipRole:
        return helpOf(figure);
    case Qt::DisplayRole:
        if (column == 0)
            return nameOf(figure);
        if (!m_isExact && !isTimeAlone(figure))
            return QStringLiteral("…");
        return textOf(m_uses[static_cast<std::size_t>(m_states[static_cast<std::size_t>(column) - 1])], figure, m_all);
    default:
        return {};
    }
}

QString RangeStateModel::heading(int column) const {
    return column == 0 ? QString() : stateName(m_states[static_cast<std::size_t>(column) - 1]);
}

// ---- RangeTaskModel

void RangeTaskModel::show(std::shared_ptr<const Trace> trace, const RangeStatistics& range) {
    beginResetModel();
    m_trace = std::move(trace);
    m_tasks = range.tasks;
    m_isExact = range.isExact;
    m_states.clear();
    for (const State state : lastingStates) {
        if (std::ranges::any_of(m_tasks, [&](const auto& task) { return timeOf(task, state) > Duration::zero(); }))
            m_states.push_back(state);
    }
    sortTasks();
    endResetModel();
}

void RangeTaskModel::setFigure(RangeFigure figure) {
    if (figure == m_figure)
        return;
    beginResetModel();
    m_figure = figure;
    sortTasks();
    endResetModel();
}

std::optional<double> RangeTaskModel::valueAt(const RangeStatistics::OfTask& task, std::size_t column) const {
    const State state = m_states[column];
    if (isTimeAlone(m_figure))
        return valueOf(timeAlone(timeOf(task, state)), m_figure, allOf(task));
    const StateUse* use = task.use(state);
    return use == nullptr ? std::nullopt : valueOf(*use, m_figure, allOf(task));
}

QString RangeTaskModel::textAt(const RangeStatistics::OfTask& task, std::size_t column) const {
    const State state = m_states[column];
    if (isTimeAlone(m_figure))
        return textOf(timeAlone(timeOf(task, state)), m_figure, allOf(task));
    if (!m_isExact)
        return QStringLiteral("…");
    const StateUse* use = task.use(state);
    return textOf(use == nullptr ? StateUse{} : *use, m_figure, allOf(task));
}

/// All figures of it.
QString RangeTaskModel::tipAt(const RangeStatistics::OfTask& task, std::size_t column) const {
    const StateUse* use = task.use(m_states[column]);
    if (use == nullptr)
        return textAt(task, column);
    QStringList lines = {tr("%1, %2").arg(nameText(*m_trace, task.task), stateName(m_states[column]))};
    for (int figure = 0; figure < rangeFigures; ++figure)
        lines << tr("%1: %2").arg(nameOf(RangeFigure(figure)), textOf(*use, RangeFigure(figure), allOf(task)));
    return lines.join(u'\n');
}

int RangeTaskModel::rowOf(TaskId task) const {
    const auto found = std::ranges::find(m_tasks, task, &RangeStatistics::OfTask::task);
    return found == m_tasks.end() ? -1 : static_cast<int>(found - m_tasks.begin());
}

QVariant RangeTaskModel::cell(int row, int column, int role) const {
    const RangeStatistics::OfTask& task = m_tasks[static_cast<std::size_t>(row)];
    if (column == 0)
        return role == Qt::DisplayRole || role == Qt::ToolTipRole ? nameText(*m_trace, task.task) : QVariant();
    const auto state = static_cast<std::size_t>(column) - 1;
    switch (role) {
    case FaintRole:
        return timeOf(task, m_states[state]) == Duration::zero();
    case Qt::DisplayRole:
        return textAt(task, state);
    case Qt::ToolTipRole:
        return tipAt(task, state);
    default:
        return {};
    }
}

QString RangeTaskModel::heading(int column) const {
    return column == 0 ? tr("Task") : stateName(m_states[static_cast<std::size_t>(column) - 1]);
}

QString RangeTaskModel::headingHelp(int) const {
    return tr("Click to sort by it");
}

void RangeTaskModel::sort(int column, Qt::SortOrder order) {
    beginResetModel();
    m_sortColumn = column;
    m_order = order;
    sortTasks();
    endResetModel();
}

void RangeTaskModel::sortTasks() {
    const bool isDown = m_order == Qt::DescendingOrder;
    const auto column = static_cast<std::size_t>(m_sortColumn);
    if (m_sortColumn < 1 || column > m_states.size())
        std::ranges::sort(m_tasks, {}, &RangeStatistics::OfTask::task);
    if (m_sortColumn == 0 && isDown)
        std::ranges::reverse(m_tasks);
    if (m_sortColumn < 1 || column > m_states.size())
        return;
    std::ranges::stable_sort(m_tasks, [&](const auto& a, const auto& b) { // what has none comes last
        const std::optional<double> left = valueAt(a, column - 1);
        const std::optional<double> right = valueAt(b, column - 1);
        return !left || !right ? left.has_value() > right.has_value() : isDown ? *left > *right : *left < *right;
    });
}

} // namespace simul
