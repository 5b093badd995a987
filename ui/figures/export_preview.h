#pragma once

#include <QImage>
#include <QWidget>

namespace simul {

/// Shows a figure as large as there is room, on a ground that lets its edges be seen.
class ExportPreview : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    void setFigure(QImage image);
    QSize sizeHint() const override { return {640, 400}; }
    QSize minimumSizeHint() const override { return {320, 200}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage m_image;
};

} // namespace simul
