// The keys of a TimelineView that has the focus; the window has most of them too.

#include "ui/timeline/key_position.h"
#include "ui/timeline/timeline_view_private.h"

#include <QKeyEvent>

#include <algorithm>
#include <array>
#include <span>

namespace simul {

void TimelineView::keyPressEvent(QKeyEvent* event) {
    struct KeyVerb {
        int key;
        void (TimelineView::*verb)();
    };
    static constexpr std::array<KeyVerb, 22> always = {{{Qt::Key_W, &TimelineView::zoomInAtPointer},
                                                        {Qt::Key_Plus, &TimelineView::zoomInAtPointer},
                                                        {Qt::Key_Equal, &TimelineView::zoomInAtPointer},
                                                        {Qt::Key_S, &TimelineView::zoomOutAtPointer},
                                                        {Qt::Key_Minus, &TimelineView::zoomOutAtPointer},
                                                        {Qt::Key_A, &TimelineView::panLeft},
                                                        {Qt::Key_D, &TimelineView::panRight},
                                                        {Qt::Key_F, &TimelineView::focusSelection},
                                                        {Qt::Key_0, &TimelineView::fitAll},
                                                        {Qt::Key_Period, &TimelineView::nextEvent},
                                                        {Qt::Key_Comma, &TimelineView::previousEvent},
                                                        {Qt::Key_BracketRight, &TimelineView::followLink},
                                                        {Qt::Key_BracketLeft, &TimelineView::followLinkBack},
                                                        {Qt::Key_P, &TimelineView::pinLane},
                                                        {Qt::Key_C, &TimelineView::toggleColours},
                                                        {Qt::Key_L, &TimelineView::toggleArrows},
                                                        {Qt::Key_M, &TimelineView::markHere},
                                                        {Qt::Key_R, &TimelineView::measureSelection},
                                                        {Qt::Key_I, &TimelineView::measureFromHere},
                                                        {Qt::Key_O, &TimelineView::measureToHere},
                                                        {Qt::Key_Up, &TimelineView::laneUp},
                                                        {Qt::Key_Down, &TimelineView::laneDown}}};
    static constexpr std::array<KeyVerb, 3> withShift = {{{Qt::Key_Left, &TimelineView::panLeft},
                                                          {Qt::Key_Right, &TimelineView::panRight},
                                                          {Qt::Key_M, &TimelineView::markMeasured}}};
    static constexpr std::array<KeyVerb, 3> withSelection = {{{Qt::Key_Left, &TimelineView::previousEvent},
                                                              {Qt::Key_Right, &TimelineView::nextEvent},
                                                              {Qt::Key_Escape, &TimelineView::clearSelection}}};
    static constexpr std::array<KeyVerb, 5> withControlAndShift = {{{Qt::Key_Up, &TimelineView::moveLaneUp},
                                                                    {Qt::Key_Down, &TimelineView::moveLaneDown},
                                                                    {Qt::Key_Plus, &TimelineView::growLane},
                                                                    {Qt::Key_Minus, &TimelineView::shrinkLane},
                                                                    {Qt::Key_Underscore, &TimelineView::shrinkLane}}};
    if (event->key() == Qt::Key_Escape && d->drag != Private::Drag::None)
        return d->abandonDrag();
    const auto runs = [&](std::span<const KeyVerb> verbs) {
        const auto found = std::ranges::find(verbs, positionalKey(*event), &KeyVerb::key);
        if (found == verbs.end())
            return false;
        (this->*found->verb)();
        return true;
    };
    const Qt::KeyboardModifiers modifiers = event->modifiers();
    const bool isPlain = !(modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    const bool hasSelection = d->state.selection().has_value();
    if (isPlain &&
        (((modifiers & Qt::ShiftModifier) && runs(withShift)) || runs(always) || (hasSelection && runs(withSelection))))
        return;
    constexpr Qt::KeyboardModifiers controlAndShift = Qt::ControlModifier | Qt::ShiftModifier;
    if ((modifiers & ~Qt::KeypadModifier) == controlAndShift && runs(withControlAndShift))
        return;
    if (event->matches(QKeySequence::Copy))
        return copySelection();
    if (isPlain && (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown))
        return d->scrollBar->triggerAction(event->key() == Qt::Key_PageUp ? QAbstractSlider::SliderPageStepSub
                                                                          : QAbstractSlider::SliderPageStepAdd);
    if (event->key() == Qt::Key_F10 && modifiers == Qt::ShiftModifier) // as the Menu key, which not every keyboard has
        return d->openMenuOfSelection();
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && hasSelection)
        emit sliceActivated(*d->state.selection());
    else if (isEnter && d->canvas.isEmpty())
        emit runRequested();
    else
        event->ignore(); // the window's keys: Space, Left and Right without a selection, ...
}

} // namespace simul
