#include "ui/timeline/word_font.h"

#include <QPaintEngine>
#include <QPainter>
#include <QTextLayout>

namespace simul {

namespace {

constexpr qsizetype mostWords = 20'000;

template <class Value>
Value* find(QHash<QString, Value>& known, const QString& word) {
    const auto found = known.find(word);
    return found == known.end() ? nullptr : &*found;
}

template <class Value>
Value* keep(QHash<QString, Value>& known, const QString& word, Value value) {
    if (known.size() >= mostWords)
        known.clear();
    return &*known.insert(word, std::move(value));
}

} // namespace

double WordFont::width(const QString& word) {
    const double* known = find(m_widths, word);
    return known != nullptr ? *known : *keep(m_widths, word, m_metrics.horizontalAdvance(word));
}

void WordFont::draw(QPainter& painter, QPointF baseline, const QString& word) {
    if (painter.paintEngine()->type() != QPaintEngine::Raster) { // documents want characters
        if (painter.font() != m_font)                            // each change makes a picture of vectors larger
            painter.setFont(m_font);
        painter.drawText(baseline, word);
        return;
    }
    const QList<QGlyphRun>* known = find(m_glyphs, word);
    for (const QGlyphRun& run : known != nullptr ? *known : *keep(m_glyphs, word, glyphsOf(word)))
        painter.drawGlyphRun(baseline, run);
}

QList<QGlyphRun> WordFont::glyphsOf(const QString& word) const {
    QTextLayout layout(word, m_font);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    QList<QGlyphRun> runs = layout.glyphRuns();
    for (QGlyphRun& run : runs) { // from the line's top to its base line
        QList<QPointF> positions = run.positions();
        for (QPointF& position : positions)
            position.ry() -= line.ascent();
        run.setPositions(positions);
    }
    return runs;
}

} // namespace simul
