#pragma once

#include "ui/figures/sweep_chart.h"

#include <QGraphicsItem>

#include <vector>

namespace simul {

/// What lies over the lines of a sweep's chart: legend, markers, knees and the current value.
class SweepChart::Marks : public QGraphicsItem {
public:
    explicit Marks(SweepChart& chart);

    static int legendHeight(double scale);
    QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
    /// Size or content have changed.
    void renew();

private:
    void paintEmpty(QPainter& painter) const;
    void paintLegend(QPainter& painter) const;
    void paintMarkers(QPainter& painter) const;
    void paintMarkersAt(QPainter& painter, std::size_t value) const;
    void paintCross(QPainter& painter, const QColor& colour, QPointF centre) const;
    void paintKnees(QPainter& painter) const;
    void paintKnee(QPainter& painter, QPointF centre, const QString& text, std::vector<QRectF>& taken) const;
    void paintCurrent(QPainter& painter) const;

    const Theme& theme() const { return themeFor(m_chart.m_theme); }
    double px(double pixels) const { return pixels * m_chart.m_scale; }
    QFont font(double pixels, QFont::Weight weight = QFont::Normal) const { return uiFont(px(pixels), weight); }

    SweepChart& m_chart;
    QRectF m_rect;
};

} // namespace simul
