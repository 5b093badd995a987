#pragma once

#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QTimer>

#include <optional>

namespace simul {

/// Keeps what the user looks at when another comparison takes the place of the one shown: a new story opens at its
/// first look and with the marks that were set in it, also before the last start; a changed parameter leaves range, selection
/// and marks where they are. Marks that come with a file stay with it. GUI thread only.
class ViewKeeper : public QObject {
    Q_OBJECT

public:
    /// Both must outlive the keeper.
    ViewKeeper(RunController& controller, ViewState& view, QObject* parent = nullptr);
    ~ViewKeeper() override;

private:
    void adopt();
    void grow();
    void keepSelection();
    Marks marksFor(const Comparison* comparison);
    void writeMarks();

    RunController& m_controller;
    ViewState& m_view;
    const Scenario* m_scenario = nullptr;
    ClockKind m_clock = ClockKind::Simulated;
    const Scenario* m_marked = nullptr; ///< the story whose marks the view has; none: they came with a file
    QTimer m_later;                     ///< runs while there are marks to write
    std::vector<Mode> m_modes; ///< of the runs that were shown: a selection counts runs
};

} // namespace simul
