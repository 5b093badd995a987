#pragma once

#include "ui/comparison.h"
#include "ui/panels/table_model.h"

namespace simul {

/// The comparison in numbers: a row for each run.
class MetricsModel : public TableModel {
    Q_OBJECT

public:
    enum Column {
        ModeColumn,
        Makespan,
        SpeedUp,
        Workers,
        Busy,
        Blocked,
        Switches,
        LongestWait,
        MeanFinish,
        FirstMeasure ///< from here on: what the story measures, a column each
    };
    enum Role {
        ShareRole = Qt::UserRole + 1, ///< of the makespan column: its part of the longest
        BestRole,                     ///< whether no run has a better value, and one has a worse
        IconRole,                     ///< of the mode
        OutcomeRole,                  ///< how the run ended, in words; empty if it was completed
    };

    using TableModel::TableModel;

    void setComparison(const Comparison* comparison); ///< must live until it is replaced
    void comparisonChanged();
    /// Those before the story's own.
    static constexpr int fixedColumns = FirstMeasure;

protected:
    int rows() const override { return m_rows; }
    int columns() const override { return fixedColumns + static_cast<int>(m_measures.size()); }
    bool isText(int column) const override { return column <= Makespan; }
    QString heading(int column) const override;
    QString headingHelp(int column) const override;
    QVariant cell(int row, int column, int role) const override;

private:
    QString textOf(const ModeRun& run, int column) const;
    double figure(const ModeRun& run, int column) const;
    bool isBest(const ModeRun& run, int column) const;

    const Measure* measureAt(const ModeRun& run, int column) const;
    QString measureTitle(int column) const;

    const Comparison* m_comparison = nullptr;
    std::vector<std::string> m_measures; ///< their names
    int m_rows = 0;
};

/// "deadlock at 0:35:00", "failed: ..."; empty of a run that was completed.
QString outcomeText(const ModeRun& run, Duration whole);

} // namespace simul
