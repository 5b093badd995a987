#include "ui/timeline/digit_text.h"

#include <QGlyphRun>
#include <QPaintEngine>
#include <QPainter>
#include <QRawFont>

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
    if (m_isEven)
        painter.drawText(baseline, text);
    else if (painter.paintEngine()->type() != QPaintEngine::Raster || !drawGlyphs(painter, baseline, text))
        drawPieces(painter, baseline, text);
    return width(text);
}

/// All at once: a ruler has a hundred digits, in each frame. Not in documents, which want characters. Returns whether
/// the font has them all.
bool DigitText::drawGlyphs(QPainter& painter, QPointF baseline, const QString& text) const {
    QGlyphRun run;
    run.setRawFont(QRawFont::fromFont(m_font));
    const QList<quint32> glyphs = run.rawFont().glyphIndexesForString(text);
    if (glyphs.size() != text.size() || glyphs.contains(0U))
        return false;
    QList<QPointF> positions;
    positions.reserve(text.size());
    double x = 0;
    for (const QChar character : text) {
        positions.append(QPointF(x + inset(character), 0));
        x += advance(character);
    }
    run.setGlyphIndexes(glyphs);
    run.setPositions(positions);
    painter.drawGlyphRun(baseline, run);
    return true;
}

void DigitText::drawPieces(QPainter& painter, QPointF baseline, const QString& text) const {
    for (qsizetype i = 0; i < text.size();) {
        qsizetype end = i + 1;
        while (!text[i].isDigit() && end < text.size() && !text[end].isDigit())
            ++end;
        const QString piece = text.mid(i, end - i);
        painter.drawText(baseline + QPointF(inset(text[i]), 0), piece);
        baseline.rx() += width(piece);
        i = end;
    }
}

void DigitText::drawRightAligned(QPainter& painter, QPointF baseline, const QString& text) const {
    draw(painter, baseline - QPointF(width(text), 0), text);
}

} // namespace simul
