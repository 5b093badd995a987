#pragma once

#include <QApplication>
#include <QEvent>
#include <QTimer>
#include <QWidget>

namespace simul {

/// For measuring the start: with SIMUL_QUIT_AFTER_FIRST_FRAME set in the environment, the program ends as soon as
/// `window` has been painted.
inline void quitAfterFirstFrameIfAsked(QWidget& window) {
    if (!qEnvironmentVariableIsSet("SIMUL_QUIT_AFTER_FIRST_FRAME"))
        return;
    class PaintWatcher : public QObject {
    public:
        using QObject::QObject;
        bool eventFilter(QObject*, QEvent* event) override {
            if (event->type() == QEvent::Paint) // the timer fires when all of this frame has been painted
                QTimer::singleShot(0, qApp, &QCoreApplication::quit);
            return false;
        }
    };
    window.installEventFilter(new PaintWatcher(&window));
}

} // namespace simul
