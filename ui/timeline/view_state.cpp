#include "ui/timeline/view_state.h"

#include <QEasingCurve>

#include <algorithm>
#include <cmath>
#include <utility>

namespace simul {

namespace {

constexpr int animationMs = 120;
constexpr double zoomStep = 1.5;

} // namespace

ViewState::ViewState(QObject* parent) : QObject(parent) {
    m_animation.setDuration(animationMs);
    m_animation.setStartValue(0.0);
    m_animation.setEndValue(1.0);
    m_animation.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_animation, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        const double part = value.toDouble();
        show({m_from.begin + scaled(m_target.begin - m_from.begin, part),
              m_from.end + scaled(m_target.end - m_from.end, part)});
    });
    reset(TraceTime{}, {});
}

void ViewState::setEnd(TraceTime end) {
    if (end == m_end)
        return;
    const bool showedAll = m_target == whole();
    m_end = end;
    if (showedAll) { // a live run grows: keep on showing all of it
        m_history.now().range = whole();
        moveTo(whole(), false);
    } else if (const TimeRange fitting = showable(m_target, m_end); fitting != m_target) {
        moveTo(fitting, false);
    }
    renewMeasured();
    emit rangeChanged(); // the minimap depends on the end too
}

void ViewState::reset(TraceTime end, TimeRange range, Marks marks, std::optional<TimeRange> measured) {
    m_end = end;
    m_measuredRun.reset();
    std::ranges::stable_sort(marks, {}, [](const Mark& mark) { return mark.time.begin; });
    m_history.reset({range.span() > Duration::zero() ? showable(range, m_end) : whole(), m_history.now().lanes,
                     std::make_shared<const Marks>(std::move(marks)), measured});
    moveTo(m_history.now().range, false);
    setPlayhead(m_playhead);
    clearSelection();
    renewMeasured();
    emit marksChanged();
    emit historyChanged();
}

void ViewState::setRange(TimeRange range) {
    go(range, Gesture::Jump, true);
}

void ViewState::dragTo(TimeRange range) {
    go(range, Gesture::Drag, false);
}

void ViewState::zoomAbout(TraceTime about, double factor) {
    if (!(factor > 0))
        return;
    go(zoomed(m_target, about, factor, m_end), Gesture::Zoom, true);
}

void ViewState::zoomIn() {
    zoomAbout(zoomCentre(), zoomStep);
}
void ViewState::zoomOut() {
    zoomAbout(zoomCentre(), 1 / zoomStep);
}

TraceTime ViewState::zoomCentre() const {
    return m_target.contains(m_playhead) ? m_playhead : m_target.begin + m_target.span() / 2;
}

void ViewState::panBy(Duration by) {
    by = std::clamp(by, -whole().span(), whole().span());
    go({m_target.begin + by, m_target.end + by}, Gesture::Pan, true);
}

void ViewState::panByPart(double part) {
    panBy(scaled(m_target.span(), part));
}

void ViewState::fit() {
    go(whole(), Gesture::Jump, true);
}

void ViewState::reveal(TraceTime time, bool continues) {
    if (m_target.contains(time))
        return;
    const Duration margin = m_target.span() / 10;
    const Duration by = time < m_target.begin ? time - m_target.begin - margin : time - m_target.end + margin;
    if (!continues)
        return panBy(by);
    m_history.now().range = showable({m_target.begin + by, m_target.end + by}, m_end);
    moveTo(m_history.now().range, m_animated);
}

void ViewState::setLanes(LaneChoices lanes, bool continues) {
    if (lanes == this->lanes())
        return;
    m_history.change(Gesture::Lanes, m_target, continues).lanes = std::make_shared<const LaneChoices>(std::move(lanes));
    emit lanesChanged();
    emit historyChanged();
}

void ViewState::restoreLanes(const LaneChoices& lanes) {
    const bool isOther = lanes != this->lanes();
    m_history.setLanes(lanes);
    if (isOther)
        emit lanesChanged();
}

void ViewState::undo() {
    if (!canUndo())
        return;
    const ViewHistory::Step before = m_history.now();
    m_history.undo();
    follow(before);
    if (before.playhead && m_playhead == before.playhead->to)
        setPlayhead(before.playhead->from);
}

void ViewState::redo() {
    if (!canRedo())
        return;
    const ViewHistory::Step before = m_history.now();
    m_history.redo();
    follow(before);
    if (const auto& carried = m_history.now().playhead; carried && m_playhead == carried->from)
        setPlayhead(carried->to);
}

void ViewState::takeBack() {
    const ViewHistory::Step before = m_history.now();
    if (m_history.takeBack())
        follow(before);
}

void ViewState::follow(const ViewHistory::Step& before) {
    moveTo(showable(m_history.now().range, m_end), m_animated);
    if (*before.lanes != lanes())
        emit lanesChanged();
    if (*before.marks != marks())
        emit marksChanged();
    renewMeasured();
    emit historyChanged();
}

void ViewState::setPlayhead(TraceTime time) {
    time = std::clamp(time, TraceTime{}, std::max(m_end, TraceTime{}));
    if (time == m_playhead)
        return;
    m_playhead = time;
    emit playheadChanged();
}

void ViewState::setDimsAfterPlayhead(bool dims) {
    if (dims == m_dims)
        return;
    m_dims = dims;
    emit dimsAfterPlayheadChanged();
}

void ViewState::setColourBy(ColourBy colourBy) {
    if (std::exchange(m_colourBy, colourBy) != colourBy)
        emit looksChanged();
}

void ViewState::setShowsAllArrows(bool all) {
    if (std::exchange(m_allArrows, all) != all)
        emit looksChanged();
}

void ViewState::select(std::optional<Selection> selection) {
    if (selection == m_selection)
        return;
    m_selection = std::move(selection);
    m_measuredRun.reset();
    emit selectionChanged();
}

void ViewState::setMeasuredRun(std::size_t run) {
    if (std::exchange(m_measuredRun, run) != run)
        emit measuredChanged();
}

bool ViewState::changeMarks(Marks marks, Gesture gesture) {
    std::ranges::stable_sort(marks, {}, [](const Mark& mark) { return mark.time.begin; });
    if (marks == this->marks())
        return false;
    m_history.move(gesture, m_target).marks = std::make_shared<const Marks>(std::move(marks));
    emit marksChanged();
    emit historyChanged();
    return true;
}

void ViewState::nudgeMark(Marks marks, TraceTime playhead) {
    if (!changeMarks(std::move(marks), Gesture::NudgeMark))
        return;
    std::optional<ViewHistory::Carried>& carried = m_history.now().playhead;
    carried = {carried ? carried->from : m_playhead, playhead};
    setPlayhead(playhead);
}

void ViewState::measure(TimeRange range, bool continues) {
    const std::optional<TimeRange> within = withinRun(range, m_end);
    if (within == measured())
        return;
    m_history.change(Gesture::Measure, m_target, continues).measured = within;
    renewMeasured();
    emit historyChanged();
}

void ViewState::renewMeasured() {
    const std::optional<TimeRange> within = withinRun(m_history.now().measured, m_end);
    if (std::exchange(m_measured, within) != within)
        emit measuredChanged();
}

void ViewState::setCompared(std::optional<RunPair> pair) {
    if (std::exchange(m_compared, pair) != pair)
        emit comparedChanged();
}

void ViewState::go(TimeRange range, Gesture gesture, bool animate) {
    range = showable(range, m_end);
    if (range == m_target)
        return;
    m_history.move(gesture, m_target).range = range;
    emit historyChanged();
    moveTo(range, animate && m_animated);
}

void ViewState::moveTo(TimeRange range, bool animate) {
    m_animation.stop();
    m_target = range;
    if (!animate) {
        show(range);
        return;
    }
    m_from = m_range;
    m_animation.start();
}

void ViewState::show(TimeRange range) {
    if (range == m_range)
        return;
    m_range = range;
    emit rangeChanged();
}

} // namespace simul
