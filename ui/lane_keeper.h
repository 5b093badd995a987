#pragma once

#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QTimer>

#include <optional>

namespace simul {

/// Remembers what the user did to the lanes of each scenario, also between two starts. Lanes of a trace from another
/// program start as they are: the next one has other names. What a session brings is shown in place of that, and of it only
/// what the user changes then is remembered. GUI thread only.
class LaneKeeper : public QObject {
    Q_OBJECT

public:
    /// Both must outlive the keeper.
    LaneKeeper(RunController& controller, ViewState& view, QObject* parent = nullptr);
    ~LaneKeeper() override;

public slots:
    /// The lanes are now as a file has them.
    void lend();

private:
    struct Loan {
        LaneChoices own; ///< before they came
        LaneChoices brought;
    };

    void adopt();
    LaneChoices remembered() const;
    void write();

    RunController& m_controller;
    ViewState& m_view;
    const Scenario* m_scenario = nullptr;
    std::string m_path; ///< of the file that is shown
    std::optional<Loan> m_loan;
    QTimer m_later; ///< an edge that is dragged changes the lanes with every pixel: writing waits
};

} // namespace simul
