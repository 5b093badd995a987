#pragma once

#include "ui/figures/figure_page.h"

#include <QWidget>

#include <array>

class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace simul {

/// How large a figure is to be: width, height, pixels or millimetres, and dots to the inch. Remembers each unit's numbers.
class SizeFields : public QWidget {
    Q_OBJECT

public:
    explicit SizeFields(QWidget* parent = nullptr);

    PageSize size() const;
    void setSize(const PageSize& size);

signals:
    void changed();

private:
    void changeUnit();
    void show(const PageSize& size);

    QDoubleSpinBox* m_width;
    QDoubleSpinBox* m_height;
    QComboBox* m_unit;
    QSpinBox* m_dots;
    PageSize::Unit m_shown = PageSize::Unit::Pixels;
    std::array<PageSize, 2> m_last; ///< by unit
};

} // namespace simul
