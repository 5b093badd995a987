#pragma once

#include "engine/analysis/run_difference.h"

#include <QAbstractTableModel>
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
QString signedSpan(Duration difference);

/// The tasks of two runs side by side: when they end, and how much longer they are in each state in the second. First a
/// row for all of them; below, in the order of the tasks or as one sorts.
class DifferenceModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Task, EndA, EndB, End, Running, Ready, Waiting, Blocked, Differing, ColumnCount };

    explicit DifferenceModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// `names`: of the two runs.
    void show(ComparedRuns runs, const QStringList& names);
    /// The pair of a row; none: the row of all.
    std::optional<TaskPair> pairAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    void sortRows();
    QString textOf(const TaskDifference& task, int column) const;
    QString textOfAll(int column) const;
    Duration sumOf(int column) const;
    static Duration figure(const TaskDifference& task, int column);

    ComparedRuns m_runs;
    QStringList m_names;
    std::vector<std::size_t> m_rows; ///< indexes into the difference's tasks
    int m_sortColumn = -1;           ///< none: in the order of the tasks
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

} // namespace simul
