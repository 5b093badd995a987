#pragma once

#include "ui/figures/figure.h"
#include "ui/figures/figure_frame.h"
#include "ui/figures/figure_lanes.h"
#include "ui/figures/figure_legend.h"
#include "ui/timeline/layout.h"
#include "ui/timeline/overlay.h"
#include "ui/timeline/painter.h"

class QPainter;

namespace simul {

/// Lays a figure out for its size and paints it: title, what ran, legend, the lanes of every run, ruler, scale bar, caption.
class FigurePainter {
public:
    FigurePainter(const Comparison& comparison, const FigureOptions& options, Medium medium);

    void paint(QPainter& painter);

    /// After paint(): where a playhead goes.
    PlayheadWay playheadWay() const;

private:
    Arrows allArrows() const; ///< none if none are wanted
    FigureLegend legend() const;
    void layOut(const QString& title);
    bool layOutBelow(int titleBottom); ///< what stands between title and caption; false if not everything fits
    bool layoutLanes(int height);
    bool buildLayout(double larger, int height);
    void paintPanels(QPainter& painter);
    void paintMarks(QPainter& painter);
    void paintHeader(QPainter& painter, const PanelPlan& panel) const;
    void paintNames(QPainter& painter) const;

    int axisTop() const { return m_lanesTop + m_layout.height(); }
    int px(double pixels) const { return m_frame.px(pixels); }
    QFont font(double pixels, QFont::Weight weight = QFont::Normal) const { return m_frame.font(pixels, weight); }
    double markScale() const { return 1.2 * m_frame.scale(); }
    int left() const { return m_frame.left(); }
    int right() const { return m_frame.right(); }

    const Comparison& m_comparison;
    const FigureOptions& m_options;
    Medium m_medium;
    FigureFrame m_frame;
    const Theme& m_theme;
    TimeRange m_range;
    LaneFilter m_lanes;
    std::vector<RunLanes> m_runLanes;
    std::vector<FigureLetter> m_letters; ///< in order of time
    Marks m_marks;                       ///< those that are in sight
    TimelineLayout m_layout;
    TimelinePainter m_painter;
    std::vector<Tick> m_ticks;
    int m_lanesTop = 0;
    int m_legendRows = 1;
};

} // namespace simul
