// The keys of a TimelineView that has the focus; the window has most of them too.

#include "ui/timeline/key_position.h"
#include "ui/timeline/timeline_view_private.h"

#include <QKeyEvent>

#include <algorithm>
#include <array>
#include <span>

namespace simul {

namespace {

struct KeyVerb {
    int key;
    void (TimelineView::*verb)();
};

constexpr std::array always = {
    KeyVerb{Qt::Key_W, &TimelineView::zoomInAtPointer},
    KeyVerb{Qt::Key_Plus, &TimelineView::zoomInAtPointer},
    KeyVerb{Qt::Key_Equal, &TimelineView::zoomInAtPointer},
    KeyVerb{Qt::Key_S, &TimelineView::zoomOutAtPointer},
    KeyVerb{Qt::Key_Minus, &TimelineView::zoomOutAtPointer},
    KeyVerb{Qt::Key_A, &TimelineView::panLeft},
    KeyVerb{Qt::Key_D, &TimelineView::panRight},
    KeyVerb{Qt::Key_F, &TimelineView::focusSelection},
    KeyVerb{Qt::Key_0, &TimelineView::fitAll},
    KeyVerb{Qt::Key_Period, &TimelineView::nextEvent},
    KeyVerb{Qt::Key_Comma, &TimelineView::previousEvent},
    KeyVerb{Qt::Key_BracketRight, &TimelineView::followLink},
    KeyVerb{Qt::Key_BracketLeft, &TimelineView::followLinkBack},
    KeyVerb{Qt::Key_P, &TimelineView::pinLane},
    KeyVerb{Qt::Key_C, &TimelineView::toggleColours},
    KeyVerb{Qt::Key_L, &TimelineView::toggleArrows},
    KeyVerb{Qt::Key_M, &TimelineView::markHere},
    KeyVerb{Qt::Key_R, &TimelineView::measureSelection},
    KeyVerb{Qt::Key_I, &TimelineView::measureFromHere},
    KeyVerb{Qt::Key_O, &TimelineView::measureToHere},
    KeyVerb{Qt::Key_Up, &TimelineView::laneUp},
    KeyVerb{Qt::Key_Down, &TimelineView::laneDown},
};
constexpr std::array withShift = {
    KeyVerb{Qt::Key_Left, &TimelineView::panLeft},
    KeyVerb{Qt::Key_Right, &TimelineView::panRight},
    KeyVerb{Qt::Key_M, &TimelineView::markMeasured},
};
constexpr std::array withSelection = {
    KeyVerb{Qt::Key_Left, &TimelineView::previousEvent},
    KeyVerb{Qt::Key_Right, &TimelineView::nextEvent},
    KeyVerb{Qt::Key_Escape, &TimelineView::clearSelection},
};
constexpr std::array withControlAndShift = {
    KeyVerb{Qt::Key_Up, &TimelineView::moveLaneUp},
    KeyVerb{Qt::Key_Down, &TimelineView::moveLaneDown},
    KeyVerb{Qt::Key_Plus, &TimelineView::growLane},
    KeyVerb{Qt::Key_Minus, &TimelineView::shrinkLane},
    KeyVerb{Qt::Key_Underscore, &TimelineView::shrinkLane},
};

} // namespace

void TimelineView::keyPressEvent(QKeyEvent* event) {
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
    else if (isEnter && d->canvas.canRun())
        emit runRequested();
    else
        event->ignore(); // the window's keys: Space, Left and Right without a selection, ...
}

} // namespace simul
