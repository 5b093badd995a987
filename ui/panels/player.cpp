#include "ui/panels/player.h"

#include "engine/analysis/explanation.h"

#include <algorithm>
#include <cmath>

namespace simul {

namespace {

constexpr int frameMs = 16;
constexpr double wantedSeconds = 20; ///< how long playing the whole run should take

/// 1, 2, 5, 10, 20...
double roundSpeed(double speed) {
    const double power = std::pow(10, std::floor(std::log10(speed)));
    const double lead = speed / power;
    return (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10) * power;
}

} // namespace

Player::Player(RunController& controller, ViewState& view, QObject* parent)
    : QObject(parent), m_controller(controller), m_view(view) {
    m_frame.setInterval(frameMs);
    m_frame.setTimerType(Qt::PreciseTimer);
    connect(&m_frame, &QTimer::timeout, this, &Player::advance);
    connect(&controller, &RunController::comparisonReplaced, this, &Player::adopt);
    connect(&controller, &RunController::comparisonGrew, this, &Player::follow);
    connect(&controller, &RunController::runningChanged, this, &Player::playingChanged);
}

bool Player::isPlaying() const {
    return m_controller.isLive() ? m_follows : m_frame.isActive();
}

ClockKind Player::clock() const {
    const Comparison* comparison = m_controller.comparison();
    return comparison == nullptr || comparison->runs.empty() ? ClockKind::Simulated : comparison->runs.front().clock;
}

void Player::adopt() {
    pause();
    const Comparison* comparison = m_controller.comparison();
    m_follows = comparison != nullptr && comparison->runs.empty(); // they are to come
    if (comparison == nullptr || comparison->runs.empty() || (comparison->scenario == m_scenario && comparison->file == m_file))
        return;
    m_scenario = comparison->scenario;
    m_file = comparison->file;
    constexpr double least = 1e-9; // a nanosecond in a second
    const double fitting = roundSpeed(std::clamp(toSeconds(comparison->end()) / wantedSeconds, least, fastest));
    m_slowest = std::min(1.0, fitting / 10);
    if (toSeconds(comparison->end()) >= 1) // may be watched as it was
        m_slowest = 1;
    setSpeed(fitting);
    emit speedChanged(); // also of what is slowest
}

void Player::follow() {
    if (m_follows && m_controller.comparison() != nullptr && !m_controller.comparison()->runs.empty())
        m_view.setPlayhead(m_controller.comparison()->runs.back().trace->end());
}

void Player::setPlaying(bool playing) {
    if (playing == isPlaying() || m_controller.comparison() == nullptr)
        return;
    if (m_controller.isLive()) {
        m_follows = playing;
        follow();
        emit playingChanged();
        return;
    }
    if (!playing) {
        pause();
        return;
    }
    if (m_view.playhead() >= m_view.end())
        m_view.setPlayhead(TraceTime{});
    m_rest = 0;
    m_view.beginGesture(); // the pages that it turns are no part of how one came here
    m_sinceFrame.start();
    m_frame.start();
    m_view.setDimsAfterPlayhead(true);
    emit playingChanged();
}

void Player::pause() {
    if (!m_frame.isActive())
        return;
    m_frame.stop();
    m_view.setDimsAfterPlayhead(false);
    using namespace std::chrono;
    if (m_view.end().time_since_epoch() >= 10min) // where the clock has no fractions either
        m_view.setPlayhead(TraceTime(floor<seconds>(m_view.playhead().time_since_epoch())));
    emit playingChanged();
}

void Player::advance() {
    m_rest += static_cast<double>(m_sinceFrame.nsecsElapsed()) * m_speed;
    m_sinceFrame.start();
    const double whole = std::floor(m_rest);
    m_rest -= whole;
    m_view.setPlayhead(m_view.playhead() + Duration(static_cast<Duration::rep>(whole)));
    const TimeRange range = m_view.target();
    if (!range.contains(m_view.playhead()) && m_view.playhead() < m_view.end()) // turn the page
        m_view.dragTo({m_view.playhead(), m_view.playhead() + range.span()});
    if (m_view.playhead() >= m_view.end())
        pause();
}

void Player::setSpeed(double speed) {
    speed = std::clamp(speed, m_slowest, fastest);
    if (speed == m_speed)
        return;
    m_speed = speed;
    emit speedChanged();
}

void Player::goTo(TraceTime time) {
    if (m_controller.isLive() && m_follows) {
        m_follows = false;
        emit playingChanged();
    }
    m_view.setPlayhead(time);
    m_view.reveal(m_view.playhead());
    if (m_view.selection()) { // what is explained follows the playhead
        Selection selection = *m_view.selection();
        selection.time = m_view.playhead();
        m_view.select(selection);
    }
}

void Player::toStart() {
    goTo(TraceTime{});
}
void Player::toEnd() {
    goTo(m_view.end());
}

void Player::stepForward() {
    if (m_controller.comparison() == nullptr)
        return;
    pause();
    std::optional<TraceTime> next;
    for (const ModeRun& run : m_controller.comparison()->runs) {
        const auto change = nextChange(*run.trace, m_view.playhead());
        if (change && (!next || *change < *next))
            next = change;
    }
    goTo(next.value_or(m_view.end()));
}

void Player::stepBack() {
    if (m_controller.comparison() == nullptr)
        return;
    pause();
    std::optional<TraceTime> previous;
    for (const ModeRun& run : m_controller.comparison()->runs) {
        const auto change = previousChange(*run.trace, m_view.playhead());
        if (change && (!previous || *change > *previous))
            previous = change;
    }
    goTo(previous.value_or(TraceTime{}));
}

} // namespace simul
