#pragma once

#include "engine/trace/trace.h"
#include "ui/panels/table_model.h"

#include <memory>
#include <optional>
#include <vector>

namespace simul {

/// What happened in a run, line by line: changes of state and the log, of all tasks or of one lane. Holds references
/// into the trace and makes texts only for the rows that are shown.
class EventModel : public TableModel {
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
    /// More rows are not shown at once: sorting them would hold up the window.
    static constexpr std::size_t mostRows = 200'000;

    explicit EventModel(Content content, QObject* parent = nullptr) : TableModel(parent), m_content(content) {}

    /// `lane`: only this one; none: all tasks. Of more than mostRows events those around `around`.
    void show(std::shared_ptr<const Trace> trace, std::optional<LaneId> lane, Duration whole, TraceTime around = {});
    /// Whether show() would change nothing: the same trace, not grown, the same lane, and `around` is among the rows.
    bool shows(const Trace* trace, std::optional<LaneId> lane, TraceTime around) const;
    /// All there are: more than rowCount() if some are left out.
    std::size_t eventCount() const { return m_eventCount; }
    const Row& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    /// The last row at or before `time`, of `lane` if there is one; -1 if there is none.
    int rowAt(TraceTime time, std::optional<LaneId> lane) const;

protected:
    int rows() const override { return static_cast<int>(m_rows.size()); }
    int columns() const override { return ColumnCount; }
    bool isText(int column) const override { return column != Time; }
    QString heading(int column) const override;
    QVariant cell(int row, int column, int role) const override;

private:
    std::vector<LaneId> lanesShown() const;
    std::size_t countIn(TraceTime from, TraceTime to) const;
    void chooseWindow(TraceTime around);
    void chooseResolution();
    void collectLane(LaneId lane);
    void collectLog();
    QString timeText(TraceTime time) const;
    QString textAt(const Row& row, int column) const;

    Content m_content;
    std::shared_ptr<const Trace> m_trace;
    std::optional<LaneId> m_lane;
    Duration m_whole{};
    TraceTime m_from; ///< the rows are of this part of the run
    TraceTime m_to;
    std::size_t m_eventCount = 0;
    Duration m_resolution{}; ///< of the times, which have as many digits each
    std::vector<Row> m_rows;
};

} // namespace simul
