#include "ui/panels/event_model.h"

#include "ui/panels/event_text.h"
#include "ui/panels/table_look.h"
#include "ui/timeline/time_text.h"

#include <algorithm>

namespace simul {

void EventModel::show(std::shared_ptr<const Trace> trace, std::optional<LaneId> lane, Duration whole, TraceTime around) {
    beginResetModel();
    m_trace = std::move(trace);
    m_lane = lane;
    m_whole = whole;
    m_rows.clear();
    m_eventCount = 0;
    if (m_trace) {
        chooseWindow(around);
        for (const LaneId each : lanesShown())
            collectLane(each);
        collectLog();
        std::ranges::stable_sort(m_rows, {}, &Row::time);
        chooseResolution();
    }
    endResetModel();
}

bool EventModel::shows(const Trace* trace, std::optional<LaneId> lane, TraceTime around) const {
    if (trace != m_trace.get() || lane != m_lane)
        return false;
    if (trace == nullptr)
        return true;
    const bool isOver = trace->outcome() != Outcome::Unfinished;
    const bool isInside = m_eventCount == m_rows.size() || (m_from <= around && around < m_to);
    return isOver && isInside;
}

std::vector<LaneId> EventModel::lanesShown() const {
    std::vector<LaneId> lanes;
    if (m_content == Content::Log)
        return lanes;
    if (m_lane)
        return {*m_lane};
    for (std::size_t task = 0; task < m_trace->tasks().size(); ++task)
        lanes.emplace_back(TaskId(task));
    return lanes;
}

/// A few looks into each lane, however long it is.
std::size_t EventModel::countIn(TraceTime from, TraceTime to) const {
    const auto upTo = [](const Lane& lane, TraceTime time) {
        const std::optional<std::size_t> index = lane.find(time - Duration(1));
        return index ? *index + 1 : 0;
    };
    std::size_t count = 0;
    for (const LaneId each : lanesShown()) {
        const Lane& lane = m_trace->lane(each);
        count += upTo(lane, to) - upTo(lane, from);
    }
    const auto first = std::ranges::lower_bound(m_trace->log(), from, {}, &LogEntry::time);
    const auto last = std::ranges::lower_bound(m_trace->log(), to, {}, &LogEntry::time);
    const auto isShown = [this](const LogEntry& entry) { return !m_lane || *m_lane == LaneId(entry.task); };
    return count + static_cast<std::size_t>(std::count_if(first, last, isShown));
}

/// The whole run, or half of it, or half of that... around a time, until it has few enough.
void EventModel::chooseWindow(TraceTime around) {
    m_from = TraceTime{};
    m_to = m_trace->end() + Duration(1);
    m_eventCount = countIn(m_from, m_to);
    const TraceTime end = m_to;
    Duration span = m_to - m_from;
    while (countIn(m_from, m_to) > mostRows && span > Duration(1)) {
        span /= 2;
        m_from = std::clamp(around - span / 2, TraceTime{}, end - span);
        m_to = m_from + span;
    }
}

/// A thousandth of the unit; where events come closer than that, so fine that one sees them apart.
void EventModel::chooseResolution() {
    using namespace std::chrono_literals;
    const Duration usual = m_whole >= 1s ? 1ms : m_whole >= 1ms ? 1us : 1ns;
    const Duration between = (m_to - m_from) / std::max<std::ptrdiff_t>(1, std::ssize(m_rows));
    m_resolution = std::clamp<Duration>(between, 1ns, usual);
}

void EventModel::collectLane(LaneId id) {
    const Lane& lane = m_trace->lane(id);
    std::size_t index = lane.find(m_from).value_or(0);
    while (index > 0 && lane[index - 1].start >= m_from)
        --index;
    for (; index < lane.size() && lane[index].start < m_to && m_rows.size() < mostRows; ++index) {
        if (lane[index].start >= m_from)
            m_rows.push_back({lane[index].start, id, static_cast<std::uint32_t>(index), false});
    }
}

void EventModel::collectLog() {
    const std::vector<LogEntry>& log = m_trace->log();
    const auto first = std::ranges::lower_bound(log, m_from, {}, &LogEntry::time);
    for (auto entry = first; entry != log.end() && entry->time < m_to && m_rows.size() < mostRows; ++entry) {
        if (!m_lane || *m_lane == LaneId(entry->task))
            m_rows.push_back({entry->time, entry->task, static_cast<std::uint32_t>(entry - log.begin()), true});
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

QString EventModel::timeText(TraceTime time) const {
    return m_whole >= std::chrono::minutes(1) ? momentText(time, m_whole)
                                              : numberWithUnit(time.time_since_epoch(), m_whole, m_resolution);
}

QString EventModel::textAt(const Row& row, int column) const {
    if (column == Time)
        return timeText(row.time);
    if (column == Task)
        return nameText(*m_trace, row.lane);
    if (row.isLog)
        return textOf(m_trace->log()[row.index].text);
    const QString text = changeText(*m_trace, row.lane, row.index);
    const QString name = nameText(*m_trace, row.lane) + QStringLiteral(": ");
    return text.startsWith(name) ? text.mid(name.size()) : text;
}

QVariant EventModel::cell(int row, int column, int role) const {
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return textAt(m_rows[static_cast<std::size_t>(row)], column);
    case MainRole:
        return column == What;
    default:
        return {};
    }
}

QString EventModel::heading(int column) const {
    return column == Time ? tr("Time") : column == Task ? tr("Task") : tr("Event");
}

} // namespace simul
