#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QHash>
#include <QString>

class QPainter;

namespace simul {

/// A font that remembers words: the same few are measured and drawn in frame after frame, and to find their glyphs
/// takes most of the time.
class WordFont {
public:
    explicit WordFont(const QFont& font) : m_font(font), m_metrics(font) {}

    const QFont& font() const { return m_font; }
    const QFontMetricsF& metrics() const { return m_metrics; }
    double capHeight() const { return m_metrics.capHeight(); }
    double width(const QString& word);
    /// In the painter's pen; may set its font.
    void draw(QPainter& painter, QPointF baseline, const QString& word);

private:
    QList<QGlyphRun> glyphsOf(const QString& word) const;

    QFont m_font;
    QFontMetricsF m_metrics;
    QHash<QString, double> m_widths;
    QHash<QString, QList<QGlyphRun>> m_glyphs;
};

} // namespace simul
