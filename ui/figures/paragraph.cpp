#include "ui/figures/paragraph.h"

#include <QPainter>

namespace simul {

namespace {

QTextLayout::FormatRange boldRange(qsizetype start, qsizetype end) {
    QTextLayout::FormatRange range;
    range.start = static_cast<int>(start);
    range.length = static_cast<int>(end - start);
    range.format.setFontWeight(QFont::Bold);
    return range;
}

/// Takes pairs of stars out of `text`, and says what was between them. One that has no other stays.
QList<QTextLayout::FormatRange> takeBold(QString& text) {
    const QLatin1String mark("**");
    QList<QTextLayout::FormatRange> bold;
    for (qsizetype start = text.indexOf(mark); start >= 0; start = text.indexOf(mark, start)) {
        text.remove(start, mark.size());
        const qsizetype end = text.indexOf(mark, start);
        if (end < 0) {
            text.insert(start, mark);
            break;
        }
        text.remove(end, mark.size());
        bold << boldRange(start, end);
        start = end;
    }
    return bold;
}

} // namespace

Paragraph::Paragraph(const QString& text, const QFont& font, double width, const QString& letters) {
    QString plain = text;
    plain.replace(u'\n', QChar(QChar::LineSeparator));
    QList<QTextLayout::FormatRange> bold = takeBold(plain);
    for (const QChar letter : letters) {
        const QString mark = u'(' + QString(letter) + u')';
        for (qsizetype at = plain.indexOf(mark); at >= 0; at = plain.indexOf(mark, at + 1))
            bold << boldRange(at, at + mark.size());
    }
    m_layout.setText(plain);
    m_layout.setFont(font);
    m_layout.setFormats(bold);
    m_layout.beginLayout();
    for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine())
        line.setLineWidth(width);
    m_layout.endLayout();
}

void Paragraph::paint(QPainter& painter, QPointF baseline, double pitch) const {
    for (int index = 0; index < m_layout.lineCount(); ++index) {
        const QTextLine line = m_layout.lineAt(index);
        line.draw(&painter, QPointF(baseline.x(), baseline.y() + index * pitch - line.ascent()) - line.position());
    }
}

} // namespace simul
