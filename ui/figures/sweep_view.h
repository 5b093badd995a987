#pragma once

#include "ui/figures/sweep_chart.h"

#include <QGraphicsView>

namespace simul {

/// A sweep's chart in a window. The pointer and the arrow keys go from value to value; a double click or Enter chooses one.
/// GUI thread only.
class SweepView : public QGraphicsView {
    Q_OBJECT

public:
    explicit SweepView(QWidget* parent = nullptr);

    SweepChart& chart() { return *m_chart; }
    QSize sizeHint() const override { return {820, 460}; }

signals:
    void currentChanged(); ///< see SweepChart::current()
    void chosen(std::size_t value);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    void setCurrent(std::optional<std::size_t> value);
    std::optional<std::size_t> valueUnder(const QPointF& position) const;

    SweepChart* m_chart; ///< the scene's
};

} // namespace simul
