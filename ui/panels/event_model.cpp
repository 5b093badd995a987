#include "ui/panels/event_model.h"

#include "ui/panels/event_text.h"
#include "ui/timeline/time_text.h"

#include <algorithm>

namespace simul {

void EventModel::show(std::shared_ptr<const Trace> trace, std::optional<LaneId> lane, Duration whole) {
    beginResetModel();
    m_trace = std::move(trace);
    m_whole = whole;
    m_rows.clear();
    if (m_trace) {
        if (m_content == Content::Everything && lane)
            collectLane(*lane);
        for (std::size_t task = 0; m_content == Content::Everything && !lane && task < m_trace->tasks().size(); ++task)
            collectLane(TaskId(task));
        collectLog(lane);
        std::ranges::stable_sort(m_rows, {}, &Row::time);
    }
    endResetModel();
}

void EventModel::collectLane(LaneId id) {
    const Lane& lane = m_trace->lane(id);
    for (std::size_t index = 0; index < lane.size() && m_rows.size() < mostRows; ++index)
        m_rows.push_back({lane[index].start, id, static_cast<std::uint32_t>(index), false});
}

void EventModel::collectLog(std::optional<LaneId> lane) {
    const std::vector<LogEntry>& log = m_trace->log();
    for (std::size_t index = 0; index < log.size() && m_rows.size() < mostRows; ++index) {
        if (!lane || *lane == LaneId(log[index].task))
            m_rows.push_back({log[index].time, log[index].task, static_cast<std::uint32_t>(index), true});
    }
}

int EventModel::rowAt(TraceTime time, std::optional<LaneId> lane) const {
    auto found = std::ranges::upper_bound(m_rows, time, {}, &Row::time);
    if (lane) {
        for (auto row = found; row != m_rows.begin(); --row) {
            if (std::prev(row)->lane == *lane)
                return static_cast<int>(row - m_rows.begin()) - 1;
        }
    }
    return static_cast<int>(found - m_rows.begin()) - 1;
}

int EventModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EventModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString EventModel::textAt(const Row& row, int column) const {
    if (column == Time)
        return momentText(row.time, m_whole);
    if (column == Task)
        return nameText(*m_trace, row.lane);
    if (row.isLog)
        return textOf(m_trace->log()[row.index].text);
    const QString text = changeText(*m_trace, row.lane, row.index);
    const QString name = nameText(*m_trace, row.lane) + QStringLiteral(": ");
    return text.startsWith(name) ? text.mid(name.size()) : text;
}

QVariant EventModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !m_trace)
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return textAt(row, index.column());
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Time ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Time ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == Time ? tr("Time") : section == Task ? tr("Task") : tr("Event");
}

} // namespace simul
