#include "ui/panels/focus_ring.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>

namespace simul {

FocusRing::FocusRing(Appearance& appearance, QWidget* window) : QWidget(window), m_appearance(appearance) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName({});
    hide();
    qApp->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { focusWent(now); });
}

void FocusRing::focusWent(QWidget* to) {
    const bool isShown = to != nullptr && m_byKeyboard && to != parentWidget() && to->window() == parentWidget();
    m_target = isShown ? to : nullptr;
    place();
}

/// Sees every event of the program, so it looks at the type first.
bool FocusRing::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::KeyPress)
        m_byKeyboard = true;
    else if (event->type() == QEvent::MouseButtonPress)
        m_byKeyboard = false;
    if (object == m_target) {
        switch (event->type()) {
        case QEvent::Move:
        case QEvent::Resize:
        case QEvent::Show:
            place();
            break;
        case QEvent::Hide:
        case QEvent::MouseButtonPress:
            hide();
            break;
        default:
            break;
        }
    }
    return QWidget::eventFilter(object, event);
}

void FocusRing::place() {
    if (!m_target || !m_target->isVisible()) {
        hide();
        return;
    }
    // Outside the widget where there is room, else inside what can be seen of it.
    QRect around(m_target->mapTo(parentWidget(), QPoint(0, 0)), m_target->size());
    constexpr int large = 300;
    if (around.height() < large)
        around.adjust(-4, -4, 4, 4);
    setGeometry(around & parentWidget()->rect());
    raise();
    show();
    update();
}

void FocusRing::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_appearance.theme().accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

} // namespace simul
