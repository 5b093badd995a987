#pragma once

#include "ui/background_job.h"
#include "ui/comparison.h"
#include "ui/real_run.h"
#include "ui/run_setup.h"

#include <QElapsedTimer>
#include <QTimer>

#include <deque>
#include <memory>
#include <variant>

namespace simul {

/// Runs what the setup says, never on the GUI thread, and keeps what came of it. On the simulated clock every change of
/// the setup runs again at once; on the real clock the user says when. GUI thread only.
class RunController : public QObject {
    Q_OBJECT

public:
    /// `setup` must outlive the controller.
    explicit RunController(RunSetup& setup, QObject* parent = nullptr);
    ~RunController() override;

    /// nullptr until something has run.
    const Comparison* comparison() const { return m_comparison.get(); }
    /// The story that is shown, else the one that would run.
    const Scenario& scenario() const { return m_comparison ? *m_comparison->scenario : m_setup.scenario(); }
    /// Something runs or is about to.
    bool isRunning() const {
        return m_realRun != nullptr || !m_waitingReal.empty() || m_simulated.isRunning() || m_rerun.isActive();
    }
    /// A run on the real clock goes on: the comparison grows.
    bool isLive() const { return m_realRun != nullptr; }
    /// The comparison is not yet what it will be: a real run goes on, or is to come.
    bool isGrowing() const { return m_realRun != nullptr || !m_waitingReal.empty() || showsWhatEnds(); }
    /// How far a live run is, in one line.
    QString progressText() const;

    /// Shows runs that come from a file in place of those there are.
    void showLoaded(std::unique_ptr<Comparison> comparison);

public slots:
    void run();
    void stop();
    /// Leaves what is shown for what the setup says: on the simulated clock that runs at once.
    void startOver();

signals:
    void runningChanged();
    void comparisonLeaves(); ///< there is one, and it is about to be replaced
    /// Another comparison is there, or none. The old one dies after the signal.
    void comparisonReplaced();
    void comparisonGrew();                ///< at frame rate
    void failed(const QString& sentence); ///< the run, not the program
    void runRequestedByUser();            ///< run() was called: earlier messages are out of date

private:
    void rerun();
    void runSimulated();
    void nextFrame();
    void startNextReal();
    void drainReal();
    void drainEnding();
    bool showsWhatEnds() const;
    ModeRun* shownOf(const RealRun& run) const;
    void letGoOfReal();
    void show(std::unique_ptr<Comparison> comparison);
    void bury();
    void forget();
    void reportFailures();
    void renewMetrics();

    RunSetup& m_setup;
    std::unique_ptr<Comparison> m_comparison;
    BackgroundJob<std::vector<ModeRun>> m_simulated;
    QTimer m_rerun; ///< collects the changes of one turn of the event loop
    std::deque<RunRequest> m_waitingReal;
    std::unique_ptr<RealRun> m_realRun;
    std::vector<std::unique_ptr<RealRun>> m_ending; ///< asked to stop; nobody waits for them
    QTimer m_frame;
    QElapsedTimer m_sinceMetrics;
    std::vector<std::unique_ptr<Comparison>> m_dead; ///< no longer shown by anybody
    BackgroundJob<std::monostate> m_burial{[this](std::monostate) { bury(); }};
};

} // namespace simul
