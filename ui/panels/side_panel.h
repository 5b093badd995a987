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

/// The right side: inspector, events and log as tabs. The last two are made when they are first looked at.
class SidePanel : public QWidget {
    Q_OBJECT

public:
    SidePanel(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent = nullptr);

    Inspector* inspector() const { return m_inspector; }
    int currentTab() const;
    void setCurrentTab(int index);

private:
    void showPage(int tab);

    Appearance& m_appearance;
    RunController& m_controller;
    ViewState& m_view;
    Inspector* m_inspector;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    std::array<QWidget*, 3> m_pages = {}; ///< by tab; null until first shown
};

} // namespace simul
