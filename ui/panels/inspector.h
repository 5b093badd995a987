#pragma once

#include "ui/appearance.h"
#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace simul {

class Button;
class CodeView;
class DeadlockPanel;
class ElidedLabel;
class FactGrid;
class ReportLines;
class RunSummary;
class ShareBar;
class StateChip;
struct SliceReport;

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
    void addHeader(QVBoxLayout* layout);
    void addWhy(QVBoxLayout* layout);
    void addSlice(QVBoxLayout* layout);
    void addLife(QVBoxLayout* layout);
    QWidget* makeCode();
    void addRule(QVBoxLayout* layout);
    /// Soon: a playhead that plays asks for it sixty times a second.
    void refresh();
    void fitReport();
    void showReport();
    std::optional<SliceReport> makeSelectedReport() const;
    void showCode(const SliceReport* report);
    void selectLongestWait();

    Appearance& m_appearance;
    RunController& m_controller;
    ViewState& m_view;
    QTimer m_soon;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_empty = nullptr;
    QWidget* m_report = nullptr; ///< null until there was something to report
    Button* m_longest = nullptr;
    ElidedLabel* m_title = nullptr;
    StateChip* m_chip = nullptr;
    ElidedLabel* m_mode = nullptr;
    QLabel* m_question = nullptr;
    ReportLines* m_why = nullptr;
    QLabel* m_what = nullptr;
    FactGrid* m_facts = nullptr;
    ElidedLabel* m_life = nullptr;
    QLabel* m_lifeLength = nullptr;
    ShareBar* m_shares = nullptr;
    DeadlockPanel* m_deadlock = nullptr;
    RunSummary* m_summary = nullptr;
    CodeView* m_code = nullptr;
};

} // namespace simul
