#pragma once

#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QElapsedTimer>
#include <QTimer>

namespace simul {

/// Moves the playhead: playing on the simulated clock, following now on the real one, stepping on both. GUI thread
/// only.
class Player : public QObject {
    Q_OBJECT

public:
    static constexpr double fastest = 10'000;

    /// Both must outlive the player.
    Player(RunController& controller, ViewState& view, QObject* parent = nullptr);

    /// On the real clock: the playhead follows now.
    bool isPlaying() const;
    ClockKind clock() const;                 ///< of the runs that are shown
    double speed() const { return m_speed; }     ///< seconds of the story in a second
    double slowest() const { return m_slowest; } ///< 1, and less for what would be over at once

public slots:
    void setPlaying(bool playing);
    void toggle() { setPlaying(!isPlaying()); }
    void setSpeed(double speed);
    void toStart();
    void toEnd();
    void stepForward();
    void stepBack();

signals:
    void playingChanged();
    void speedChanged();

private:
    void adopt();
    void follow();
    void advance();
    void pause();
    void goTo(TraceTime time);

    RunController& m_controller;
    ViewState& m_view;
    QTimer m_frame;
    QElapsedTimer m_sinceFrame;
    double m_rest = 0; ///< nanoseconds of the story that were too few to show
    double m_speed = 1;
    double m_slowest = 1;
    const Scenario* m_scenario = nullptr; ///< whose length has set the speed,
    std::string m_file;                   ///< and of which file
    bool m_follows = true;                ///< now, on the real clock
};

} // namespace simul
