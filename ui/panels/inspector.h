#pragma once

#include "engine/analysis/longest_wait.h"
#include "ui/appearance.h"
#include "ui/panels/report_page.h"
#include "ui/run_controller.h"
#include "ui/stepped_job.h"
#include "ui/timeline/view_state.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QScrollArea;

namespace simul {

class Button;
class CodeView;
class DeadlockPanel;
class RunSummary;

/// What is known about the selected slice: why it is so, what was before and after, the line of code.
class Inspector : public QWidget {
    Q_OBJECT

public:
    Inspector(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent = nullptr);

    /// "Table 7 waits for Judit since 0:01:30." and what follows, line by line; empty without a selection.
    QString explanation() const;
    CodeView* code() const { return m_code; }

signals:
    void previousRequested();
    void nextRequested();
    void zoomRequested();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void build();
    QWidget* makeEmpty();
    void makeReport();
    QWidget* makeCode();
    /// Soon: a playhead that plays asks for it sixty times a second.
    void refresh();
    void fitReport();
    void showReport();
    std::optional<SliceReport> makeSelectedReport() const;
    ReportSubject subject() const;
    void showCode(const SliceReport* report);
    void findLongestWait();
    void selectLongestWait(const std::optional<LongestWait>& longest);

    Appearance& m_appearance;
    RunController& m_controller;
    ViewState& m_view;
    QTimer m_soon;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_empty = nullptr;
    ReportPage* m_report = nullptr; ///< null until there was something to report
    Button* m_longest = nullptr;
    DeadlockPanel* m_deadlock = nullptr;
    RunSummary* m_summary = nullptr;
    CodeView* m_code = nullptr;
    SteppedJob<LongestWaitSearch> m_longestWait{
        [this](const std::optional<LongestWait>& longest) { selectLongestWait(longest); }};
};

} // namespace simul
