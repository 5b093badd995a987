#include "ui/panels/toggle.h"

#include <QPainter>

namespace simul {

Toggle::Toggle(Appearance& appearance, QWidget* parent) : QAbstractButton(parent), m_appearance(appearance) {
    setCheckable(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    appearance.follow(this, [this](const Look&) { updateGeometry(); });
}

QSize Toggle::sizeHint() const {
    return {m_appearance.look().px(34), m_appearance.look().px(20)};
}

void Toggle::paintEvent(QPaintEvent*) {
    const Theme& theme = m_appearance.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!isEnabled())
        painter.setOpacity(0.55);
    const QRectF body = QRectF(rect()).adjusted(1, 1, -1, -1);
    const double radius = body.height() / 2;
    painter.setPen(QPen(isChecked() ? theme.primary : theme.text3, 1.5));
    painter.setBrush(isChecked() ? theme.primary : theme.panel);
    painter.drawRoundedRect(body, radius, radius);
    const double knob = radius - 4 * m_appearance.look().scale;
    const QPointF centre(isChecked() ? body.right() - radius : body.left() + radius, body.center().y());
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? theme.primaryText : theme.text2);
    painter.drawEllipse(centre, knob, knob);
}

} // namespace simul
