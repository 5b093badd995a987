// How a TimelineView puts its lanes in order when something has changed, and how its panels get there.

#include "ui/timeline/timeline_view_private.h"

#include <QPainter>

#include <algorithm>

namespace simul {

void TimelineView::Private::arrange() {
    endGlide();
    hideTip();
    int lent = 0;
    for (const QPointer<QWidget>& guest : guests)
        lent += guest && !guest->isHidden() ? guest->height() : 0;
    canvas.setLent(lent);
    canvas.resize(q.size());
    updateScrollBar();
}

void TimelineView::Private::relayout() {
    hideTip();
    pointer.slice.reset();
    canvas.invalidateLanes();
    updateScrollBar();
    q.update();
}

/// A pan costs little as it is: then what is shown may stay as fine as it was.
void TimelineView::Private::moveRange() {
    hideTip();
    pointer.slice.reset();
    if (!canvas.moveLanes()) {
        canvas.setDetail(SumDetail::Quick);
        restTimer.start();
    }
    updateScrollBar();
    q.update();
}

void TimelineView::Private::updateScrollBar() {
    const QRect body = canvas.bodyRect();
    const int beyond = std::max(0, canvas.lanesHeight() - body.height());
    const int width = 10;
    scrollBar->setGeometry(body.right() + 1 - width, body.top(), width, body.height());
    scrollBar->setPageStep(body.height());
    scrollBar->setSingleStep(24);
    scrollBar->setRange(0, beyond); // may change the value, which tells the canvas
    scrollBar->setVisible(beyond > 0);
}

// ---- panels that fold and unfold

/// Before the lanes are laid out anew.
void TimelineView::Private::glideIfOneFolds() {
    if (!state.isAnimated() || !q.isVisible() || canvas.isEmpty())
        return;
    const bool oneFolds = std::ranges::any_of(
        canvas.layout().panels(), [this](const PanelPlan& panel) { return panel.collapsed != panelChoice(panel.run).collapsed; });
    if (!oneFolds)
        return;
    glide = PanelGlide(shown(), canvas.bodyRect(), canvas.theme().panel);
    gliding.stop();
    gliding.start();
}

void TimelineView::Private::endGlide() {
    gliding.stop();
    glide.reset();
    q.update();
}

/// Also in the middle of a glide.
PanelGlide::Picture TimelineView::Private::shown() {
    const double ratio = q.devicePixelRatioF();
    PanelGlide::Picture now{QImage(q.size() * ratio, QImage::Format_RGB32), canvas.panelStrips()};
    now.image.setDevicePixelRatio(ratio);
    QPainter painter(&now.image);
    canvas.paint(painter, pointer, ratio);
    painter.end();
    return glide ? glide->at(now, gliding.currentValue().toDouble()) : now;
}

} // namespace simul
