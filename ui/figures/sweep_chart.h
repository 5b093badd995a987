#pragma once

#include "ui/figures/sweep_axes.h"
#include "ui/theme.h"

#include <QChart>

#include <array>
#include <memory>

class QCategoryAxis;
class QLineSeries;

namespace simul {

enum class AxisScale { Automatic, Linear, Logarithmic };

/// The chart of a sweep: makespan over the parameter's values, for each mode a line with its own colour, dashes and
/// markers. Where a run did not complete the line has a gap and a cross at its end. GUI thread only.
class SweepChart : public QChart {
    Q_OBJECT

public:
    explicit SweepChart(QGraphicsItem* parent = nullptr);
    ~SweepChart() override;

    /// nullptr: an empty chart with a sentence that says what to do.
    void setSweep(std::shared_ptr<const Sweep> sweep);
    const Sweep* sweep() const { return m_sweep.get(); }
    /// Takes over what the sweep has come to meanwhile.
    void refresh();

    void setTheme(ThemeKind theme, double scale);
    void setAxisScale(AxisScale scale);
    void setEmptyText(const QString& text);
    /// Marks one of the values with a line and its points.
    void setCurrent(std::optional<std::size_t> value);
    std::optional<std::size_t> current() const { return m_current; }

    /// Automatic: where the greatest makespan is more than ten times the least one.
    bool isLogarithmic() const { return m_isLogarithmic; }
    /// Index of the value at the knee of a mode's line (see kneeOf); none before the sweep is complete.
    std::optional<std::size_t> knee(std::size_t mode) const;
    /// The lines of a mode, one unless it has gaps.
    const QList<QLineSeries*>& lines(std::size_t mode) const { return m_lines[mode]; }

    /// In the chart's coordinates.
    QPointF positionOf(std::size_t value, Duration makespan) const;
    /// The index of the value whose position is nearest; there must be a sweep.
    std::size_t nearestValue(double x) const;

    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

protected:
    void resizeEvent(QGraphicsSceneResizeEvent* event) override;

private:
    class Marks;
    double height(Duration makespan) const; ///< of a point, in the axis' numbers
    void survey(); ///< what there is to show, and on what scale
    void showLines();
    void showLines(std::size_t mode);
    void addLine(std::size_t mode);
    void showAxes();
    void styleAxes();
    QPointF positionAt(double value, double height) const;

    std::shared_ptr<const Sweep> m_sweep;
    std::size_t m_shownRuns = 0;
    std::vector<QList<QLineSeries*>> m_lines; ///< by mode
    std::vector<std::optional<std::size_t>> m_knees;
    QCategoryAxis* m_values;
    QCategoryAxis* m_makespans;
    Marks* m_marks;
    ThemeKind m_theme = ThemeKind::Light;
    double m_scale = 1;
    AxisScale m_axisScale = AxisScale::Automatic;
    bool m_isLogarithmic = false;
    std::vector<AxisTick> m_makespanTicks;
    Duration m_least{};
    Duration m_most{};
    bool m_hasIncomplete = false; ///< a run that did not complete
    QString m_emptyText;
    std::optional<std::size_t> m_current;
};

} // namespace simul
