#include "ui/main_window.h"

#include "ui/panels/difference_panel.h"
#include "ui/panels/event_panel.h"
#include "ui/panels/focus_ring.h"
#include "ui/panels/inspector.h"
#include "ui/panels/labels.h"
#include "ui/panels/mark_editor.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/metrics_table.h"
#include "ui/panels/parameter_form.h"
#include "ui/panels/progress_bar.h"
#include "ui/panels/scenario_list.h"
#include "ui/panels/side_panel.h"
#include "ui/panels/style.h"
#include "ui/panels/top_bar.h"
#include "ui/panels/transport.h"
#include "ui/settings.h"
#include "ui/sweep_dialog.h"
#include "ui/timeline/mode_text.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QCloseEvent>
#include <QMenu>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace simul {

namespace {

/// Why nothing can be saved or exported yet.
QString growsText() {
    return MainWindow::tr("A run that goes on cannot be saved: wait for its end, or stop it (Ctrl+.).");
}

ThemeKind systemTheme() {
    return QApplication::palette().color(QPalette::Window).lightness() < 128 ? ThemeKind::Dark : ThemeKind::Light;
}

} // namespace

MainWindow::MainWindow(const WindowOptions& options, QWidget* parent) : QMainWindow(parent) {
    setWindowTitle(tr("Simul"));
    setAcceptDrops(true);
    loadSettings();
    applyOptions(options);
    m_appearance.follow(this, [this](const Look& look) {
        applyLook(look);
        setFont(look.font(13)); // what exists already does not follow the program's
        setPalette(paletteFor(look.theme()));
    });
    createPanels();
    composeWindow();
    connectPanels();
    connectFiles();
    followAppearance();
    setupRunKeys();
    setupPlayKeys();
    setupViewKeys();
    setupMarkKeys();
    setupComparing();
    setupWindowKeys();
    restoreLayout();
    new FocusRing(m_appearance, this);
    m_timeline->setFocus(Qt::OtherFocusReason);
}

/// The panels go before what they show.
MainWindow::~MainWindow() {
    delete m_sweep;
    delete centralWidget();
}

// ---- composition

void MainWindow::createPanels() {
    m_topBar = new TopBar(m_appearance, m_setup, m_controller, this);
    m_scenarios = new ScenarioList(m_appearance, m_setup, this);
    m_parameters = new ParameterForm(m_appearance, m_setup, this);
    m_message = new MessageBar(m_appearance, this);
    m_progress = new ProgressBar(m_appearance, this);
    m_timeline = new TimelineView(m_view, this);
    m_timeline->setObjectName(QStringLiteral("timeline"));
    m_timeline->lendTo(*m_progress);
    m_timeline->lendTo(*m_message);
    m_difference = new DifferencePanel(m_appearance, m_controller, m_ghosts, m_view, this);
    m_marks = new MarkEditor(m_appearance, m_view, *m_timeline);
    m_transport = new Transport(m_appearance, m_controller, m_view, m_player, this);
    m_metrics = new MetricsTable(m_appearance, m_controller, m_view, this);
    m_side = new SidePanel(m_appearance, m_controller, m_view, this);
}

QWidget* MainWindow::makeLeft() {
    m_leftRows = new QSplitter(Qt::Vertical, this);
    m_leftRows->setHandleWidth(1);
    m_leftRows->setChildrenCollapsible(false);
    m_leftRows->addWidget(m_scenarios);
    m_leftRows->addWidget(m_parameters);
    m_leftRows->setStretchFactor(0, 0);
    m_leftRows->setStretchFactor(1, 1);
    return m_leftRows;
}

QWidget* MainWindow::makeCentre() {
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_progress);
    column->addWidget(m_message);
    column->addWidget(m_timeline, 1);
    column->addWidget(m_difference);
    column->addWidget(makeLine(Qt::Horizontal, centre));
    column->addWidget(m_transport);
    column->addWidget(makeLine(Qt::Horizontal, centre));
    column->addWidget(m_metrics);
    return centre;
}

void MainWindow::composeWindow() {
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->setHandleWidth(1);
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(makeLeft());
    m_columns->addWidget(makeCentre());
    m_columns->addWidget(m_side);
    for (const int column : {0, 1, 2})
        m_columns->setStretchFactor(column, column == 1 ? 1 : 0);
    auto* whole = new QWidget(this);
    auto* rows = new QVBoxLayout(whole);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_topBar);
    rows->addWidget(m_columns, 1);
    setCentralWidget(whole);
}

void MainWindow::connectPanels() {
    connect(&m_controller, &RunController::comparisonReplaced, m_timeline,
            [this] { m_timeline->setComparison(m_controller.comparison()); });
    connect(&m_controller, &RunController::comparisonReplaced, m_marks, [this] {
        if (m_controller.comparison() == nullptr) // another story comes
            m_marks->giveUp();
    });
    connect(&m_controller, &RunController::comparisonGrew, m_timeline, &TimelineView::comparisonChanged);
    connect(&m_controller, &RunController::failed, m_message, &MessageBar::say);
    connect(&m_controller, &RunController::runRequestedByUser, m_message, &MessageBar::clearWords);
    connect(&m_controller, &RunController::runningChanged, m_message, [this] {
        if (!m_controller.isGrowing())
            m_message->takeBack(growsText());
    });
    connect(&m_setup, &RunSetup::scenarioChanged, m_message, &MessageBar::clear);
    connect(&m_setup, &RunSetup::parametersChanged, m_message, &MessageBar::clearWords);
    connect(&m_setup, &RunSetup::parametersChanged, this, [this] { m_undoesParameters = true; });
    connect(m_timeline, &TimelineView::runRequested, &m_controller, &RunController::run);
    const auto showCanRun = [this] { m_timeline->setCanRun(!m_setup.chosenModes().empty()); };
    connect(&m_setup, &RunSetup::modesChanged, m_timeline, showCanRun);
    connect(&m_setup, &RunSetup::scenarioChanged, m_timeline, showCanRun);
    connect(&m_setup, &RunSetup::clockChanged, m_timeline, showCanRun); // some modes are of one clock only
    showCanRun();
    connect(m_topBar, &TopBar::runClicked, &m_controller, &RunController::run);
    connect(m_topBar, &TopBar::fileClicked, this, &MainWindow::openFileMenu);
    connect(m_topBar, &TopBar::exportClicked, this, &MainWindow::openExport);
    connect(m_parameters, &ParameterForm::sweepClicked, this, &MainWindow::openSweep);
    connect(m_topBar, &TopBar::presentClicked, this, [this] { setPresenting(!isFullScreen()); });
    connect(m_topBar, &TopBar::themeClicked, this, &MainWindow::toggleTheme);
    connect(m_topBar, &TopBar::helpClicked, this, [this] { showKeys(*m_shortcuts, m_appearance, this); });
    connect(m_side->inspector(), &Inspector::previousRequested, m_timeline, &TimelineView::previousEvent);
    connect(m_side->inspector(), &Inspector::nextRequested, m_timeline, &TimelineView::nextEvent);
    connect(m_side->inspector(), &Inspector::zoomRequested, m_timeline, &TimelineView::focusSelection);
    connect(m_side, &SidePanel::markRequested, m_timeline, &TimelineView::markHere);
    connect(m_timeline, &TimelineView::panelMenuRequested, this, &MainWindow::openPanelMenu);
    connect(m_timeline, &TimelineView::sliceActivated, this, [this] { m_side->setCurrentTab(0); });
}

void MainWindow::followAppearance() {
    m_appearance.follow(this, [this](const Look& look) {
        m_timeline->setTheme(look.kind);
        m_timeline->setScale(look.scale);
    });
}

// ---- what concerns the whole window

void MainWindow::showWhereItFits() {
    constexpr QSize frame(0, 40); // the window's title, of which nobody knows before it is shown
    const QSize needed = size() + frame;
    const QSize room = screen()->availableSize();
    if (needed.boundedTo(room) == needed)
        show();
    else
        showMaximized();
}

void MainWindow::toggleTheme() {
    m_appearance.setTheme(m_appearance.look().kind == ThemeKind::Dark ? ThemeKind::Light : ThemeKind::Dark);
    openSettings().setValue(QStringLiteral("theme"), m_appearance.look().kind == ThemeKind::Dark ? "dark" : "light");
}

void MainWindow::openPanelMenu(std::size_t run, const QPoint& position) {
    const Mode mode = m_controller.comparison()->runs[run].mode;
    const bool isLoaded = !m_controller.comparison()->file.empty();
    auto* menu = new QMenu(m_timeline); // which closes it when the runs are others
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool isCollapsed = m_timeline->isCollapsed(run);
    menu->addAction(isCollapsed ? tr("Unfold") : tr("Fold"),
                    [this, run, isCollapsed] { m_timeline->setCollapsed(run, !isCollapsed); });
    const ModeRun& shown = m_controller.comparison()->runs[run];
    const bool isUnfolded = m_view.lanes().panel(shown).unfolded;
    menu->addAction(isUnfolded ? tr("Show as many lanes as there is room for") : tr("Show every lane"),
                    [this, key = panelKey(shown), isUnfolded] {
                        LaneChoices lanes = m_view.lanes();
                        PanelChoice& panel = lanes.panels[key];
                        if (!isUnfolded) { // also what was folded by hand
                            panel = {};
                            lanes.hidden.clear();
                        }
                        panel.unfolded = !isUnfolded;
                        m_view.setLanes(std::move(lanes));
                    });
    if (!isLoaded) // what comes from a file cannot be run without one of its modes
        menu->addAction(tr("Hide %1").arg(modeName(mode)), [this, mode] { m_setup.setModeChosen(mode, false); });
    if (!isLoaded)
        menu->addAction(tr("Only %1").arg(modeName(mode)), [this, mode] { m_setup.setModes({mode}); });
    addComparingTo(*menu, run);
    menu->popup(position);
}

bool MainWindow::hasSomethingToSave() {
    if (m_controller.comparison() == nullptr || m_controller.comparison()->runs.empty())
        m_message->say(tr("There is nothing to save yet: run the scenario first (Ctrl+R)."));
    else if (m_controller.isGrowing())
        m_message->say(growsText());
    else
        return true;
    return false;
}

void MainWindow::loadSettings() {
    const QSettings settings = openSettings();
    const QString theme = settings.value(QStringLiteral("theme")).toString();
    m_appearance.setTheme(theme == QStringLiteral("dark")    ? ThemeKind::Dark
                          : theme == QStringLiteral("light") ? ThemeKind::Light
                                                             : systemTheme());
    m_setup.load(settings);
    // Whoever wants no motion on the desktop wants none here.
    m_view.setAnimated(style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0);
}

void MainWindow::applyOptions(const WindowOptions& options) {
    if (options.scenario != nullptr)
        m_setup.setScenario(*options.scenario);
    if (!options.modes.empty())
        m_setup.setModes(options.modes);
}

void MainWindow::restoreLayout() {
    const QSettings settings = openSettings();
    resize(1600, 1000);
    m_columns->setSizes({280, 1000, 320});
    m_leftRows->setSizes({std::min(m_scenarios->wholeHeight(), 420), 500});
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    m_columns->restoreState(settings.value(QStringLiteral("window/columns")).toByteArray());
    m_leftRows->restoreState(settings.value(QStringLiteral("window/left")).toByteArray());
    m_side->setCurrentTab(settings.value(QStringLiteral("window/tab"), 0).toInt());
}

void MainWindow::saveSettings() {
    QSettings settings = openSettings();
    if (!isFullScreen()) {
        settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
        settings.setValue(QStringLiteral("window/columns"), m_columns->saveState());
        settings.setValue(QStringLiteral("window/left"), m_leftRows->saveState());
    }
    settings.setValue(QStringLiteral("window/tab"), m_side->currentTab());
    m_setup.save(settings);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (waitsForRun() || waitsForMarks() || waitsForSaving()) {
        event->ignore();
        return;
    }
    saveSettings();
    m_controller.stop();
    event->accept();
}

} // namespace simul
