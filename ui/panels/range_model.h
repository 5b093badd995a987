#pragma once

#include "ui/panels/range_figure.h"
#include "ui/panels/table_model.h"

#include <memory>

namespace simul {

/// What lanes do in a range: a column for each state that occurs, a row for each RangeFigure.
class RangeStateModel : public TableModel {
    Q_OBJECT

public:
    using TableModel::TableModel;

    /// `isExact`: otherwise only times are known.
    void show(const StateUses& uses, bool isExact);

protected:
    int rows() const override { return m_states.empty() ? 0 : rangeFigures; }
    int columns() const override { return static_cast<int>(m_states.size()) + 1; }
    QString heading(int column) const override;
    QVariant cell(int row, int column, int role) const override;

private:
    StateUses m_uses{};
    std::vector<State> m_states; ///< by column, after the first
    TotalTime m_all; ///< of all states
    bool m_isExact = false;
};

/// What is told of each task's slices in each state, in a range: how long it was in it, at first. Sorted as one likes.
class RangeTaskModel : public TableModel {
    Q_OBJECT

public:
    using TableModel::TableModel;

    void show(std::shared_ptr<const Trace> trace, const RangeStatistics& range);
    void setFigure(RangeFigure figure);
    TaskId taskAt(int row) const { return m_tasks[static_cast<std::size_t>(row)].task; }
    int rowOf(TaskId task) const; ///< -1: it is not there in the range

    void sort(int column, Qt::SortOrder order) override;

protected:
    int rows() const override { return static_cast<int>(m_tasks.size()); }
    int columns() const override { return static_cast<int>(m_states.size()) + 1; }
    QString heading(int column) const override;
    QString headingHelp(int column) const override;
    QVariant cell(int row, int column, int role) const override;

private:
    void sortTasks();
    /// By column, after the first; none: not known, or of no slice.
    std::optional<double> valueAt(const RangeStatistics::OfTask& task, std::size_t column) const;
    QString textAt(const RangeStatistics::OfTask& task, std::size_t column) const;
    QString tipAt(const RangeStatistics::OfTask& task, std::size_t column) const;

    std::shared_ptr<const Trace> m_trace;
    std::vector<RangeStatistics::OfTask> m_tasks;
    std::vector<State> m_states; ///< by column, after the first
    RangeFigure m_figure = RangeFigure::Time;
    bool m_isExact = false;
    int m_sortColumn = -1; ///< none: in the order of the tasks
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

} // namespace simul
