#include "ui/timeline/timeline_view.h"

#include "ui/timeline/timeline_accessible.h"
#include "ui/timeline/timeline_view_private.h"

#include <QEasingCurve>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

namespace simul {

namespace {

constexpr int tipDelayMs = 300;
constexpr int restMs = 80;
constexpr int glideMs = 150;
constexpr double wheelZoom = 1.25; ///< per notch
constexpr double notch = 120;      ///< of a wheel, in Qt's eighths of a degree

} // namespace

TimelineView::Private::Private(TimelineView& view, ViewState& viewState)
    : q(view), state(viewState), canvas(viewState), gliding(&view), scrollBar(new QScrollBar(Qt::Vertical, &view)) {
    tipTimer.setSingleShot(true);
    tipTimer.setInterval(tipDelayMs);
    scrollBar->hide();
    QObject::connect(scrollBar, &QScrollBar::valueChanged, &q, [this](int value) {
        hideTip();
        canvas.setScroll(value);
        q.update();
    });
    gliding.setObjectName(QStringLiteral("gliding"));
    gliding.setDuration(glideMs);
    gliding.setStartValue(0.0);
    gliding.setEndValue(1.0);
    gliding.setEasingCurve(QEasingCurve::OutCubic);
    QObject::connect(&gliding, &QVariantAnimation::valueChanged, &q, qOverload<>(&QWidget::update));
    QObject::connect(&gliding, &QAbstractAnimation::finished, &q, [this] { endGlide(); });
    restTimer.setSingleShot(true);
    restTimer.setInterval(restMs);
    QObject::connect(&restTimer, &QTimer::timeout, &q, [this] {
        canvas.setDetail(SumDetail::Fine);
        q.update();
    });
    QObject::connect(&tipTimer, &QTimer::timeout, &q, [this] { showTip(); });
    QObject::connect(&state, &ViewState::rangeChanged, &q, [this] { moveRange(); });
    QObject::connect(&state, &ViewState::selectionChanged, &q, [this] {
        relayout();
        revealLane();
        tellReaders();
    });
    QObject::connect(&state, &ViewState::marksChanged, &q, [this] {
        if ((drag == Drag::PendingMark || drag == Drag::Mark) && !movesMark)
            cancelDrag(); // the held one may be gone, or another's
        pointer.mark.reset();
        if (canvas.hasMarkBand() == state.marks().empty())
            arrange(); // it comes or goes
        q.update();
    });
    QObject::connect(&state, &ViewState::measuredChanged, &q, qOverload<>(&QWidget::update));
    QObject::connect(&state, &ViewState::lanesChanged, &q, [this] {
        glideIfOneFolds();
        canvas.invalidateChoices();
        relayout();
    });
    QObject::connect(&state, &ViewState::looksChanged, &q, [this] { relayout(); });
    QObject::connect(&state, &ViewState::playheadChanged, &q, qOverload<>(&QWidget::update));
    QObject::connect(&state, &ViewState::dimsAfterPlayheadChanged, &q, qOverload<>(&QWidget::update));
}

TimelineView::TimelineView(ViewState& state, QWidget* parent)
    : QWidget(parent), d(std::make_unique<Private>(*this, state)) {
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline"));
    installTimelineAccessibility();
}

TimelineView::~TimelineView() = default;

void TimelineView::setComparison(const Comparison* comparison) {
    d->pointer = {};
    for (QMenu* menu : findChildren<QMenu*>())
        menu->close(); // it speaks of runs that are going
    if (comparison == nullptr || comparison->runs.empty())
        d->cancelDrag(); // what was held is of another story than what will come
    d->canvas.setComparison(comparison);
    d->arrange();
    update();
}

void TimelineView::comparisonChanged() {
    d->pointer.slice.reset(); // it points into a layout that is about to change
    d->canvas.invalidate();
    d->updateScrollBar();
    update();
}

void TimelineView::setGhosts(std::vector<std::shared_ptr<const Trace>> traces) {
    d->canvas.setGhosts(std::move(traces));
    d->relayout();
}

void TimelineView::setCanRun(bool canRun) {
    d->canvas.setCanRun(canRun);
    update();
}

void TimelineView::setTheme(ThemeKind kind) {
    d->endGlide(); // what was before is of another colour
    d->canvas.setTheme(kind);
    update();
}

ThemeKind TimelineView::theme() const {
    return d->canvas.theme().kind;
}

void TimelineView::setScale(double scale) {
    d->canvas.setScale(scale);
    d->arrange();
    update();
}

void TimelineView::lendTo(QWidget& guest) {
    d->guests.emplace_back(&guest);
}

void TimelineView::setFound(std::shared_ptr<const SearchHits> found) {
    d->canvas.setFound(std::move(found));
    update();
}

bool TimelineView::isCollapsed(std::size_t run) const {
    return d->hasRun(run) && d->panelChoice(run).collapsed;
}

void TimelineView::setCollapsed(std::size_t run, bool collapsed) {
    if (d->hasRun(run))
        d->changePanel(run, [collapsed](PanelChoice& choice) { choice.collapsed = collapsed; });
}

QSize TimelineView::sizeHint() const {
    return {1000, 760};
}
QSize TimelineView::minimumSizeHint() const {
    return {420, 260};
}

// ---- events

bool TimelineView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) { // ours come after 300 ms and say more
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto button = d->canvas.legend().buttonAt(help->pos()))
            QToolTip::showText(help->globalPos(), Legend::text(*button), this);
        else if (const QString tip = d->nameTip(help->pos()); !tip.isEmpty())
            QToolTip::showText(help->globalPos(), tip, this);
        return true;
    }
    const bool isShortcut = event->type() == QEvent::ShortcutOverride;
    if (isShortcut && d->drag != Private::Drag::None && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept(); // it ends the drag, before it means anything to the window
        return true;
    }
    if (event->type() == QEvent::FocusIn) {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        d->focusVisible =
            reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
        update();
    } else if (event->type() == QEvent::FocusOut) {
        d->focusVisible = false;
        update();
    }
    return QWidget::event(event);
}

void TimelineView::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    if (d->glide)
        painter.drawImage(0, 0, d->shown().image);
    else
        d->canvas.paint(painter, d->pointer, devicePixelRatioF());
    if (d->focusVisible) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(d->canvas.theme().accent, 2));
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
}

void TimelineView::resizeEvent(QResizeEvent* /*event*/) {
    d->arrange();
}

void TimelineView::mousePressEvent(QMouseEvent* event) {
    d->press(event->position().toPoint(), event->button(), event->modifiers());
}
void TimelineView::mouseMoveEvent(QMouseEvent* event) {
    d->move(event->position().toPoint());
}
void TimelineView::mouseReleaseEvent(QMouseEvent* event) {
    d->release(event->position().toPoint());
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event) {
    const QPoint at = event->position().toPoint();
    if (const std::optional<std::size_t> mark = d->markAt(at)) {
        emit markActivated(*mark);
    } else if (const std::optional<Selection> slice = d->selectionAt(at)) {
        d->select(*slice);
        d->zoomTo(*slice);
        emit sliceActivated(*slice);
    } else {
        mousePressEvent(event);
    }
}

void TimelineView::wheelEvent(QWheelEvent* event) {
    const QPoint pixels = event->angleDelta();
    const double notches = (pixels.y() != 0 ? pixels.y() : pixels.x()) / notch;
    d->pointerAt = event->position().toPoint();
    d->hideTip();
    constexpr double panPerNotch = 0.1;
    if (event->modifiers() & Qt::ControlModifier)
        d->state.zoomAbout(d->timeUnderPointer(), std::pow(wheelZoom, notches));
    else if ((event->modifiers() & Qt::ShiftModifier) || pixels.y() == 0)
        d->state.panByPart(-notches * panPerNotch);
    else if (d->scrollBar->maximum() > 0)
        d->scrollBar->setValue(d->scrollBar->value() - static_cast<int>(notches * 3 * d->scrollBar->singleStep()));
    else
        event->ignore();
}

void TimelineView::leaveEvent(QEvent* /*event*/) {
    d->tipTimer.stop();
    d->pointerAt = QPoint(-1, -1);
    if (d->pointer.slice)
        emit hovered(std::nullopt);
    d->pointer = {};
    update();
}

} // namespace simul
