#pragma once

#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QTimer>

namespace simul {

/// Remembers what the user did to the lanes of each scenario, also between two starts. Lanes of a trace from another
/// program start as they are: the next one has other names. GUI thread only.
class LaneKeeper : public QObject {
    Q_OBJECT

public:
    /// Both must outlive the keeper.
    LaneKeeper(RunController& controller, ViewState& view, QObject* parent = nullptr);
    ~LaneKeeper() override;

private:
    void adopt();
    void write();

    RunController& m_controller;
    ViewState& m_view;
    const Scenario* m_scenario = nullptr;
    std::string m_file;
    QTimer m_later; ///< an edge that is dragged changes the lanes with every pixel: writing waits
};

} // namespace simul
