#include "ui/panels/range_head.h"

#include "ui/panels/button.h"
#include "ui/panels/labels.h"
#include "ui/panels/run_choice.h"
#include "ui/panels/segmented.h"

#include <QComboBox>
#include <QVBoxLayout>

#include <algorithm>

namespace simul {

RangeHead::RangeHead(Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_title(makeLabel(appearance, TextRole::Strong, {}, this)),
      m_runs(new QComboBox(this)), m_scope(new Segmented(appearance, {tr("All"), tr("Selected")}, this)) {
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_runs->setAccessibleName(tr("Run"));
    connect(m_runs, &QComboBox::activated, this, &RangeHead::runChosen);
    m_scope->setControlHeight(26);
    connect(m_scope, &Segmented::chosen, this, &RangeHead::scopeChosen);
    auto* row = new QHBoxLayout;
    row->addWidget(m_runs);
    row->addStretch(1);
    row->addWidget(m_scope);
    auto* copies = new QHBoxLayout;
    copies->addWidget(makeCopy(tr("Copy"), tr("Copy both tables as text (Ctrl+C)"), &RangeHead::copyTextClicked));
    copies->addWidget(
        makeCopy(tr("Copy as CSV"), tr("Copy all tasks, in seconds, for a table program"), &RangeHead::copyCsvClicked));
    copies->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_title);
    column->addLayout(row);
    column->addLayout(copies);
    m_appearance.follow(this, [=, this](const Look& look) {
        column->setContentsMargins(look.px(16), 0, look.px(16), 0);
        column->setSpacing(look.px(8));
        copies->setSpacing(look.px(6));
        m_runs->setFont(look.font(12.5));
        m_runs->setMinimumWidth(look.px(120));
    });
}

QWidget* RangeHead::makeCopy(const QString& text, const QString& help, void (RangeHead::*clicked)()) {
    auto* button = new Button(m_appearance, Button::Kind::Outline, QStringLiteral("copy"), text, this);
    button->setControlHeight(26);
    button->setToolTip(help);
    connect(button, &QAbstractButton::clicked, this, clicked);
    return button;
}

void RangeHead::setTitle(const QString& title) {
    m_title->setText(title);
}

QString RangeHead::title() const {
    return m_title->text();
}

void RangeHead::setRuns(const Comparison& comparison, std::size_t current) {
    fillRunChoice(*m_runs, &comparison, current);
}

std::size_t RangeHead::currentRun() const {
    return static_cast<std::size_t>(std::max(m_runs->currentIndex(), 0));
}

QString RangeHead::runName() const {
    return m_runs->currentText();
}

void RangeHead::setHasSelected(bool has) {
    m_scope->setVisible(has);
}

bool RangeHead::wantsSelected() const {
    return m_scope->current() == 1;
}

void RangeHead::chooseSelected() {
    m_scope->setCurrent(1);
}

} // namespace simul
