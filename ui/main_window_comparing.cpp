// Runs held against each other: two of those that are shown, and the simulated one over the real.

#include "ui/main_window.h"

#include "ui/panels/difference_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/settings.h"
#include "ui/timeline/mode_text.h"
#include "ui/timeline/timeline_view.h"

#include <QMenu>
#include <QSettings>

namespace simul {

namespace {

const auto ghostsKey = QStringLiteral("window/simulatedOverReal");

} // namespace

void MainWindow::setupComparing() {
    const QString group = tr("Compare");
    m_shortcuts->add(group, tr("Two runs: where they differ"), {Qt::Key_V}, [this] {
        m_difference->toggle();
        if (!m_difference->isVisible())
            m_timeline->setFocus(Qt::OtherFocusReason);
    });
    m_shortcuts->add(group, tr("The simulated run over the real one"), {Qt::Key_G}, [this] { toggleGhosts(); });
    connect(&m_ghosts, &GhostRuns::changed, this, [this] { m_timeline->setGhosts(m_ghosts.traces()); });
    m_ghosts.setShown(openSettings().value(ghostsKey, false).toBool());
}

void MainWindow::toggleGhosts() {
    m_ghosts.setShown(!m_ghosts.isShown());
    openSettings().setValue(ghostsKey, m_ghosts.isShown());
    if (!m_ghosts.isShown() || m_ghosts.canShow())
        m_message->clear();
    else
        m_message->say(tr("The simulated run is laid over runs on the real clock: there is none yet."));
}

void MainWindow::addComparingTo(QMenu& menu, std::size_t run) {
    const std::vector<ModeRun>& runs = m_controller.comparison()->runs;
    menu.addSeparator();
    if (runs.size() > 1) {
        QMenu* others = menu.addMenu(tr("Compare with"));
        for (std::size_t other = 0; other < runs.size(); ++other) {
            if (other != run)
                others->addAction(runName(runs[other]), [this, run, other] { m_difference->compare(run, other); });
        }
    }
    QAction* ghost = menu.addAction(tr("Simulated run over the real one"), this, &MainWindow::toggleGhosts);
    ghost->setCheckable(true);
    ghost->setChecked(m_ghosts.isShown());
    ghost->setEnabled(m_ghosts.canShow());
}

} // namespace simul
