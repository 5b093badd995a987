#pragma once

#include "ui/appearance.h"
#include "ui/file_controller.h"
#include "ui/ghost_runs.h"
#include "ui/lane_keeper.h"
#include "ui/look_keeper.h"
#include "ui/panels/player.h"
#include "ui/run_controller.h"
#include "ui/run_setup.h"
#include "ui/shortcuts.h"
#include "ui/timeline/view_state.h"
#include "ui/view_keeper.h"

#include <QMainWindow>

class QMenu;
class QSplitter;

namespace simul {

class DifferencePanel;
class FindBar;
class MarkEditor;
class MessageBar;
class MetricsTable;
class ParameterForm;
class ProgressBar;
class ScenarioList;
class SidePanel;
class SweepDialog;
class TimelineView;
class TopBar;
class Transport;

/// What the command line asks of the window. What is not given is as it was the last time.
struct WindowOptions {
    const Scenario* scenario = nullptr;
    std::vector<Mode> modes;
};

/// The window: puts the panels together and remembers how they were. GUI thread only.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const WindowOptions& options = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    RunSetup& setup() { return m_setup; }
    RunController& controller() { return m_controller; }
    ViewState& view() { return m_view; }
    FileController& files() { return m_files; }
    GhostRuns& ghosts() { return m_ghosts; }
    Appearance& appearance() { return m_appearance; }

    /// Shows it, maximised where the screen has no room for it as it is.
    void showWhereItFits();

public slots:
    void setPresenting(bool presenting);
    void toggleTheme();
    void openExport();
    void openFile(const QString& path);
    void chooseFile();
    void saveFile();
    void addFile();
    void openFileMenu(const QPoint& position);
    void openSweep();
    void openPanelMenu(std::size_t run, const QPoint& position);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void createPanels();
    QWidget* makeLeft();
    QWidget* makeCentre();
    void composeWindow();
    void connectPanels();
    void connectFiles();
    void askToEndRun(const QString& path);
    bool waitsForRun();
    bool waitsForMarks();
    void saveMarks();
    void stayOpen();
    void followAppearance();
    void setupRunKeys();
    void setupPlayKeys();
    void setupViewKeys();
    void setupMarkKeys();
    void addVerb(const QString& group, const QString& text, const QList<QKeySequence>& keys, void (TimelineView::*verb)());
    void setupComparing();
    void toggleGhosts();
    void addComparingTo(QMenu& menu, std::size_t run);
    void setupWindowKeys();
    bool hasOnlyTimeline() const;
    void setOnlyTimeline(bool only);
    void restoreLayout();
    void showExport();
    void sayItIsSaved(const QString& path);
    bool hasSomethingToSave();
    bool isSaving() const;
    bool waitsForSaving();
    void closeIfAllIsSaved();
    void offerToBringBack(const QStringList& files, const Scenario& scenario);
    void loadSettings();
    void applyOptions(const WindowOptions& options);
    void saveSettings();
    void find();
    FindBar& findBar();
    void escape();
    bool undoesParameters() const;
    void undo();
    void redo();

    Appearance m_appearance;
    RunSetup m_setup;
    RunController m_controller{m_setup};
    ViewState m_view;
    ViewKeeper m_viewKeeper{m_controller, m_view};
    LaneKeeper m_laneKeeper{m_controller, m_view};
    LookKeeper m_lookKeeper{m_controller, m_view};
    FileController m_files{m_setup, m_controller, m_view};
    GhostRuns m_ghosts{m_controller};
    Player m_player{m_controller, m_view};
    Shortcuts* m_shortcuts = nullptr;
    bool m_undoesParameters = false; ///< they were changed, and no key has moved the picture since

    TopBar* m_topBar = nullptr;
    ScenarioList* m_scenarios = nullptr;
    ParameterForm* m_parameters = nullptr;
    MessageBar* m_message = nullptr;
    ProgressBar* m_progress = nullptr;
    TimelineView* m_timeline = nullptr;
    FindBar* m_find = nullptr; ///< from its first use on
    MarkEditor* m_marks = nullptr;
    DifferencePanel* m_difference = nullptr;
    Transport* m_transport = nullptr;
    MetricsTable* m_metrics = nullptr;
    SidePanel* m_side = nullptr;
    SweepDialog* m_sweep = nullptr; ///< made when it is first opened
    QSplitter* m_columns = nullptr;
    QSplitter* m_leftRows = nullptr;
    bool m_closesWhenSaved = false;
    bool m_mayEndRun = false;    ///< by closing: the user said so
    bool m_mayLoseMarks = false; ///< likewise

    struct PanelSizes {
        QByteArray columns;
        QByteArray leftRows;
        bool onlyTimeline;
    };
    std::optional<PanelSizes> m_sizesBefore; ///< while presenting: what to go back to
};

} // namespace simul
