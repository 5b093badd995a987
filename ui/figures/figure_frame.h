#pragma once

#include "ui/figures/figure_page.h"
#include "ui/theme.h"

#include <cmath>

class QPainter;

namespace simul {

/// What figures have in common: sizes that go with the page, margins, title, caption and footer.
class FigureFrame {
public:
    /// `part` makes everything smaller: the last way to find room.
    FigureFrame(const PageSize& page, ThemeKind theme, double part = 1);

    const Theme& theme() const { return *m_theme; }
    QSize size() const { return m_size; }    ///< in pixels of the painter, as everything here
    double scale() const { return m_scale; }   ///< 1 at a width of 1600; on paper rather so large that one can read it
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * m_scale)); }
    QFont font(double pixels, QFont::Weight weight = QFont::Normal) const { return uiFont(pixels * m_scale, weight); }
    int left() const { return px(56); }
    int right() const { return m_size.width() - px(56); }

    void paintBackground(QPainter& painter) const;
    /// The y that paintTitle() reaches.
    int titleHeight(const QString& title, const QString& subtitle) const;
    int paintTitle(QPainter& painter, const QString& title, const QString& subtitle) const;
    /// How much of the page's lower end caption and footer take.
    int bottomHeight(const QString& caption, const QString& footer) const;
    /// `letters` are bold where they stand in parentheses, as is what stands between two **.
    void paintCaption(QPainter& painter, int top, const QString& caption, const QString& letters = {}) const;
    /// The program's name, and `command` where there is room for all of it, in up to three lines.
    void paintFooter(QPainter& painter, const QString& command) const;

private:
    QFont titleFont() const { return font(27, QFont::DemiBold); }
    int footerHeight(const QString& footer) const;
    QFont nameFont() const { return font(12); }
    QFont commandFont() const { return codeFont(12 * m_scale); }
    QStringList linesOf(const QString& command) const;

    QSize m_size;
    const Theme* m_theme;
    double m_scale;
};

} // namespace simul
