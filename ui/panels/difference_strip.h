#pragma once

#include "ui/background_job.h"
#include "ui/panels/difference_model.h"
#include "ui/timeline/column_painting.h"
#include "ui/timeline/view_state.h"

#include <QWidget>

namespace simul {

class Appearance;

/// Two runs on one time axis, the timeline's, a bar each: what those of its tasks do, pixel by pixel, that do something
/// else in the other. Where both do the same there is nothing. Adds up beside the GUI thread; until it is done the last
/// picture is stretched. GUI thread only.
class DifferenceStrip : public QWidget {
    Q_OBJECT

public:
    DifferenceStrip(Appearance& appearance, ViewState& view, QWidget* parent = nullptr);

    void setRuns(ComparedRuns runs, const QStringList& names);
    QSize sizeHint() const override;
    /// What is so at a moment, in words, a line each; empty where nothing is known.
    QStringList linesAt(TraceTime time) const;
    bool isCurrent() const { return !m_job.isRunning() && m_sums.range == scale().range(); }

signals:
    void renewed(); ///< linesAt() may say something else

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    struct Sums {
        TimeRange range;
        std::vector<DifferenceSums::Interval> intervals; ///< one for each pixel column
    };

    TimeScale scale() const;
    QRect bar(int run) const;
    void renew();
    void paintBars();
    std::vector<Column> columns(int run) const;
    QString sideText(const IntervalSums::Sums& sums, double whole) const;

    Appearance& m_appearance;
    ViewState& m_view;
    ComparedRuns m_runs;
    QStringList m_names;
    Sums m_sums;
    QImage m_picture; ///< of m_sums
    bool m_isStale = true;
    ColumnPainter m_painter;
    BackgroundJob<Sums> m_job;
};

} // namespace simul
