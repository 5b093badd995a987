#pragma once

#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <map>
#include <optional>

namespace simul {

/// Keeps what the user looks at when another comparison takes the place of the one shown: a new story opens at its
/// first look and with the marks that were set in it, a changed parameter leaves range, selection and marks where they are.
/// GUI thread only.
class ViewKeeper : public QObject {
    Q_OBJECT

public:
    /// Both must outlive the keeper.
    ViewKeeper(RunController& controller, ViewState& view, QObject* parent = nullptr);

private:
    void adopt();
    void grow();
    void keepSelection();

    RunController& m_controller;
    ViewState& m_view;
    const Scenario* m_scenario = nullptr;
    ClockKind m_clock = ClockKind::Simulated;
    std::map<std::string, Marks> m_marks; ///< by the story's name
    const Scenario* m_marked = nullptr;   ///< the story whose marks the view has
    std::vector<Mode> m_modes; ///< of the runs that were shown: a selection counts runs
};

} // namespace simul
