// The figures that come out of the window: timelines, and charts over many runs.

#include "ui/main_window.h"

#include "ui/figures/export_dialog.h"
#include "ui/figures/run_text.h"
#include "ui/settings.h"
#include "ui/sweep_dialog.h"

#include <QFileInfo>
#include <QUrl>

#include <memory>

namespace simul {

namespace {

/// Under which it is remembered what the figures of a story, or of files, say.
QString figureKeyOf(const Comparison& shown, const QStringList& paths) {
    if (paths.isEmpty())
        return QStringLiteral("figures/") + QString::fromStdString(shown.scenario->name);
    QStringList whole;
    for (const QString& path : paths)
        whole << QFileInfo(path).absoluteFilePath();
    return QStringLiteral("figures/files:") + QString::fromUtf8(QUrl::toPercentEncoding(whole.join(u'\n')));
}

} // namespace

void MainWindow::openExport() {
    if (hasSomethingToSave())
        showExport();
}

/// With a copy of what is shown: the window goes on, the figure does not change.
void MainWindow::showExport() {
    const auto shown = std::make_shared<const Comparison>(*m_controller.comparison());
    auto* dialog = new ExportDialog(*shown, m_view.target(), this);
    connect(dialog, &ExportDialog::exported, this, &MainWindow::sayItIsSaved);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->form().proposeTheme(m_appearance.look().kind);
    dialog->form().setColourBy(m_view.colourBy());
    dialog->form().setArrangement(m_view.lanes());
    dialog->form().setMarks(m_view.marks());
    dialog->form().setHasArrows(m_view.showsAllArrows());
    using Origin = Comparison::Origin;
    const bool isHere = shown->origin == Origin::Here;
    const std::vector<RunRequest> requests = shown->requests(); // the set-up may have changed since
    dialog->form().setSubtitle(requests.empty() ? QString::fromStdString(shown->file) : summaryText(requests));
    if (shown->origin != Origin::SeveralFiles)
        dialog->setCommand(isHere ? commandText(requests) : exportCommandText(shown->file),
                           isHere && !requests.empty() && hasFirstLook(requests.front()));
    const QString story = figureKeyOf(*shown, m_files.shownPaths());
    dialog->form().setChoices(FigureChoices::read(openSettings(), story, dialog->form().choices()));
    connect(dialog, &QDialog::finished, dialog, [dialog, story] {
        QSettings settings = openSettings();
        dialog->form().choices().write(settings, story);
    });
    connect(dialog, &QObject::destroyed, dialog, [shown] {}); // keeps it alive as long
    dialog->open();
}

void MainWindow::openSweep() {
    if (m_sweep == nullptr) {
        m_sweep = new SweepDialog(m_appearance, m_setup, openSettings().fileName(), this);
        connect(m_sweep, &SweepDialog::saved, this, [this](bool wentWell) {
            if (!wentWell)
                stayOpen();
            closeIfAllIsSaved();
        }, Qt::QueuedConnection); // the dialog goes with the window
    }
    m_sweep->show();
    m_sweep->raise();
    m_sweep->activateWindow();
}

} // namespace simul
