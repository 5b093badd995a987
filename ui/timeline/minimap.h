#pragma once

#include "ui/comparison.h"
#include "ui/theme.h"
#include "ui/timeline/column_painting.h"

#include <QImage>

namespace simul {

/// All runs from start to end, one bar each, with the frame of what the lanes show. The bars are kept as a picture, so
/// that a long run costs nothing while its lanes are scrolled.
class Minimap {
public:
    /// How high it has to be for this many runs.
    static int heightFor(std::size_t runs, double uiScale);

    void setGeometry(const QRect& rect, int gutter, double uiScale);
    /// The traces have changed.
    void invalidate() { m_dirty = true; }

    void paint(QPainter& painter, const Theme& theme, const Comparison& comparison, TimeRange shown, double pixelRatio);

    const QRect& rect() const { return m_rect; }
    const TimeScale& scale() const { return m_scale; }
    /// What the frame encloses; wide enough to be seen and taken.
    QRect frame(TimeRange shown) const;

private:
    QRect bar(std::size_t run) const;
    void paintRuns(QPainter& painter, const Theme& theme, const Comparison& comparison);
    void paintBar(QPainter& painter, const Theme& theme, const ModeRun& run, const QRect& rect);
    void paintAxis(QPainter& painter, const Theme& theme, TraceTime end) const;
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * m_uiScale)); }

    QRect m_rect;
    int m_gutter = 0;
    double m_uiScale = 1;
    std::size_t m_runs = 0;
    TimeScale m_scale;
    bool m_dirty = true;
    ThemeKind m_kind = ThemeKind::Light;
    QImage m_image;
    ColumnSums m_sums;
    std::vector<Column> m_columns;
    ColumnPainter m_painter;
};

} // namespace simul
