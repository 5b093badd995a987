#pragma once

#include "ui/appearance.h"

#include <QSlider>

namespace simul {

/// A horizontal slider as thin as it can be: a line, its used part in ink, a ring to hold. A click goes there at once.
class Slider : public QSlider {
    Q_OBJECT

public:
    explicit Slider(Appearance& appearance, QWidget* parent = nullptr);

    /// Short marks below the line, so many equal parts; 0: none.
    void setParts(int parts);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    double knobRadius() const { return 6 * m_appearance.look().scale; }
    void followPointer(double x);

    Appearance& m_appearance;
    int m_parts = 0;
};

} // namespace simul
