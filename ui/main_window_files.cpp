// The window's files: how they are chosen, and what is said about them.

#include "ui/main_window.h"

#include "ui/files/foreign_story.h"
#include "ui/panels/end_run_question.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/parameter_form.h"
#include "ui/panels/progress_bar.h"
#include "ui/panels/scenario_list.h"
#include "ui/recent_files.h"
#include "ui/sweep_dialog.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>

namespace simul {

namespace {

/// The files that are dragged; none if there is anything else.
QStringList filesIn(const QMimeData& data) {
    QStringList files;
    for (const QUrl& url : data.urls()) {
        if (!url.isLocalFile())
            return {};
        files << url.toLocalFile();
    }
    return files;
}

/// They stay where they are.
void acceptCopy(QDropEvent& event) {
    event.setDropAction(Qt::CopyAction);
    event.accept();
}

/// Where the last file came from or went.
QString lastFolder() {
    const QStringList recent = recentFiles();
    return recent.isEmpty() ? QDir::homePath() : QFileInfo(recent.front()).absolutePath();
}

QFileDialog* makeOpenDialog(QWidget& window, const QString& title) {
    auto* dialog = new QFileDialog(&window, title, lastFolder(),
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
    connect(&m_files, &FileController::opened, &m_laneKeeper, &LaneKeeper::lend);
    connect(&m_files, &FileController::opened, &m_lookKeeper, &LookKeeper::lend);
    connect(&m_files, &FileController::wouldEndRun, this, &MainWindow::askToEndRun);
    connect(&m_files, &FileController::saved, this, &MainWindow::sayItIsSaved);
    connect(m_progress, &ProgressBar::cancelClicked, &m_files, &FileController::cancel);
    connect(&m_files, &FileController::failed, this, &MainWindow::stayOpen);
    connect(m_progress, &ProgressBar::cancelClicked, this, &MainWindow::stayOpen);
    connect(&m_controller, &RunController::runRequestedByUser, this, &MainWindow::stayOpen);
    connect(&m_files, &FileController::busyChanged, this, &MainWindow::closeIfAllIsSaved,
            Qt::QueuedConnection); // whether it failed is said after that
    connect(&m_files, &FileController::left, this, &MainWindow::offerToBringBack);
    connect(m_scenarios, &ScenarioList::chosenAgain, &m_controller, &RunController::startOver);
    connect(&m_controller, &RunController::comparisonReplaced, this, [this] {
        const Comparison* comparison = m_controller.comparison();
        const bool isStranger = comparison != nullptr && comparison->scenario == &foreignStory();
        m_scenarios->setStrangerShown(isStranger);
        m_parameters->setStrangerShown(isStranger);
        const QString file = comparison == nullptr ? QString() : QString::fromStdString(comparison->file);
        setWindowTitle(file.isEmpty() ? tr("Simul") : tr("%1 — Simul").arg(file));
    });
}

void MainWindow::offerToBringBack(const QStringList& files, const Scenario& scenario) {
    const auto title = [](const Scenario& each) { return scenarioText(each, each.title); };
    const Comparison* now = m_controller.comparison();
    const QString file = now == nullptr ? QString() : QString::fromStdString(now->file);
    const QString what = files.isEmpty() ? tr("The measured run of “%1”").arg(title(scenario)) : files.join(QStringLiteral(" + "));
    const bool isSame = files.isEmpty() && file.isEmpty() && &m_setup.scenario() == &scenario;
    const QString why = isSame ? tr("%1 made way for another run.").arg(what)
                               : tr("%1 made way for “%2”.").arg(what, file.isEmpty() ? title(m_setup.scenario()) : file);
    m_message->offer(why, tr("Bring it back"),
                     [this] { m_files.bringBack(); });
}

void MainWindow::askToEndRun(const QString& path) {
    const QString file = QFileInfo(path).fileName();
    auto* question = new EndRunQuestion(m_controller,
                                        {.goesOn = tr("A run goes on. Stop it and open “%1”?").arg(file),
                                         .stop = tr("Stop and open"),
                                         .fate = tr("What it has shown so far can be brought back."),
                                         .hasEnded = tr("The run has ended. Open “%1” in its place?").arg(file),
                                         .accept = tr("Open")},
                                        this);
    connect(question, &EndRunQuestion::answered, &m_files, &FileController::answerEndingRun);
    question->open();
}

/// Whoever closes the window by mistake has his run yet.
bool MainWindow::waitsForRun() {
    if (!m_controller.isGrowing() || m_mayEndRun)
        return false;
    m_files.answerEndingRun(false); // there is one question at a time
    auto* question = new EndRunQuestion(m_controller,
                                        {.goesOn = tr("A run goes on. Stop it and close the window?"),
                                         .stop = tr("Stop and close"),
                                         .fate = tr("What it has shown so far is not kept."),
                                         .hasEnded = tr("The run has ended. Close the window?"),
                                         .accept = tr("Close")},
                                        this);
    connect(question, &EndRunQuestion::answered, this, [this](bool ends) {
        if (!ends)
            return stayOpen();
        m_controller.stop();
        m_mayEndRun = true;
        close();
    });
    question->open();
    return true;
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
    auto* dialog = new QFileDialog(this, tr("Save"), lastFolder());
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
        if (!hasSomethingToSave()) // any more
            return;
        m_message->clearWords(); // of a place that was no good before
        m_files.save(path, chosen);
    });
    dialog->open();
}

bool MainWindow::isSaving() const {
    return m_files.isSaving() || (m_sweep != nullptr && m_sweep->isSaving());
}

/// Those of a story of one's own are remembered; those of a file would be gone.
bool MainWindow::waitsForMarks() {
    if (!m_files.hasUnsavedMarks() || m_mayLoseMarks || isSaving())
        return false;
    const QString file = QFileInfo(m_files.shownPaths().front()).fileName();
    auto* question = new QMessageBox(QMessageBox::Question, tr("Simul"), tr("The marks that you changed in “%1” are not saved.").arg(file),
                                     QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    question->setObjectName(QStringLiteral("saveMarks"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setDefaultButton(QMessageBox::Save);
    connect(question, &QMessageBox::finished, this, [this](int answer) {
        m_mayLoseMarks = answer == QMessageBox::Discard;
        if (answer == QMessageBox::Save)
            saveMarks();
        else if (answer == QMessageBox::Discard)
            close();
    });
    question->open();
    return true;
}

/// Into the session that they are of, and the window closes then; of anything else one is asked where.
void MainWindow::saveMarks() {
    const QString path = m_files.shownPaths().front();
    if (m_files.shownPaths().size() > 1 || formatOf(path) != FileFormat::Session || !hasSomethingToSave())
        return saveFile();
    m_closesWhenSaved = true;
    m_files.save(path, FileFormat::Session);
}

/// What was to be closed is not.
void MainWindow::stayOpen() {
    m_mayLoseMarks = false;
    m_closesWhenSaved = false;
    m_mayEndRun = false;
}

void MainWindow::closeIfAllIsSaved() {
    if (m_closesWhenSaved && !isSaving())
        close();
}

/// What somebody wanted to keep is kept.
bool MainWindow::waitsForSaving() {
    m_closesWhenSaved = isSaving();
    if (m_closesWhenSaved)
        m_message->say(tr("The window closes when all is saved."));
    return m_closesWhenSaved;
}

void MainWindow::openFileMenu(const QPoint& position) {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("fileMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open…\tCtrl+O"), this, &MainWindow::chooseFile);
    menu->addAction(tr("Add the runs of a file…"), this, &MainWindow::addFile);
    menu->addAction(tr("Save…\tCtrl+S"), this, &MainWindow::saveFile);
    const QStringList recent = recentFiles();
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
    if (!filesIn(*event->mimeData()).isEmpty())
        acceptCopy(*event);
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QStringList paths = filesIn(*event->mimeData());
    if (paths.isEmpty())
        return;
    acceptCopy(*event);
    openFile(paths.front());
    for (const QString& path : paths.mid(1))
        m_files.add(path);
}

} // namespace simul
