#include "ui/timeline/digit_text.h"

#include <QGlyphRun>
#include <QPaintEngine>
#include <QPainter>
#include <QRawFont>

#include <algorithm>

namespace simul {

namespace {

bool isDigit(QChar character) { return u'0' <= character && character <= u'9'; }

} // namespace

DigitText::DigitText(const QFont& font) : m_font(font), m_metrics(font) {
    for (std::size_t digit = 0; digit < m_widths.size(); ++digit)
        m_widths[digit] = m_metrics.horizontalAdvance(QChar(static_cast<char16_t>(u'0' + digit)));
    m_cell = std::ranges::max(m_widths);
    m_isEven = std::ranges::min(m_widths) == m_cell;
    m_font.setKerning(false);
}

double DigitText::advance(QChar character) const {
    return isDigit(character) ? m_cell : m_metrics.horizontalAdvance(character);
}

double DigitText::inset(QChar character) const {
    return isDigit(character) ? (m_cell - m_widths[character.unicode() - u'0']) / 2 : 0;
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
        while (!isDigit(text[i]) && end < text.size() && !isDigit(text[end]))
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
