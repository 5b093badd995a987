#pragma once

#include "ui/appearance.h"
#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QWidget>

#include <array>

class QStackedWidget;
class QTabBar;

namespace simul {

class Inspector;

/// The right side: inspector, events, log, marks and the measured range as tabs. All but the inspector are made when they
/// are first looked at.
class SidePanel : public QWidget {
    Q_OBJECT

public:
    SidePanel(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent = nullptr);

    enum Tab { InspectorTab, EventTab, LogTab, MarkTab, RangeTab, TabCount };

    Inspector* inspector() const { return m_inspector; }
    int currentTab() const;
    void setCurrentTab(int index);

signals:
    void markRequested(); ///< at the playhead

private:
    void showPage(int tab);
    QWidget* makePage(int tab);
    void followMeasured();

    Appearance& m_appearance;
    RunController& m_controller;
    ViewState& m_view;
    Inspector* m_inspector;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    std::array<QWidget*, TabCount> m_pages = {}; ///< by tab; null until first shown
};

} // namespace simul
