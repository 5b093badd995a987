// The window's files: how they are chosen, and what is said about them.

#include "ui/main_window.h"

#include "ui/panels/message_bar.h"
#include "ui/panels/progress_bar.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>

namespace simul {

namespace {

/// The one file that is dragged; empty if it is anything else.
QString fileIn(const QMimeData& data) {
    return data.urls().size() == 1 ? data.urls().front().toLocalFile() : QString();
}

QFileDialog* makeOpenDialog(QWidget& window, const QString& title) {
    const QStringList recent = FileController::recentFiles();
    const QString folder = recent.isEmpty() ? QDir::homePath() : QFileInfo(recent.front()).absolutePath();
    auto* dialog = new QFileDialog(&window, title, folder,
                                   MainWindow::tr("Traces and sessions (*.simul *.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    return dialog;
}

struct Format {
    QString filter;
    QString ending;
    FileFormat format;
};

std::vector<Format> formats() {
    return {{MainWindow::tr("Session (*.simul)"), QStringLiteral(".simul"), FileFormat::Session},
            {MainWindow::tr("Trace for Perfetto and others (*.json)"), QStringLiteral(".json"), FileFormat::ChromeTrace},
            {MainWindow::tr("Table of slices (*.csv)"), QStringLiteral(".csv"), FileFormat::SlicesCsv},
            {MainWindow::tr("Table of metrics (*.csv)"), QStringLiteral(".csv"), FileFormat::MetricsCsv}};
}

} // namespace

void MainWindow::connectFiles() {
    const auto showProgress = [this] {
        if (m_files.isBusy())
            m_progress->showProgress(m_files.progressText(), m_files.progress());
        else
            m_progress->hide();
    };
    connect(&m_files, &FileController::busyChanged, m_progress, showProgress);
    connect(&m_files, &FileController::progressChanged, m_progress, showProgress);
    connect(&m_files, &FileController::failed, m_message, &MessageBar::say);
    connect(&m_files, &FileController::opened, m_message, &MessageBar::clear);
    connect(&m_files, &FileController::saved, this, &MainWindow::sayItIsSaved);
    connect(m_progress, &ProgressBar::cancelClicked, &m_files, &FileController::cancel);
    connect(&m_controller, &RunController::comparisonReplaced, this, [this] {
        const Comparison* comparison = m_controller.comparison();
        const QString file = comparison == nullptr ? QString() : QString::fromStdString(comparison->file);
        setWindowTitle(file.isEmpty() ? tr("Simul") : tr("%1 — Simul").arg(file));
    });
}

void MainWindow::sayItIsSaved(const QString& path) {
    m_message->mention(tr("Saved %1").arg(QFileInfo(path).fileName()));
}

void MainWindow::openFile(const QString& path) {
    m_files.open(path);
}

void MainWindow::chooseFile() {
    QFileDialog* dialog = makeOpenDialog(*this, tr("Open a trace or a session"));
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openFile);
    dialog->open();
}

void MainWindow::addFile() {
    if (m_controller.isRunning()) {
        m_message->say(tr("A run goes on: wait for its end, or stop it (Ctrl+.), before you add others."));
        return;
    }
    QFileDialog* dialog = makeOpenDialog(*this, tr("Add the runs of a trace or a session"));
    connect(dialog, &QFileDialog::fileSelected, &m_files, &FileController::add);
    dialog->open();
}

void MainWindow::saveFile() {
    if (!hasSomethingToSave())
        return;
    QStringList filters;
    for (const Format& format : formats())
        filters << format.filter;
    auto* dialog = new QFileDialog(this, tr("Save"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters);
    const Comparison& shown = *m_controller.comparison();
    const std::string& name = shown.scenario->name;
    dialog->selectFile(name.empty() ? QFileInfo(QString::fromStdString(shown.file)).completeBaseName() : QString::fromStdString(name));
    const auto followFilter = [dialog] {
        for (const Format& format : formats()) {
            if (format.filter == dialog->selectedNameFilter())
                dialog->setDefaultSuffix(format.ending.mid(1));
        }
    };
    followFilter();
    connect(dialog, &QFileDialog::filterSelected, dialog, followFilter);
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog](const QString& path) {
        // An ending of ours says more than the filter, but for two of the same.
        FileFormat chosen = formatOf(path);
        for (const Format& format : formats()) {
            if (format.filter == dialog->selectedNameFilter() && path.endsWith(format.ending, Qt::CaseInsensitive))
                chosen = format.format;
        }
        m_files.save(path, chosen);
    });
    dialog->open();
}

void MainWindow::openFileMenu(const QPoint& position) {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("fileMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open…\tCtrl+O"), this, &MainWindow::chooseFile);
    menu->addAction(tr("Add the runs of a file…"), this, &MainWindow::addFile);
    menu->addAction(tr("Save…\tCtrl+S"), this, &MainWindow::saveFile);
    const QStringList recent = FileController::recentFiles();
    if (!recent.isEmpty())
        menu->addSection(tr("Lately"));
    for (const QString& path : recent) {
        QString name = QFileInfo(path).fileName();
        QAction* action = menu->addAction(name.replace(u'&', QStringLiteral("&&")), this, [this, path] { openFile(path); });
        action->setToolTip(path);
    }
    menu->setToolTipsVisible(true);
    menu->popup(position);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!fileIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QString path = fileIn(*event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    openFile(path);
}

} // namespace simul
