#pragma once

#include "engine/analysis/run_difference.h"
#include "ui/panels/table_model.h"

#include <QStringList>

#include <memory>

namespace simul {

/// Two runs that are compared, and what came of it.
struct ComparedRuns {
    std::shared_ptr<const Trace> a;
    std::shared_ptr<const Trace> b;
    std::shared_ptr<const RunDifference> difference; ///< null: not known yet
};

/// "+5 s", "−0:01:30"; "0" if there is none.
QString signedSpan(TotalTime difference);

/// The tasks of two runs side by side: when they end, and how much longer they are in each state in the second. First a
/// row for all of them; below, in the order of the tasks or as one sorts.
class DifferenceModel : public TableModel {
    Q_OBJECT

public:
    enum Column { Task, EndA, EndB, End, Running, Ready, Waiting, Blocked, Differing, ColumnCount };

    using TableModel::TableModel;

    /// `names`: of the two runs.
    void show(ComparedRuns runs, const QStringList& names);
    /// The pair of a row; none: the row of all.
    std::optional<TaskPair> pairAt(int row) const;

    void sort(int column, Qt::SortOrder order) override;

protected:
    int rows() const override { return m_rows.empty() ? 0 : static_cast<int>(m_rows.size()) + 1; }
    int columns() const override { return ColumnCount; }
    QString heading(int column) const override;
    QString headingHelp(int column) const override;
    QVariant cell(int row, int column, int role) const override;

private:
    void sortRows();
    QString textOf(const TaskDifference& task, int column) const;
    QString textOfAll(int column) const;
    TotalTime sumOf(int column) const;
    static Duration figure(const TaskDifference& task, int column);

    ComparedRuns m_runs;
    QStringList m_names;
    std::vector<std::size_t> m_rows; ///< indexes into the difference's tasks
    int m_sortColumn = -1;           ///< none: in the order of the tasks
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

} // namespace simul
