#pragma once

#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QTimer>

#include <optional>

namespace simul {

/// Remembers between two starts what colours say and which arrows there are. What a session brings is shown in place of
/// that, and of it only what the user changes then is remembered. GUI thread only.
class LookKeeper : public QObject {
    Q_OBJECT

public:
    /// Shows them as they were the last time. Both must outlive the keeper.
    LookKeeper(RunController& controller, ViewState& view, QObject* parent = nullptr);
    ~LookKeeper() override;

public slots:
    /// They are now as a file has them.
    void lend();

private:
    struct Looks {
        ColourBy colourBy;
        bool allArrows;
    };
    struct Loan {
        Looks own; ///< before they came
        Looks brought;
    };

    static Looks remembered();
    Looks shown() const { return {m_view.colourBy(), m_view.showsAllArrows()}; }
    void write();

    ViewState& m_view;
    std::optional<Loan> m_loan;
    QTimer m_later; ///< what a file brings is known as such a moment after it is shown
};

} // namespace simul
