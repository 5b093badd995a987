#include "ui/panels/slider.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace simul {

Slider::Slider(Appearance& appearance, QWidget* parent) : QSlider(Qt::Horizontal, parent), m_appearance(appearance) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    appearance.follow(this, [this](const Look&) {
        updateGeometry();
        update();
    });
}

void Slider::setParts(int parts) {
    m_parts = parts;
    update();
}

QSize Slider::sizeHint() const {
    return {m_appearance.look().px(120), m_appearance.look().px(18)};
}
QSize Slider::minimumSizeHint() const {
    return {m_appearance.look().px(40), m_appearance.look().px(18)};
}

void Slider::paintEvent(QPaintEvent*) {
    const Look& look = m_appearance.look();
    const Theme& theme = look.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!isEnabled())
        painter.setOpacity(0.55);
    const double radius = knobRadius();
    const double y = height() / 2.0;
    const double left = 1.0;
    const double right = width() - 1.0;
    const double part = maximum() > minimum() ? double(value() - minimum()) / double(maximum() - minimum()) : 0;
    const double knob = radius + 0.5 + part * (width() - 2 * radius - 1);

    painter.setPen(QPen(theme.lineStrong, 3 * look.scale, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(left + 1, y), QPointF(right - 1, y));
    if (m_parts > 0) {
        painter.setPen(QPen(theme.lineStrong, 1));
        for (int mark = 0; mark <= m_parts; ++mark) {
            const double x = radius + 0.5 + (width() - 2 * radius - 1) * mark / m_parts;
            painter.drawLine(QPointF(x, y - 4 * look.scale), QPointF(x, y + 4 * look.scale));
        }
    } else {
        painter.setPen(QPen(theme.primary, 3 * look.scale, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(left + 1, y), QPointF(knob, y));
    }
    painter.setPen(QPen(theme.primary, 2 * look.scale));
    painter.setBrush(isSliderDown() ? theme.chosen : theme.panel);
    painter.drawEllipse(QPointF(knob, y), radius - look.scale, radius - look.scale);
}

void Slider::followPointer(double x) {
    const double radius = knobRadius();
    const double part = std::clamp((x - radius) / std::max(1.0, width() - 2 * radius), 0.0, 1.0);
    setSliderPosition(minimum() + static_cast<int>(std::lround(part * (maximum() - minimum()))));
}

void Slider::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    setSliderDown(true);
    followPointer(event->position().x());
}

void Slider::mouseMoveEvent(QMouseEvent* event) {
    if (isSliderDown())
        followPointer(event->position().x());
}

void Slider::mouseReleaseEvent(QMouseEvent*) {
    setSliderDown(false);
}

/// In a scrolled form the wheel scrolls the form: a value that changes on the way is a trap.
void Slider::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

} // namespace simul
