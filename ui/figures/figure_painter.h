#pragma once

#include "ui/figures/figure.h"
#include "ui/figures/figure_frame.h"
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
    int paintLegend(QPainter& painter, int top) const; ///< returns the y that it reaches
    /// What only resources have, where they have it.
    void paintResourceLegend(QPainter& painter, int x, const QRect& row) const;
    void paintPanels(QPainter& painter);
    void paintHeader(QPainter& painter, const PanelPlan& panel) const;
    void paintNames(QPainter& painter) const;
    void paintRuler(QPainter& painter, int top) const;
    void paintScaleBar(QPainter& painter, int top) const;
    std::vector<State> statesShown() const;

    int px(double pixels) const { return m_frame.px(pixels); }
    QFont font(double pixels, QFont::Weight weight = QFont::Normal) const { return m_frame.font(pixels, weight); }
    int left() const { return m_frame.left(); }
    int right() const { return m_frame.right(); }

    const Comparison& m_comparison;
    const FigureOptions& m_options;
    Medium m_medium;
    FigureFrame m_frame;
    const Theme& m_theme;
    double m_scale;
    TimeRange m_range;
    TimelineLayout m_layout;
    TimelinePainter m_painter;
    std::vector<Tick> m_ticks;
    int m_lanesTop = 0;
};

} // namespace simul
