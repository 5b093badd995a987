#include "ui/figures/sweep_marks.h"

#include "ui/figures/mode_look.h"
#include "ui/figures/sweep_text.h"
#include "ui/timeline/mode_text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <vector>

namespace simul {

namespace {

constexpr double markerSize = 8;
constexpr double markersApart = 22; ///< at least
constexpr double withinBefore = 0.6; ///< size of a marker that lies on another

} // namespace

SweepChart::Marks::Marks(SweepChart& chart) : QGraphicsItem(&chart), m_chart(chart) {
    setZValue(1000); // over lines and axes
    setAcceptedMouseButtons(Qt::NoButton);
}

int SweepChart::Marks::legendHeight(double scale) { return static_cast<int>(34 * scale); }

QRectF SweepChart::Marks::boundingRect() const { return m_rect; }

void SweepChart::Marks::renew() {
    if (m_rect.size() != m_chart.size()) {
        prepareGeometryChange();
        m_rect = QRectF(QPointF(), m_chart.size());
    }
    update();
}

void SweepChart::Marks::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/) {
    painter->setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    if (m_chart.m_sweep == nullptr)
        return paintEmpty(*painter);
    paintLegend(*painter);
    paintMarkers(*painter);
    paintCurrent(*painter);
    paintKnees(*painter);
}

void SweepChart::Marks::paintEmpty(QPainter& painter) const {
    painter.setFont(font(13));
    painter.setPen(theme().text3);
    painter.drawText(m_rect, Qt::AlignCenter, m_chart.m_emptyText);
}

void SweepChart::Marks::paintLegend(QPainter& painter) const {
    const QFont names = font(12.5);
    const QFontMetricsF metrics(names);
    const double middle = px(14);
    double x = m_chart.plotArea().left();
    const auto paintName = [&](const QString& name) {
        painter.setFont(names);
        painter.setPen(theme().text);
        painter.drawText(QPointF(x, middle + metrics.capHeight() / 2), name);
        x += metrics.horizontalAdvance(name) + px(24);
    };
    for (const Mode mode : m_chart.m_sweep->modes()) {
        painter.setPen(modePen(theme(), mode, m_chart.m_scale));
        painter.drawLine(QPointF(x, middle), QPointF(x + px(38), middle));
        drawModeMarker(painter, theme(), mode, {x + px(19), middle}, px(markerSize));
        x += px(46);
        paintName(modeName(mode));
    }
    if (m_chart.m_hasIncomplete) {
        paintCross(painter, theme().text2, {x + px(markerSize) / 2, middle});
        x += px(markerSize + 8);
        paintName(SweepChart::tr("did not complete"));
    }
}

void SweepChart::Marks::paintMarkers(QPainter& painter) const {
    const std::size_t values = m_chart.m_sweep->values().size();
    double free = m_rect.left();
    for (std::size_t value = 0; value < values; ++value) {
        const double x = m_chart.positionOf(value, m_chart.m_most).x();
        if (x < free)
            continue;
        free = x + px(markersApart);
        paintMarkersAt(painter, value);
    }
}

/// Where lines coincide, the marker of each mode lies within those before.
void SweepChart::Marks::paintMarkersAt(QPainter& painter, std::size_t value) const {
    std::vector<QPointF> taken;
    const Sweep& sweep = *m_chart.m_sweep;
    for (std::size_t mode = 0; mode < sweep.modes().size(); ++mode) {
        const auto point = sweep.at(value, mode);
        if (!point)
            continue;
        const QPointF centre = m_chart.positionOf(value, point->makespan);
        if (point->outcome != Outcome::Completed) {
            paintCross(painter, theme().ink(sweep.modes()[mode]), centre);
            continue;
        }
        const auto beneath = std::ranges::count_if(
            taken, [&](QPointF other) { return std::abs(other.y() - centre.y()) < px(markerSize) / 4; });
        drawModeMarker(painter, theme(), sweep.modes()[mode], centre, px(markerSize) * std::pow(withinBefore, beneath));
        taken.push_back(centre);
    }
}

void SweepChart::Marks::paintCross(QPainter& painter, const QColor& colour, QPointF centre) const {
    const double arm = px(markerSize) / 2;
    painter.setPen(QPen(colour, px(2)));
    painter.drawLine(centre - QPointF(arm, arm), centre + QPointF(arm, arm));
    painter.drawLine(centre + QPointF(-arm, arm), centre + QPointF(arm, -arm));
}

void SweepChart::Marks::paintKnees(QPainter& painter) const {
    struct Knee {
        QPointF centre;
        QStringList modes;
        QString value;
    };
    std::vector<Knee> knees; // those of several modes may coincide
    const Sweep& sweep = *m_chart.m_sweep;
    for (std::size_t mode = 0; mode < sweep.modes().size(); ++mode) {
        const std::optional<std::size_t> value = m_chart.knee(mode);
        if (!value)
            continue;
        const QPointF centre = m_chart.positionOf(*value, sweep.at(*value, mode)->makespan);
        auto same = std::ranges::find(knees, centre, &Knee::centre);
        if (same == knees.end())
            same = knees.insert(same, {centre, {}, valueText(sweep.values()[*value])});
        same->modes << modeName(sweep.modes()[mode]);
    }
    std::vector<QRectF> taken;
    for (const Knee& knee : knees)
        paintKnee(painter, knee.centre, SweepChart::tr("%1: knee at %2").arg(knee.modes.join(QStringLiteral(", ")), knee.value),
                  taken);
}

/// A ring, a dotted line down to the value, and the text where the line comes from: there it was flat. Texts do not cover
/// each other.
void SweepChart::Marks::paintKnee(QPainter& painter, QPointF centre, const QString& text, std::vector<QRectF>& taken) const {
    const double radius = px(8);
    painter.setPen(QPen(theme().text3, px(1), Qt::DotLine));
    painter.drawLine(centre + QPointF(0, radius), QPointF(centre.x(), m_chart.plotArea().bottom()));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().text, px(1.5)));
    painter.drawEllipse(centre, radius, radius);

    const QFont textFont = font(12.5, QFont::DemiBold);
    const QFontMetricsF metrics(textFont);
    const double width = metrics.horizontalAdvance(text);
    double left = centre.x() - radius - width;
    if (left < m_chart.plotArea().left() + px(4))
        left = centre.x() + radius; // no room there
    QRectF box(left - px(3), centre.y() - radius - px(4) - metrics.ascent(), width + px(6), metrics.height());
    while (std::ranges::any_of(taken, [&](const QRectF& other) { return other.intersects(box); }))
        box.translate(0, -metrics.height());
    taken.push_back(box);
    painter.fillRect(box, theme().panel);
    painter.setFont(textFont);
    painter.setPen(theme().text);
    painter.drawText(QPointF(left, box.top() + metrics.ascent()), text);
}

void SweepChart::Marks::paintCurrent(QPainter& painter) const {
    if (!m_chart.m_current)
        return;
    const Sweep& sweep = *m_chart.m_sweep;
    const std::size_t value = *m_chart.m_current;
    const QRectF plot = m_chart.plotArea();
    const double x = m_chart.positionOf(value, m_chart.m_most).x();
    painter.setPen(QPen(theme().accent, px(1.5)));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    painter.setBrush(Qt::NoBrush);
    for (std::size_t mode = 0; mode < sweep.modes().size(); ++mode) {
        if (const auto point = sweep.at(value, mode))
            painter.drawEllipse(m_chart.positionOf(value, point->makespan), px(6), px(6));
    }
}

} // namespace simul
