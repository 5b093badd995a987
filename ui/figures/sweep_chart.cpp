#include "ui/figures/sweep_chart.h"

#include "engine/analysis/knee.h"
#include "ui/figures/mode_look.h"
#include "ui/figures/sweep_marks.h"
#include "ui/figures/sweep_text.h"
#include "ui/timeline/mode_text.h"

#include <QCategoryAxis>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace simul {

namespace {

constexpr double logarithmicFrom = 10; ///< greatest to least makespan
constexpr qsizetype mostPoints = 4000; ///< of a line: more than a chart has pixels
constexpr double airBeside = 0.02;     ///< of the range, left and right of the values
constexpr double airAbove = 0.06;

QCategoryAxis* makeAxis(SweepChart* chart, Qt::Alignment side) {
    auto* axis = new QCategoryAxis(chart);
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    axis->setTruncateLabels(false);
    chart->addAxis(axis, side);
    return axis;
}

void setTicks(QCategoryAxis& axis, double least, double most, const std::vector<AxisTick>& ticks) {
    for (const QString& label : axis.categoriesLabels())
        axis.remove(label);
    if (!ticks.empty())
        axis.setStartValue(ticks.front().position); // else there would be a mark without a label at the axis' end
    for (const AxisTick& tick : ticks)
        axis.append(tick.label, tick.position);
    axis.setRange(least, most);
}

/// The least and the greatest of each stretch of points, in their order: looks the same, costs no more than the pixels.
QList<QPointF> thinned(const QList<QPointF>& points) {
    if (points.size() <= mostPoints)
        return points;
    const qsizetype stretch = 2 * points.size() / mostPoints + 1;
    QList<QPointF> kept;
    for (qsizetype first = 0; first < points.size(); first += stretch) {
        const auto begin = points.begin() + first;
        const auto end = points.begin() + std::min(first + stretch, points.size());
        auto [low, high] = std::minmax_element(begin, end, [](QPointF a, QPointF b) { return a.y() < b.y(); });
        if (high < low)
            std::swap(low, high);
        kept << *low;
        if (high != low)
            kept << *high;
    }
    return kept;
}

} // namespace

SweepChart::SweepChart(QGraphicsItem* parent)
    : QChart(parent), m_values(makeAxis(this, Qt::AlignBottom)), m_makespans(makeAxis(this, Qt::AlignLeft)),
      m_marks(new Marks(*this)) {
    legend()->hide();
    setBackgroundVisible(false); // paint() does it
    setAnimationOptions(NoAnimation);
    connect(this, &QChart::plotAreaChanged, this, [this] { m_marks->renew(); });
    setTheme(m_theme, m_scale);
}

SweepChart::~SweepChart() = default;

void SweepChart::setSweep(std::shared_ptr<const Sweep> sweep) {
    m_sweep = std::move(sweep);
    m_current.reset();
    for (const QList<QLineSeries*>& lines : m_lines) {
        for (QLineSeries* line : lines) {
            removeSeries(line);
            delete line;
        }
    }
    m_lines.assign(m_sweep ? m_sweep->modes().size() : 0, {});
    // Whole lines below dashed ones: where two coincide both are seen.
    for (const bool isWhole : {true, false}) {
        for (std::size_t mode = 0; mode < m_lines.size(); ++mode) {
            const QPen pen = modePen(themeFor(m_theme), m_sweep->modes()[mode], m_scale);
            if ((pen.style() == Qt::SolidLine) == isWhole)
                addLine(mode);
        }
    }
    m_knees.assign(m_lines.size(), std::nullopt);
    m_shownRuns = 0;
    m_least = m_most = Duration::zero();
    for (QCategoryAxis* axis : {m_values, m_makespans})
        axis->setVisible(m_sweep != nullptr);
    showLines();
}

void SweepChart::refresh() {
    if (m_sweep && m_sweep->runsDone() != m_shownRuns)
        showLines();
}

void SweepChart::setAxisScale(AxisScale scale) {
    m_axisScale = scale;
    showLines();
}

void SweepChart::setEmptyText(const QString& text) {
    m_emptyText = text;
    m_marks->renew();
}

void SweepChart::setCurrent(std::optional<std::size_t> value) {
    if (m_current == value)
        return;
    m_current = value;
    m_marks->update();
}

std::optional<std::size_t> SweepChart::knee(std::size_t mode) const { return m_knees[mode]; }

// ---- look

void SweepChart::setTheme(ThemeKind theme, double scale) {
    m_theme = theme;
    m_scale = scale;
    const auto px = [scale](double pixels) { return static_cast<int>(std::lround(pixels * scale)); };
    setMargins({px(8), Marks::legendHeight(scale), px(16), px(4)});
    styleAxes();
    showLines();
}

void SweepChart::styleAxes() {
    setTitleFont(uiFont(13 * m_scale)); // there is none, but Qt keeps room for it, else by the window's font
    const Theme& theme = themeFor(m_theme);
    for (QCategoryAxis* axis : {m_values, m_makespans}) {
        axis->setLabelsFont(uiFont(12 * m_scale));
        axis->setLabelsColor(theme.text2);
        axis->setTitleFont(uiFont(13 * m_scale, QFont::Medium));
        axis->setTitleBrush(theme.text);
        axis->setLinePen(QPen(theme.lineStrong, m_scale));
        axis->setGridLineVisible(false); // it would have a line at the top, where no label is
    }
    m_makespans->setLineVisible(false); // the grid is enough
}

// ---- content

double SweepChart::height(Duration makespan) const {
    return m_isLogarithmic ? std::log10(toSeconds(std::max(makespan, Duration(1)))) : toSeconds(makespan);
}

void SweepChart::survey() {
    bool isAny = false;
    m_hasIncomplete = false;
    for (std::size_t value = 0; m_sweep && value < m_sweep->values().size(); ++value) {
        for (std::size_t mode = 0; mode < m_sweep->modes().size(); ++mode) {
            if (const auto point = m_sweep->at(value, mode)) {
                m_least = isAny ? std::min(m_least, point->makespan) : point->makespan;
                m_most = isAny ? std::max(m_most, point->makespan) : point->makespan;
                isAny = true;
                m_hasIncomplete = m_hasIncomplete || point->outcome != Outcome::Completed;
            }
        }
    }
    const bool isWide = toSeconds(m_most) > logarithmicFrom * toSeconds(m_least);
    const bool isWanted = m_axisScale == AxisScale::Logarithmic || (m_axisScale == AxisScale::Automatic && isWide);
    m_isLogarithmic = isWanted && m_least > Duration::zero();
}

void SweepChart::showLines() {
    if (m_sweep) {
        m_shownRuns = m_sweep->runsDone(); // first: what comes while the lines are made is for the next time
        survey();
        for (std::size_t mode = 0; mode < m_lines.size(); ++mode)
            showLines(mode);
    }
    showAxes();
    m_marks->renew();
}

void SweepChart::addLine(std::size_t mode) {
    auto* line = new QLineSeries;
    line->setName(modeName(m_sweep->modes()[mode]));
    addSeries(line);
    line->attachAxis(m_values);
    line->attachAxis(m_makespans);
    m_lines[mode] << line;
}

void SweepChart::showLines(std::size_t mode) {
    std::vector<QList<QPointF>> stretches;
    bool isOpen = false;
    for (std::size_t value = 0; value < m_sweep->values().size(); ++value) {
        const auto point = m_sweep->at(value, mode);
        const bool isShown = point && point->outcome == Outcome::Completed;
        if (isShown && !isOpen)
            stretches.emplace_back();
        if (isShown)
            stretches.back() << QPointF(simul::positionOf(m_sweep->values()[value]), height(point->makespan));
        isOpen = isShown;
    }
    QList<QLineSeries*>& lines = m_lines[mode];
    if (stretches.empty())
        stretches.emplace_back();
    while (lines.size() > static_cast<qsizetype>(stretches.size()))
        delete lines.takeLast(); // a chart lets go of a series that dies
    while (lines.size() < static_cast<qsizetype>(stretches.size()))
        addLine(mode);
    for (qsizetype index = 0; index < lines.size(); ++index) {
        lines[index]->setPen(modePen(themeFor(m_theme), m_sweep->modes()[mode], m_scale));
        lines[index]->replace(thinned(stretches[static_cast<std::size_t>(index)]));
    }
    m_knees[mode] = m_sweep->isComplete() ? kneeOf(m_sweep->makespans(mode)) : std::nullopt;
}

void SweepChart::showAxes() {
    if (!m_sweep)
        return;
    const double width = std::max(size().width() - 80 * m_scale, 40.0);
    const double high = std::max(size().height() - Marks::legendHeight(m_scale) - 60 * m_scale, 40.0);
    const SweepRequest& request = m_sweep->request();
    const double first = simul::positionOf(request.over.values.front());
    const double last = simul::positionOf(request.over.values.back());
    const double air = last > first ? (last - first) * airBeside : 1;
    const bool isNumber = std::holds_alternative<std::int64_t>(request.over.values.front());
    setTicks(*m_values, first - air, last + air, valueTicks(request.over, width, (isNumber ? 44 : 72) * m_scale));
    m_values->setTitleText(parameterTitle(*request.scenario, request.over.parameter));

    const Duration most = std::max(m_most, Duration(1));
    if (m_isLogarithmic) {
        const double over = (height(most) - height(m_least)) * airAbove;
        m_makespanTicks = logarithmicTicks(m_least, most, high, 30 * m_scale);
        setTicks(*m_makespans, height(m_least) - over, height(most) + over, m_makespanTicks);
    } else {
        m_makespanTicks = makespanTicks(most, high, 44 * m_scale);
        setTicks(*m_makespans, 0, toSeconds(most) * (1 + airAbove), m_makespanTicks);
    }
    m_makespans->setTitleText(m_isLogarithmic ? tr("Makespan, logarithmic") : tr("Makespan"));
}

void SweepChart::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/) {
    const Theme& theme = themeFor(m_theme);
    painter->fillRect(QRectF(QPointF(), size()), theme.panel);
    if (!m_sweep)
        return;
    painter->setPen(QPen(theme.kind == ThemeKind::Print ? theme.grid : theme.gridMajor, m_scale));
    for (const AxisTick& tick : m_makespanTicks) {
        const double y = std::round(positionAt(0, tick.position).y()) + 0.5;
        painter->drawLine(QPointF(plotArea().left(), y), QPointF(plotArea().right(), y));
    }
}

void SweepChart::resizeEvent(QGraphicsSceneResizeEvent* event) {
    QChart::resizeEvent(event);
    showAxes();
    m_marks->renew();
}

// ---- places

QPointF SweepChart::positionAt(double value, double height) const {
    const QRectF plot = plotArea();
    const auto share = [](const QValueAxis& axis, double number) {
        return (number - axis.min()) / (axis.max() - axis.min());
    };
    return {plot.left() + plot.width() * share(*m_values, value),
            plot.bottom() - plot.height() * share(*m_makespans, height)};
}

QPointF SweepChart::positionOf(std::size_t value, Duration makespan) const {
    return positionAt(simul::positionOf(m_sweep->values()[value]), height(makespan));
}

std::size_t SweepChart::nearestValue(double x) const {
    const auto distance = [&](std::size_t value) { return std::abs(positionOf(value, m_most).x() - x); };
    const std::size_t last = m_sweep->values().size() - 1;
    if (last == 0)
        return 0;
    // The values lie in equal steps.
    const double left = positionOf(0, m_most).x();
    const double step = (positionOf(last, m_most).x() - left) / static_cast<double>(last);
    const auto guess = static_cast<std::size_t>(std::clamp((x - left) / step, 0.0, static_cast<double>(last)));
    const std::size_t next = std::min(guess + 1, last);
    return distance(next) < distance(guess) ? next : guess;
}

} // namespace simul
