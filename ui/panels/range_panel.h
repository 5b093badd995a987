#pragma once

#include "ui/appearance.h"
#include "ui/background_job.h"
#include "ui/panels/range_model.h"
#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QTableView;

namespace simul {

class Button;
class Segmented;

/// The range that is measured, in numbers: what a run's tasks do in it, each and all together. Times are there at once,
/// counts and percentiles come as soon as every slice was looked at, beside the window. GUI thread only.
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
    struct Measured {
        std::shared_ptr<const Trace> trace;
        RangeStatistics range;
        std::optional<LaneId> lane; ///< only this one was asked for
        StateUses ofLane{};
    };

    void build();
    void buildTables();
    QWidget* makeHead();
    void renew();
    void measureNow();
    void measureExactly();
    void adopt(Measured measured);
    void showStates();
    void showNothing();
    void followRow(int row);
    std::size_t currentRun() const;
    std::optional<LaneId> wantedLane() const;
    static Measured measure(std::shared_ptr<const Trace> trace, TimeRange range, std::optional<LaneId> lane,
                            const std::stop_token& stop);

    Appearance& m_appearance;
    RunController& m_controller;
    ViewState& m_view;
    RangeStateModel* m_states;
    RangeTaskModel* m_tasks;
    Measured m_shown;
    QComboBox* m_runs = nullptr;
    Segmented* m_scope = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_empty = nullptr;
    QWidget* m_head = nullptr;
    QTableView* m_stateTable = nullptr;
    QTableView* m_taskTable = nullptr;
    QTimer m_soon; ///< a live run grows at frame rate
    QTimer m_rest; ///< until the range has come to rest
    bool m_isFollowing = false;
    BackgroundJob<Measured> m_estimate;
    BackgroundJob<Measured> m_exact;
};

} // namespace simul
