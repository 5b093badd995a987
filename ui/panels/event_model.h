#pragma once

#include "engine/trace/trace.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <vector>

namespace simul {

/// What happened in a run, line by line: changes of state and the log, of all tasks or of one lane. Holds references
/// into the trace and makes texts only for the rows that are shown.
class EventModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Task, What, ColumnCount };
    enum class Content { Everything, Log };
    struct Row {
        TraceTime time;
        LaneId lane;
        std::uint32_t index; ///< of the slice in its lane, or of the entry in the log
        bool isLog;
    };
    /// More rows are not shown: nobody reads them, and sorting them would hold up the window.
    static constexpr std::size_t mostRows = 200'000;

    explicit EventModel(Content content, QObject* parent = nullptr) : QAbstractTableModel(parent), m_content(content) {}

    /// `lane`: only this one; none: all tasks.
    void show(std::shared_ptr<const Trace> trace, std::optional<LaneId> lane, Duration whole);
    const Row& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    /// The last row at or before `time`, of `lane` if there is one; -1 if there is none.
    int rowAt(TraceTime time, std::optional<LaneId> lane) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void collectLane(LaneId lane);
    void collectLog(std::optional<LaneId> lane);
    QString textAt(const Row& row, int column) const;

    Content m_content;
    std::shared_ptr<const Trace> m_trace;
    Duration m_whole{};
    std::vector<Row> m_rows;
};

} // namespace simul
