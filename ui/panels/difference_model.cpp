#include "ui/panels/difference_model.h"

#include "engine/analysis/for_ever.h"
#include "ui/panels/event_text.h"
#include "ui/panels/range_model.h"
#include "ui/panels/table_look.h"
#include "ui/theme.h"
#include "ui/timeline/time_text.h"

#include <algorithm>
#include <numeric>

namespace simul {

QString signedSpan(TotalTime difference) {
    const TotalTime none;
    if (difference == none)
        return QStringLiteral("0");
    return difference < none ? QChar(0x2212) + cellSpan(none - difference) : u'+' + cellSpan(difference);
}

void DifferenceModel::show(ComparedRuns runs, const QStringList& names) {
    beginResetModel();
    m_runs = std::move(runs);
    m_names = names;
    m_rows.resize(m_runs.difference ? m_runs.difference->tasks.size() : 0);
    std::iota(m_rows.begin(), m_rows.end(), std::size_t{0});
    sortRows();
    endResetModel();
}

std::optional<TaskPair> DifferenceModel::pairAt(int row) const {
    if (row < 1 || row > static_cast<int>(m_rows.size()))
        return std::nullopt;
    return m_runs.difference->tasks[m_rows[static_cast<std::size_t>(row) - 1]].tasks;
}

/// What a column says of a task, as something to sort by and to add up.
Duration DifferenceModel::figure(const TaskDifference& task, int column) {
    switch (column) {
    case EndA:
        return task.a.end.time_since_epoch();
    case EndB:
        return task.b.end.time_since_epoch();
    case End: // there is none in a deadlock
        return task.neverEndsA || task.neverEndsB ? Duration::zero() : task.b.end - task.a.end;
    case Running:
        return task.b.running - task.a.running;
    case Ready:
        return task.b.ready - task.a.ready;
    case Waiting:
        return task.b.waiting - task.a.waiting;
    case Blocked:
        return task.b.blocked - task.a.blocked;
    default:
        return task.differing;
    }
}

TotalTime DifferenceModel::sumOf(int column) const {
    TotalTime sum;
    for (const TaskDifference& task : m_runs.difference->tasks)
        sum += figure(task, column);
    return sum;
}

QString DifferenceModel::textOf(const TaskDifference& task, int column) const {
    const bool isA = column == EndA;
    if (column == Task)
        return nameText(*m_runs.a, task.tasks.a);
    if (column == End && (task.neverEndsA || task.neverEndsB))
        return QStringLiteral("–");
    if (column != EndA && column != EndB)
        return column == Differing ? cellSpan(task.differing) : signedSpan(figure(task, column));
    const TaskMetrics& metrics = isA ? task.a : task.b;
    const bool neverEnds = isA ? task.neverEndsA : task.neverEndsB;
    const QString end = neverEnds ? tr("never") : momentText(metrics.end, (isA ? m_runs.a : m_runs.b)->end().time_since_epoch());
    return metrics.state == State::Done ? end : QStringLiteral("%1 (%2)").arg(end, stateName(metrics.state).toLower());
}

/// Of the ends: those of the runs; of the rest the sums.
QString DifferenceModel::textOfAll(int column) const {
    switch (column) {
    case Task:
        return tr("All tasks");
    case EndA:
    case EndB: {
        const Trace& trace = column == EndA ? *m_runs.a : *m_runs.b;
        const Duration end = trace.end().time_since_epoch();
        return isForEver(trace) ? tr("never") : momentText(TraceTime(end), end);
    }
    case End:
        return isForEver(*m_runs.a) || isForEver(*m_runs.b) ? QStringLiteral("–") : signedSpan(m_runs.b->end() - m_runs.a->end());
    case Differing:
        return cellSpan(sumOf(column));
    default:
        return signedSpan(sumOf(column));
    }
}

QVariant DifferenceModel::cell(int row, int column, int role) const {
    const bool isAll = row == 0;
    const TaskDifference* task = isAll ? nullptr : &m_runs.difference->tasks[m_rows[static_cast<std::size_t>(row) - 1]];
    switch (role) {
    case StrongRole:
        return isAll || column == End;
    case FaintRole:
        return task != nullptr && column >= End && figure(*task, column) == Duration::zero();
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return isAll ? textOfAll(column) : textOf(*task, column);
    default:
        return {};
    }
}

QString DifferenceModel::headingHelp(int column) const {
    if (column < Running)
        return {};
    return column == Differing ? tr("How long the task was not in the same state in both")
                               : tr("How much longer it was in this state in %1 than in %2").arg(m_names.value(1), m_names.value(0));
}

QString DifferenceModel::heading(int column) const {
    switch (column) {
    case Task:
        return tr("Task");
    case EndA:
        return tr("End in %1").arg(m_names.value(0));
    case EndB:
        return tr("End in %1").arg(m_names.value(1));
    case End:
        return tr("End ±");
    case Running:
        return tr("%1 ±").arg(stateName(State::Running));
    case Ready:
        return tr("%1 ±").arg(stateName(State::Ready));
    case Waiting:
        return tr("%1 ±").arg(stateName(State::Waiting));
    case Blocked:
        return tr("%1 ±").arg(stateName(State::Blocked));
    default:
        return tr("Differs for");
    }
}

void DifferenceModel::sort(int column, Qt::SortOrder order) {
    beginResetModel();
    m_sortColumn = column;
    m_order = order;
    sortRows();
    endResetModel();
}

void DifferenceModel::sortRows() {
    std::ranges::sort(m_rows);
    const bool isDown = m_order == Qt::DescendingOrder;
    if (m_sortColumn == Task && isDown)
        std::ranges::reverse(m_rows);
    if (m_sortColumn <= Task)
        return;
    const std::vector<TaskDifference>* tasks = m_rows.empty() ? nullptr : &m_runs.difference->tasks;
    std::ranges::stable_sort(m_rows, [&](std::size_t a, std::size_t b) {
        const Duration ofA = figure((*tasks)[a], m_sortColumn);
        const Duration ofB = figure((*tasks)[b], m_sortColumn);
        return isDown ? ofA > ofB : ofA < ofB;
    });
}

} // namespace simul
