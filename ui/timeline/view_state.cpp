#include "ui/timeline/view_state.h"

#include <QEasingCurve>

#include <algorithm>
#include <cmath>
#include <utility>

namespace simul {

namespace {

constexpr int animationMs = 120;
constexpr Duration smallestSpan = std::chrono::nanoseconds(100);
constexpr double zoomStep = 1.5;

Duration scaled(Duration duration, double factor) {
    return Duration(std::llround(static_cast<double>(duration.count()) * factor));
}

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

TimeRange ViewState::whole() const {
    return {TraceTime{}, m_end + std::max(m_end.time_since_epoch() / 50, smallestSpan)};
}

void ViewState::setEnd(TraceTime end) {
    if (end == m_end)
        return;
    const bool showedAll = m_target == whole();
    m_end = end;
    if (showedAll) { // a live run grows: keep on showing all of it
        m_history.now().range = whole();
        moveTo(whole(), false);
    } else if (const TimeRange fitting = clamped(m_target); fitting != m_target) {
        moveTo(fitting, false);
    }
    if (m_measured)
        measure(*m_measured);
    emit rangeChanged(); // the minimap depends on the end too
}

void ViewState::reset(TraceTime end, TimeRange range, Marks marks) {
    m_end = end;
    std::ranges::stable_sort(marks, {}, [](const Mark& mark) { return mark.time.begin; });
    m_history.reset({range.span() > Duration::zero() ? clamped(range) : whole(), m_history.now().lanes,
                     std::make_shared<const Marks>(std::move(marks))});
    moveTo(m_history.now().range, false);
    setPlayhead(m_playhead);
    clearSelection();
    clearMeasured();
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
    // Bounded: beyond what can be shown, nanoseconds would overflow, and what is to stay in place be rounded away.
    const auto shown = static_cast<double>(m_target.span().count());
    const double least = static_cast<double>(smallestSpan.count()) / shown;
    const double most = 2 * static_cast<double>(whole().span().count()) / shown;
    const double part = std::clamp(1 / factor, least, std::max(most, least));
    go({about - scaled(about - m_target.begin, part), about + scaled(m_target.end - about, part)}, Gesture::Zoom, true);
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

void ViewState::reveal(TraceTime time) {
    if (m_target.contains(time))
        return;
    const Duration margin = m_target.span() / 10;
    panBy(time < m_target.begin ? time - m_target.begin - margin : time - m_target.end + margin);
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
}

void ViewState::redo() {
    if (!canRedo())
        return;
    const ViewHistory::Step before = m_history.now();
    m_history.redo();
    follow(before);
}

void ViewState::follow(const ViewHistory::Step& before) {
    moveTo(clamped(m_history.now().range), m_animated);
    if (*before.lanes != lanes())
        emit lanesChanged();
    if (*before.marks != marks())
        emit marksChanged();
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
    emit selectionChanged();
}

void ViewState::setMarks(Marks marks) {
    std::ranges::stable_sort(marks, {}, [](const Mark& mark) { return mark.time.begin; });
    if (marks == this->marks())
        return;
    m_history.change(Gesture::Jump, m_target, false).marks = std::make_shared<const Marks>(std::move(marks));
    emit marksChanged();
    emit historyChanged();
}

void ViewState::measure(TimeRange range) {
    if (range.end < range.begin)
        std::swap(range.begin, range.end);
    range = {std::clamp(range.begin, TraceTime{}, m_end), std::clamp(range.end, TraceTime{}, m_end)};
    setMeasured(range.span() > Duration::zero() ? std::optional(range) : std::nullopt);
}

void ViewState::clearMeasured() {
    setMeasured(std::nullopt);
}

void ViewState::setMeasured(std::optional<TimeRange> range) {
    if (range == m_measured)
        return;
    m_measured = range;
    emit measuredChanged();
}

void ViewState::go(TimeRange range, Gesture gesture, bool animate) {
    range = clamped(range);
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

TimeRange ViewState::clamped(TimeRange range) const {
    const TimeRange most = whole();
    const Duration span = std::clamp(range.span(), smallestSpan, most.span());
    if (span != range.span()) // around the same centre
        range.begin += (range.span() - span) / 2;
    range.begin = std::clamp(range.begin, most.begin, most.end - span);
    return {range.begin, range.begin + span};
}

} // namespace simul
