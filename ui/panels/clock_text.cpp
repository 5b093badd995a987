#include "ui/panels/clock_text.h"

#include "ui/timeline/digit_text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace simul {

ClockText::ClockText(Appearance& appearance, double pixels, QFont::Weight weight, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_pixels(pixels), m_weight(weight) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    appearance.follow(this, [this](const Look&) {
        updateGeometry();
        update();
    });
}

void ClockText::setText(const QString& text) {
    if (m_text == text)
        return;
    const bool grows = widthOf(text) > sizeHint().width();
    m_text = text;
    setAccessibleName(text);
    if (grows)
        updateGeometry();
    update();
}

void ClockText::setWidest(const QString& text) {
    m_widest = text;
    updateGeometry();
}

int ClockText::widthOf(const QString& text) const {
    return static_cast<int>(std::ceil(DigitText(shownFont()).width(text)));
}

QSize ClockText::sizeHint() const {
    return {std::max(widthOf(m_text), widthOf(m_widest)) + 1, QFontMetrics(shownFont()).height()};
}

void ClockText::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(m_appearance.theme().text);
    const DigitText digits(shownFont());
    digits.draw(painter, QPointF(0, digits.baselineIn(height())), m_text);
}

} // namespace simul
