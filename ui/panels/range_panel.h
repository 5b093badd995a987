#pragma once

#include "ui/appearance.h"
#include "ui/panels/range_meter.h"
#include "ui/panels/range_model.h"
#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QTableView;

namespace simul {

class RangeHead;

/// The range that is measured, in numbers: what a run's tasks do in it, each and all together. Times are there at once,
/// counts and percentiles come as soon as every slice was looked at. GUI thread only.
class RangePanel : public QWidget {
    Q_OBJECT

public:
    RangePanel(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent = nullptr);

    const RangeStateModel* states() const { return m_states; }
    const RangeTaskModel* tasks() const { return m_tasks; }
    /// Whether everything is known of what is shown.
    bool isExact() const { return m_shown.range.isExact; }

public slots:
    void copyText();
    void copyCsv(); ///< of all tasks, in seconds

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void buildTables();
    QWidget* makeFigures();
    void renew();
    void adopt(const MeasuredRange& measured);
    void showStates();
    void showNothing();
    void showParts(bool hasRange);
    void forget();
    void followRow(int row);
    std::size_t currentRun() const;
    std::optional<LaneId> wantedLane() const;

    Appearance& m_appearance;
    RunController& m_controller;
    ViewState& m_view;
    RangeStateModel* m_states;
    RangeTaskModel* m_tasks;
    RangeMeter* m_meter;
    MeasuredRange m_shown;
    QLabel* m_empty = nullptr;
    RangeHead* m_head = nullptr;
    QWidget* m_figures = nullptr; ///< which of them the tasks are told
    QTableView* m_stateTable = nullptr;
    QTableView* m_taskTable = nullptr;
    QTimer m_soon; ///< a live run grows at frame rate
    bool m_isFollowing = false;
};

} // namespace simul
