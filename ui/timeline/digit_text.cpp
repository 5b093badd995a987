#include "ui/timeline/digit_text.h"

#include <QPainter>

#include <algorithm>

namespace simul {

DigitText::DigitText(const QFont& font) : m_font(font), m_metrics(font) {
    double least = m_metrics.horizontalAdvance(QChar(u'0'));
    for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
        const double width = m_metrics.horizontalAdvance(QChar(digit));
        m_cell = std::max(m_cell, width);
        least = std::min(least, width);
    }
    m_isEven = least == m_cell;
    m_font.setKerning(false);
}

double DigitText::advance(QChar character) const {
    return character.isDigit() ? m_cell : m_metrics.horizontalAdvance(character);
}

double DigitText::width(const QString& text) const {
    double width = 0;
    for (const QChar character : text)
        width += advance(character);
    return width;
}

double DigitText::draw(QPainter& painter, QPointF baseline, const QString& text) const {
    painter.setFont(m_font);
    if (m_isEven) {
        painter.drawText(baseline, text);
        return width(text);
    }
    const double start = baseline.x();
    for (qsizetype i = 0; i < text.size();) {
        if (text[i].isDigit()) {
            const double inset = (m_cell - m_metrics.horizontalAdvance(text[i])) / 2;
            painter.drawText(baseline + QPointF(inset, 0), QString(text[i]));
            baseline.rx() += m_cell;
            ++i;
            continue;
        }
        qsizetype end = i;
        while (end < text.size() && !text[end].isDigit())
            ++end;
        const QString part = text.mid(i, end - i);
        painter.drawText(baseline, part);
        for (const QChar character : part)
            baseline.rx() += advance(character);
        i = end;
    }
    return baseline.x() - start;
}

void DigitText::drawRightAligned(QPainter& painter, QPointF baseline, const QString& text) const {
    draw(painter, baseline - QPointF(width(text), 0), text);
}

} // namespace simul
