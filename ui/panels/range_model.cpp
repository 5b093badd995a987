#include "ui/panels/range_model.h"

#include "ui/panels/event_text.h"
#include "ui/panels/table_look.h"
#include "ui/theme.h"
#include "ui/timeline/time_text.h"

#include <algorithm>

namespace simul {

namespace {

constexpr std::array lastingStates = {State::Running, State::Ready, State::Waiting, State::Blocked};

int alignment(int column) {
    return int((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

Duration timeOf(const StateTimes& times, State state) {
    return times[static_cast<std::size_t>(state)];
}

} // namespace

QString cellSpan(Duration length) {
    using namespace std::chrono_literals;
    if (length == Duration::zero())
        return QStringLiteral("0");
    return length < 1min ? shortSpan(length) : spanText(std::chrono::round<std::chrono::seconds>(length), length);
}

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
        if (use.time > Duration::zero())
            m_states.push_back(state);
    }
    endResetModel();
}

int RangeStateModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || m_states.empty() ? 0 : RowCount;
}

int RangeStateModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_states.size()) + 1;
}

QString RangeStateModel::nameOfRow(int row) {
    static constexpr std::array<const char*, RowCount> names = {
        QT_TR_NOOP("Time"), QT_TR_NOOP("Share"),  QT_TR_NOOP("Slices"), QT_TR_NOOP("Cut"), QT_TR_NOOP("Shortest"),
        QT_TR_NOOP("Mean"), QT_TR_NOOP("Median"), QT_TR_NOOP("90 %"),   QT_TR_NOOP("99 %"),         QT_TR_NOOP("Longest")};
    return tr(names[static_cast<std::size_t>(row)]);
}

QString RangeStateModel::textOf(const StateUse& use, int row) const {
    const QString unknown = QStringLiteral("…");
    const QString none = QStringLiteral("–");
    const LengthSpread& whole = use.whole;
    switch (row) {
    case Time:
        return cellSpan(use.time);
    case Share:
        return shareText(m_all > Duration::zero() ? toSeconds(use.time) / toSeconds(m_all) : 0);
    default:
        break;
    }
    if (!m_isExact)
        return unknown;
    if (row == Slices || row == Cut)
        return QString::number(row == Slices ? use.slices : use.cut);
    if (whole.count == 0)
        return none;
    return cellSpan(row == Least    ? whole.least
                    : row == Mean   ? whole.mean()
                    : row == Median ? whole.median
                    : row == P90    ? whole.p90
                    : row == P99    ? whole.p99
                                    : whole.most);
}

QVariant RangeStateModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const int row = index.row();
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column());
    if (role == StrongRole)
        return index.column() > 0 && row == Time;
    if (role == FaintRole)
        return index.column() == 0;
    if (role == Qt::ToolTipRole && row >= Least)
        return tr("Of the slices that begin and end in the range");
    if (role == Qt::ToolTipRole && row == Cut)
        return tr("So many begin before the range or end after it: only their time in it counts");
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == 0)
        return nameOfRow(row);
    const State state = m_states[static_cast<std::size_t>(index.column()) - 1];
    return textOf(m_uses[static_cast<std::size_t>(state)], row);
}

QVariant RangeStateModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role != Qt::DisplayRole)
        return {};
    return section == 0 ? QString() : stateName(m_states[static_cast<std::size_t>(section) - 1]);
}

// ---- RangeTaskModel

void RangeTaskModel::show(std::shared_ptr<const Trace> trace, const std::vector<RangeStatistics::OfTask>& tasks) {
    beginResetModel();
    m_trace = std::move(trace);
    m_tasks = tasks;
    m_states.clear();
    for (const State state : lastingStates) {
        if (std::ranges::any_of(m_tasks, [&](const auto& task) { return timeOf(task.times, state) > Duration::zero(); }))
            m_states.push_back(state);
    }
    sortTasks();
    endResetModel();
}

int RangeTaskModel::rowOf(TaskId task) const {
    const auto found = std::ranges::find(m_tasks, task, &RangeStatistics::OfTask::task);
    return found == m_tasks.end() ? -1 : static_cast<int>(found - m_tasks.begin());
}

int RangeTaskModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_tasks.size());
}

int RangeTaskModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_states.size()) + 1;
}

QVariant RangeTaskModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !m_trace)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column());
    const RangeStatistics::OfTask& task = m_tasks[static_cast<std::size_t>(index.row())];
    const bool isTime = index.column() > 0;
    const Duration time = isTime ? timeOf(task.times, m_states[static_cast<std::size_t>(index.column()) - 1]) : Duration::zero();
    if (role == FaintRole)
        return isTime && time == Duration::zero();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    return isTime ? cellSpan(time) : nameText(*m_trace, task.task);
}

QVariant RangeTaskModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role == Qt::ToolTipRole)
        return tr("Click to sort by it");
    if (role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Task") : stateName(m_states[static_cast<std::size_t>(section) - 1]);
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
    const State state = m_states[column - 1];
    std::ranges::stable_sort(m_tasks, [&](const auto& a, const auto& b) {
        return isDown ? timeOf(a.times, state) > timeOf(b.times, state) : timeOf(a.times, state) < timeOf(b.times, state);
    });
}

} // namespace simul
