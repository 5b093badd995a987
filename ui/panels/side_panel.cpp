#include "ui/panels/side_panel.h"

#include "ui/panels/event_panel.h"
#include "ui/panels/inspector.h"
#include "ui/panels/labels.h"
#include "ui/panels/mark_panel.h"
#include "ui/panels/range_panel.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace simul {

SidePanel::SidePanel(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_controller(controller), m_view(view),
      m_inspector(new Inspector(appearance, controller, view)), m_tabs(new QTabBar(this)),
      m_stack(new QStackedWidget(this)) {
    m_tabs->setObjectName(QStringLiteral("sideTabs"));
    m_tabs->addTab(tr("Inspector"));
    m_tabs->addTab(tr("Events"));
    m_tabs->addTab(tr("Log"));
    m_tabs->addTab(tr("Marks"));
    m_tabs->addTab(tr("Range"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false); // all of them have room, always
    m_tabs->setAccessibleName(tr("What the right side shows"));
    m_stack->addWidget(m_inspector);
    m_pages.front() = m_inspector;
    connect(m_tabs, &QTabBar::currentChanged, this, &SidePanel::showPage);
    connect(&view, &ViewState::measuredChanged, this, &SidePanel::followMeasured);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->addWidget(m_tabs);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addWidget(makeLine(Qt::Horizontal, this));
    layout->addWidget(m_stack, 1);
    appearance.follow(this, [this, row](const Look& look) {
        m_tabs->setFont(look.font(13, QFont::Medium));
        row->setContentsMargins(look.px(6), 0, 0, 0);
    });
}

QWidget* SidePanel::makePage(int tab) {
    if (tab == RangeTab)
        return new RangePanel(m_appearance, m_controller, m_view);
    if (tab != MarkTab)
        return new EventPanel(m_appearance, m_controller, m_view,
                              tab == EventTab ? EventModel::Content::Everything : EventModel::Content::Log);
    auto* marks = new MarkPanel(m_appearance, m_view);
    connect(marks, &MarkPanel::addRequested, this, &SidePanel::markRequested);
    return marks;
}

void SidePanel::showPage(int tab) {
    QWidget*& page = m_pages.at(static_cast<std::size_t>(tab));
    if (page == nullptr) {
        page = makePage(tab);
        m_stack->addWidget(page);
    }
    m_stack->setCurrentWidget(page);
}

/// What is measured is shown, and when it is gone there is nothing more to see.
void SidePanel::followMeasured() {
    if (m_view.measured())
        setCurrentTab(RangeTab);
    else if (currentTab() == RangeTab)
        setCurrentTab(InspectorTab);
}

int SidePanel::currentTab() const {
    return m_tabs->currentIndex();
}
void SidePanel::setCurrentTab(int index) {
    m_tabs->setCurrentIndex(index);
}

} // namespace simul
