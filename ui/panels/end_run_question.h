#pragma once

#include <QMessageBox>

namespace simul {

class RunController;

/// Whether a run on the real clock may be ended for something else. It goes on meanwhile, and may end by itself. There is one
/// question at a time: a newer one takes its place. GUI thread.
class EndRunQuestion : public QMessageBox {
    Q_OBJECT

public:
    struct Words {
        QString goesOn;   ///< what is asked while it runs,
        QString stop;     ///< what the button says then,
        QString fate;     ///< and what becomes of the run
        QString hasEnded; ///< what is asked once it has ended,
        QString accept;   ///< and what the button says then
    };

    /// Deletes itself when it is answered. `controller` must outlive it.
    EndRunQuestion(RunController& controller, const Words& words, QWidget* parent);

signals:
    void answered(bool ends);
};

} // namespace simul
