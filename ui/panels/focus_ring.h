#pragma once

#include "ui/appearance.h"

#include <QPointer>
#include <QWidget>

namespace simul {

/// Shows where the keyboard goes: a ring around the focused widget of a window, 2 px outside it. It appears when the
/// focus came by keyboard, as a mouse click shows where it went by itself.
class FocusRing : public QWidget {
    Q_OBJECT

public:
    FocusRing(Appearance& appearance, QWidget* window);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void focusWent(QWidget* to);
    void place();

    Appearance& m_appearance;
    QPointer<QWidget> m_target;
    bool m_byKeyboard = false; ///< the last thing that the user did
};

} // namespace simul
