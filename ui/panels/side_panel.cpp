#include "ui/panels/side_panel.h"

#include "ui/panels/event_panel.h"
#include "ui/panels/inspector.h"
#include "ui/panels/labels.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace simul {

SidePanel::SidePanel(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent)
    : QWidget(parent), m_inspector(new Inspector(appearance, controller, view)),
      m_events(new EventPanel(appearance, controller, view, EventModel::Content::Everything)),
      m_log(new EventPanel(appearance, controller, view, EventModel::Content::Log)), m_tabs(new QTabBar(this)) {
    m_tabs->setObjectName(QStringLiteral("sideTabs"));
    m_tabs->addTab(tr("Inspector"));
    m_tabs->addTab(tr("Events"));
    m_tabs->addTab(tr("Log"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("What the right side shows"));
    auto* stack = new QStackedWidget(this);
    stack->addWidget(m_inspector);
    stack->addWidget(m_events);
    stack->addWidget(m_log);
    connect(m_tabs, &QTabBar::currentChanged, stack, &QStackedWidget::setCurrentIndex);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->addWidget(m_tabs);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addWidget(makeLine(Qt::Horizontal, this));
    layout->addWidget(stack, 1);
    appearance.follow(this, [this, row](const Look& look) {
        m_tabs->setFont(look.font(13, QFont::Medium));
        row->setContentsMargins(look.px(6), 0, 0, 0);
    });
}

int SidePanel::currentTab() const {
    return m_tabs->currentIndex();
}
void SidePanel::setCurrentTab(int index) {
    m_tabs->setCurrentIndex(index);
}

} // namespace simul
