#pragma once

#include "ui/appearance.h"

#include <QAbstractButton>

namespace simul {

/// On or off.
class Toggle : public QAbstractButton {
    Q_OBJECT

public:
    explicit Toggle(Appearance& appearance, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Appearance& m_appearance;
};

} // namespace simul
