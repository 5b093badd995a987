#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QPointF>
#include <QString>

#include <array>

class QPainter;

namespace simul {

/// Draws times and numbers in digits that all have the same width: a running clock stands still. (Qt 6.4 has no way to
/// ask a font for its tabular figures.)
class DigitText {
public:
    explicit DigitText(const QFont& font);

    double width(const QString& text) const;
    /// The left end of the base line; returns the width.
    double draw(QPainter& painter, QPointF baseline, const QString& text) const;
    void drawRightAligned(QPainter& painter, QPointF baseline, const QString& text) const;

    const QFont& font() const { return m_font; }
    /// How far below the top of a box of this height the base line lies, so that digits stand in its middle.
    double baselineIn(double height) const { return (height + m_metrics.capHeight()) / 2; }

private:
    double advance(QChar character) const;
    /// Where a character begins in its cell.
    double inset(QChar character) const;
    bool drawGlyphs(QPainter& painter, QPointF baseline, const QString& text) const;
    void drawPieces(QPainter& painter, QPointF baseline, const QString& text) const;

    QFont m_font;
    QFontMetricsF m_metrics;
    std::array<double, 10> m_widths{}; ///< of the digits
    double m_cell = 0;
    bool m_isEven = false; ///< all digits have it as they are
};

} // namespace simul
