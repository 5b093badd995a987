#include "ui/figures/sweep_view.h"

#include <QGraphicsScene>
#include <QKeyEvent>
#include <QMouseEvent>

namespace simul {

SweepView::SweepView(QWidget* parent) : QGraphicsView(parent), m_chart(new SweepChart) {
    setScene(new QGraphicsScene(this));
    scene()->addItem(m_chart);
    setFrameShape(QFrame::NoFrame);
    setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(360, 220);
    setAccessibleName(tr("Chart: makespan by mode"));
    setAccessibleDescription(tr("Arrow keys go from value to value, Enter sets the parameter to it"));
}

void SweepView::setCurrent(std::optional<std::size_t> value) {
    if (m_chart->current() == value)
        return;
    m_chart->setCurrent(value);
    emit currentChanged();
}

std::optional<std::size_t> SweepView::valueUnder(const QPointF& position) const {
    if (m_chart->sweep() == nullptr || !m_chart->plotArea().contains(position))
        return std::nullopt;
    return m_chart->nearestValue(position.x());
}

void SweepView::resizeEvent(QResizeEvent* event) {
    QGraphicsView::resizeEvent(event);
    scene()->setSceneRect(QRectF(QPointF(), viewport()->size()));
    m_chart->resize(viewport()->size());
}

void SweepView::keyPressEvent(QKeyEvent* event) {
    const Sweep* sweep = m_chart->sweep();
    const std::optional<std::size_t> current = m_chart->current();
    const std::size_t last = sweep != nullptr ? sweep->values().size() - 1 : 0;
    if (sweep == nullptr)
        return QGraphicsView::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Right:
        return setCurrent(current ? std::min(*current + 1, last) : 0);
    case Qt::Key_Left:
        return setCurrent(current ? *current - (*current > 0 ? 1 : 0) : last);
    case Qt::Key_Home:
        return setCurrent(0);
    case Qt::Key_End:
        return setCurrent(last);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (current)
            emit chosen(*current);
        return;
    case Qt::Key_Escape:
        if (current)
            return setCurrent(std::nullopt);
        break;
    default:
        break;
    }
    QGraphicsView::keyPressEvent(event);
}

void SweepView::mousePressEvent(QMouseEvent* event) {
    event->accept(); // nothing there can be moved
}

void SweepView::mouseMoveEvent(QMouseEvent* event) {
    if (const auto value = valueUnder(event->position()))
        setCurrent(value);
}

void SweepView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (const auto value = valueUnder(event->position())) {
        setCurrent(value);
        emit chosen(*value);
    }
}

} // namespace simul
