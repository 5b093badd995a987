#pragma once

#include "ui/theme.h"

#include <QSize>

#include <cmath>

class QPainter;

namespace simul {

/// What figures have in common: sizes that go with the page, margins, title and footer.
class FigureFrame {
public:
    FigureFrame(QSize size, ThemeKind theme);

    const Theme& theme() const { return m_theme; }
    double scale() const { return m_scale; } ///< 1 at a width of 1600
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * m_scale)); }
    QFont font(double pixels, QFont::Weight weight = QFont::Normal) const { return uiFont(pixels * m_scale, weight); }
    int left() const { return px(56); }
    int right() const { return m_size.width() - px(56); }

    void paintBackground(QPainter& painter) const;
    /// Returns the y that it reaches.
    int paintTitle(QPainter& painter, const QString& title, const QString& subtitle) const;
    /// The program's name, and `command` where there is room for all of it.
    void paintFooter(QPainter& painter, const QString& command) const;

private:
    QSize m_size;
    const Theme& m_theme;
    double m_scale;
};

} // namespace simul
