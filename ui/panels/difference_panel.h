#pragma once

#include "ui/appearance.h"
#include "ui/background_job.h"
#include "ui/ghost_runs.h"
#include "ui/panels/difference_model.h"
#include "ui/timeline/view_state.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace simul {

class DifferenceStrip;
class ElidedLabel;
class RunPairBox;

/// Two of the runs compared, under the lanes: a strip that shows where they differ, and a table of what that comes to,
/// task by task. The simulated runs that are laid over real ones can be chosen too. Shown while ViewState::compared()
/// says so. GUI thread only.
class DifferencePanel : public QWidget {
    Q_OBJECT

public:
    DifferencePanel(Appearance& appearance, RunController& controller, GhostRuns& ghosts, ViewState& view,
                    QWidget* parent = nullptr);

    DifferenceStrip* strip() const { return m_strip; }
    const DifferenceModel* model() const { return m_model; }
    /// Whether what is chosen is shown already.
    bool isCurrent() const { return !m_job.isRunning(); }

public slots:
    void toggle();
    /// Indexes into Comparison::runs.
    void compare(std::size_t a, std::size_t b);
    void copyText();

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeHead();
    void buildTable();
    void fillChoices();
    void follow();
    void forgetWish();
    void renew();
    QString hint() const;
    void adopt(ComparedRuns runs);
    void followRow(int row);
    void sayHere();
    void close();

    Appearance& m_appearance;
    RunController& m_controller;
    GhostRuns& m_ghosts;
    ViewState& m_view;
    DifferenceModel* m_model;
    DifferenceStrip* m_strip;
    RunPairBox* m_pair = nullptr;
    std::optional<RunPair> m_wanted; ///< not all of it is there yet: simulated runs take their time
    ElidedLabel* m_summary = nullptr;
    ElidedLabel* m_here = nullptr; ///< what the strip shows at the playhead, in words
    QLabel* m_hint = nullptr;
    QTableView* m_table = nullptr;
    ComparedRuns m_runs;
    BackgroundJob<ComparedRuns> m_job;
};

} // namespace simul
