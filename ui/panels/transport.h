#pragma once

#include "ui/appearance.h"
#include "ui/panels/player.h"

#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace simul {

class Button;
class ClockText;
class ElidedLabel;
class Slider;

/// The bar below the timeline: steps, play, the clock, what happened last, the speed.
class Transport : public QWidget {
    Q_OBJECT

public:
    Transport(Appearance& appearance, RunController& controller, ViewState& view, Player& player,
              QWidget* parent = nullptr);

    ClockText* clock() const { return m_clock; }
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    Button* addButton(const char* icon, const QString& name, const QString& key, void (Player::*action)());
    void build();
    void buildSpeed(QHBoxLayout* layout);
    void showTime();
    void showLast();
    void showPlaying();
    void showSpeed();

    Appearance& m_appearance;
    RunController& m_controller;
    ViewState& m_view;
    Player& m_player;
    Button* m_play = nullptr;
    ClockText* m_clock = nullptr;
    QLabel* m_whole = nullptr;
    ElidedLabel* m_last = nullptr;
    QWidget* m_speedBox = nullptr;
    QLabel* m_slowest = nullptr;
    QLabel* m_fastest = nullptr;
    Slider* m_speed = nullptr;
    QLabel* m_speedText = nullptr;
    QTimer m_lastTimer; ///< looking up the last event costs more than a frame in long runs
};

} // namespace simul
