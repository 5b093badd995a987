#include "ui/timeline/view_history.h"

#include <utility>

namespace simul {

namespace {

constexpr qint64 oneGestureMs = 500;

} // namespace

void ViewHistory::reset(Step step) {
    m_steps = {std::move(step)};
    m_position = 0;
    beginGesture();
}

void ViewHistory::beginGesture() {
    m_begun = m_position;
    m_last = Gesture::Jump;
}

ViewHistory::Step& ViewHistory::change(Gesture gesture, TimeRange shown, bool continues) {
    const bool isSameStep = continues && gesture == m_last && canUndo();
    m_last = gesture;
    m_steps.resize(m_position + 1);
    if (isSameStep)
        return now();
    Step step = now();
    step.range = shown;
    step.playhead.reset();
    m_steps.push_back(std::move(step));
    ++m_position;
    return now();
}

ViewHistory::Step& ViewHistory::move(Gesture gesture, TimeRange shown) {
    const bool isQuick = m_sinceMove.isValid() && m_sinceMove.elapsed() < oneGestureMs;
    const bool isDragged = gesture == Gesture::Drag || gesture == Gesture::DragMark;
    m_sinceMove.start();
    return change(gesture, shown, isDragged || (gesture != Gesture::Jump && isQuick));
}

bool ViewHistory::takeBack() {
    if (m_position <= m_begun)
        return false;
    goTo(m_begun);
    m_steps.resize(m_position + 1);
    return true;
}

void ViewHistory::setLanes(const LaneChoices& lanes) {
    const auto shared = std::make_shared<const LaneChoices>(lanes);
    for (Step& step : m_steps)
        step.lanes = shared;
}

void ViewHistory::goTo(std::size_t position) {
    m_position = position;
    m_last = Gesture::Jump;
}

} // namespace simul
