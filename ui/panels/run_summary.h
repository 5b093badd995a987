#pragma once

#include "ui/appearance.h"
#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QWidget>

namespace simul {

class ElidedLabel;
class FactGrid;
class ReportLines;

/// What a run came to as a whole: what its story measured, and what was forgotten.
class RunSummary : public QWidget {
    Q_OBJECT

public:
    RunSummary(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent = nullptr);

    /// Another selection or other runs.
    void renew();

private:
    RunController& m_controller;
    ViewState& m_view;
    ElidedLabel* m_title;
    FactGrid* m_measures;
    ReportLines* m_warnings;
};

/// The selected run if it is worth it; with no selection the first that is.
std::optional<std::size_t> runWorthShowing(const Comparison* comparison, const std::optional<Selection>& selection,
                                           bool (*isWorthIt)(const ModeRun&));

} // namespace simul
