#pragma once

#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

namespace simul {

/// Remembers what the user did to the lanes of each scenario, also between two starts. Lanes of a trace from another
/// program start as they are: the next one has other names. GUI thread only.
class LaneKeeper : public QObject {
    Q_OBJECT

public:
    /// Both must outlive the keeper.
    LaneKeeper(RunController& controller, ViewState& view, QObject* parent = nullptr);

private:
    void adopt();
    void remember() const;

    RunController& m_controller;
    ViewState& m_view;
    const Scenario* m_scenario = nullptr;
    std::string m_file;
};

} // namespace simul
