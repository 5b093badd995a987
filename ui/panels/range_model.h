#pragma once

#include "engine/analysis/range_statistics.h"

#include <QAbstractTableModel>

#include <memory>

namespace simul {

/// A length of time in a column: "5 s", "333.3 ms", "0:01:30".
QString cellSpan(Duration length);

/// What lanes do in a range: a column for each state that occurs, a row for each figure.
class RangeStateModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Row { Time, Share, Slices, Cut, Least, Mean, Median, P90, P99, Most, RowCount };

    explicit RangeStateModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// `isExact`: otherwise only times are known.
    void show(const StateUses& uses, bool isExact);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString textOf(const StateUse& use, int row) const;
    static QString nameOfRow(int row);

    StateUses m_uses{};
    std::vector<State> m_states; ///< by column, after the first
    Duration m_all{};
    bool m_isExact = false;
};

/// How long each task was in each state, in a range; sorted as one likes.
class RangeTaskModel : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit RangeTaskModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void show(std::shared_ptr<const Trace> trace, const std::vector<RangeStatistics::OfTask>& tasks);
    TaskId taskAt(int row) const { return m_tasks[static_cast<std::size_t>(row)].task; }
    int rowOf(TaskId task) const; ///< -1: it is not there in the range

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    void sortTasks();

    std::shared_ptr<const Trace> m_trace;
    std::vector<RangeStatistics::OfTask> m_tasks;
    std::vector<State> m_states; ///< by column, after the first
    int m_sortColumn = -1;       ///< none: in the order of the tasks
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

} // namespace simul
