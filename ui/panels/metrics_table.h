#pragma once

#include "ui/appearance.h"
#include "ui/panels/metrics_model.h"
#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QTableView>

namespace simul {

/// The table below the transport. A chosen row chooses the panel, and the other way round.
class MetricsTable : public QTableView {
    Q_OBJECT

public:
    MetricsTable(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void setUp();
    void layOutColumns();
    void selectRun(int row);
    void showSelection();

    Appearance& m_appearance;
    RunController& m_controller;
    ViewState& m_viewState;
    MetricsModel* m_metrics;
    bool m_scrolls = false; ///< sideways: the bar needs room of its own
};

} // namespace simul
