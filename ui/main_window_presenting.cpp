// The window on a projector, and back.

#include "ui/main_window.h"

#include "ui/panels/metrics_table.h"

#include <QCoreApplication>
#include <QEvent>
#include <QScreen>
#include <QSplitter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace simul {

namespace {

/// Half as large again; less on a projector that has no room for that.
double presentingScale(int screenWidth) {
    constexpr double smallestWindow = 1024;
    return std::clamp(screenWidth / smallestWindow, 1.0, 1.5);
}

} // namespace

void MainWindow::setPresenting(bool presenting) {
    if (presenting == isFullScreen() && presenting == m_sizesBefore.has_value())
        return;
    if (presenting && !m_sizesBefore)
        m_sizesBefore = {m_columns->saveState(), m_leftRows->saveState(), hasOnlyTimeline()};
    const double before = m_appearance.look().scale;
    QList<int> columns = m_columns->sizes();
    QList<int> leftRows = m_leftRows->sizes();
    m_appearance.setScale(presenting ? presentingScale(screen()->size().width()) : 1);
    const double grown = m_appearance.look().scale / before;
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, presenting));
    if (presenting) { // the sides grow with their text
        for (int* size : {&columns[0], &columns[2], &leftRows[0]})
            *size = static_cast<int>(std::lround(*size * grown));
        columns[1] = std::max(100, width() - columns[0] - columns[2] - 2 * m_columns->handleWidth());
        m_columns->setSizes(columns);
        m_leftRows->setSizes(leftRows);
        setOnlyTimeline(true);
    } else if (const auto sizes = std::exchange(m_sizesBefore, std::nullopt)) {
        setOnlyTimeline(sizes->onlyTimeline);
        // What has become small says so only by and by, and a page that is not in view not at all: until then the
        // splitters would keep the room that it needed.
        for (QWidget* each : centralWidget()->findChildren<QWidget*>())
            each->updateGeometry();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        m_columns->restoreState(sizes->columns);
        m_leftRows->restoreState(sizes->leftRows);
    }
}

bool MainWindow::hasOnlyTimeline() const {
    return m_leftRows->isHidden();
}

/// What shows runs, and what explains them: the rest makes room.
void MainWindow::setOnlyTimeline(bool only) {
    m_leftRows->setVisible(!only);
    m_metrics->setVisible(!only);
}

/// The window manager may end it too.
void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange && m_sizesBefore && !isFullScreen())
        setPresenting(false);
}

} // namespace simul
