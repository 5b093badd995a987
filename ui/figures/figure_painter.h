#pragma once

#include "ui/figures/figure.h"
#include "ui/timeline/layout.h"
#include "ui/timeline/painter.h"

class QPainter;

namespace simul {

/// The title that a figure has if nobody gives it one.
QString defaultTitle(const Comparison& comparison);

/// Lays a figure out for its size and paints it: title, what ran, legend, the lanes of every run, ruler and scale bar.
class FigurePainter {
public:
    FigurePainter(const Comparison& comparison, const FigureOptions& options, Medium medium);

    void paint(QPainter& painter);

private:
    void layoutLanes(int top, int bottom);
    int paintTitle(QPainter& painter) const; ///< these return the y that they reach
    int paintLegend(QPainter& painter, int top) const;
    void paintPanels(QPainter& painter);
    void paintHeader(QPainter& painter, const PanelPlan& panel) const;
    void paintNames(QPainter& painter) const;
    void paintRuler(QPainter& painter, int top) const;
    void paintScaleBar(QPainter& painter, int top) const;
    void paintFooter(QPainter& painter) const;
    std::vector<State> statesShown() const;

    int px(double pixels) const { return static_cast<int>(std::lround(pixels * m_scale)); }
    QFont font(double pixels, QFont::Weight weight = QFont::Normal) const { return uiFont(pixels * m_scale, weight); }
    int left() const { return px(56); }
    int right() const { return m_options.size.width() - px(56); }

    const Comparison& m_comparison;
    const FigureOptions& m_options;
    Medium m_medium;
    const Theme& m_theme;
    double m_scale; ///< 1 at a width of 1600
    TimeRange m_range;
    TimelineLayout m_layout;
    TimelinePainter m_painter;
    std::vector<Tick> m_ticks;
    int m_lanesTop = 0;
};

} // namespace simul
