#pragma once

#include "ui/appearance.h"
#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QWidget>

class QTabBar;

namespace simul {

class EventPanel;
class Inspector;

/// The right side: inspector, events and log as tabs.
class SidePanel : public QWidget {
    Q_OBJECT

public:
    SidePanel(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent = nullptr);

    Inspector* inspector() const { return m_inspector; }
    EventPanel* events() const { return m_events; }
    EventPanel* log() const { return m_log; }
    int currentTab() const;
    void setCurrentTab(int index);

private:
    Inspector* m_inspector;
    EventPanel* m_events;
    EventPanel* m_log;
    QTabBar* m_tabs;
};

} // namespace simul
