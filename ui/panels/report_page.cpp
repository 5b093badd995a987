#include "ui/panels/report_page.h"

#include "ui/panels/button.h"
#include "ui/panels/labels.h"
#include "ui/panels/report_widgets.h"

#include <QVBoxLayout>

namespace simul {

ReportPage::ReportPage(Appearance& appearance, QWidget* parent) : QWidget(parent), m_appearance(appearance) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    addHeader(layout);
    addWhy(layout);
    addRule(layout);
    addSlice(layout);
    addRule(layout);
    addLife(layout);
}

void ReportPage::addHeader(QVBoxLayout* layout) {
    auto* row = new QHBoxLayout;
    m_title = new ElidedLabel(m_appearance, TextRole::Title, this);
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_chip = new StateChip(m_appearance, this);
    m_run = new ElidedLabel(m_appearance, TextRole::Detail, this);
    m_run->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    row->addWidget(m_title);
    row->addWidget(m_chip);
    row->addStretch(1);
    row->addWidget(m_run);
    pad(row, m_title, 12, 6);
    layout->addLayout(row);
}

void ReportPage::addWhy(QVBoxLayout* layout) {
    auto* part = new QVBoxLayout;
    m_question = makeLabel(m_appearance, TextRole::Section, {}, this);
    m_why = new ReportLines(m_appearance, this);
    m_why->setObjectName(QStringLiteral("why"));
    part->addWidget(m_question);
    part->addWidget(m_why);
    pad(part, m_why, 2, 14);
    layout->addLayout(part);
}

void ReportPage::addSlice(QVBoxLayout* layout) {
    auto* part = new QVBoxLayout;
    m_what = makeLabel(m_appearance, TextRole::Section, {}, this);
    part->addWidget(m_what);
    m_facts = new FactGrid(m_appearance, this);
    part->addWidget(m_facts);
    auto* row = new QHBoxLayout;
    const auto add = [&](const char* icon, const QString& text, const QString& name, const QString& key, auto signal) {
        auto* button = new Button(m_appearance, Button::Kind::Outline, QString::fromLatin1(icon), text, this);
        button->setControlHeight(28);
        button->setAccessibleName(name);
        button->setToolTip(QStringLiteral("%1 (%2)").arg(name, key));
        connect(button, &QAbstractButton::clicked, this, signal);
        row->addWidget(button);
    };
    add("step-back", {}, tr("Previous slice of this lane"), QStringLiteral(","), &ReportPage::previousRequested);
    add("step-fwd", {}, tr("Next slice of this lane"), QStringLiteral("."), &ReportPage::nextRequested);
    add("fit", tr("Zoom to it"), tr("Zoom to it"), QStringLiteral("F"), &ReportPage::zoomRequested);
    row->addStretch(1);
    part->addSpacing(2);
    part->addLayout(row);
    pad(part, m_facts, 12, 14);
    m_appearance.follow(row, [row](const Look& look) {
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(look.px(6));
    });
    layout->addLayout(part);
}

void ReportPage::addLife(QVBoxLayout* layout) {
    auto* part = new QVBoxLayout;
    auto* row = new QHBoxLayout;
    m_life = new ElidedLabel(m_appearance, TextRole::Section, this); // names may be long
    m_lifeLength = makeLabel(m_appearance, TextRole::Detail, {}, this);
    row->addWidget(m_life, 1);
    row->addWidget(m_lifeLength);
    m_shares = new ShareBar(m_appearance, this);
    part->addLayout(row);
    part->addWidget(m_shares);
    pad(part, m_shares, 12, 10);
    layout->addLayout(part);
}

void ReportPage::addRule(QVBoxLayout* layout) {
    layout->addWidget(makeLine(Qt::Horizontal, this));
}

/// The margins of a part follow the scale.
void ReportPage::pad(QLayout* layout, QObject* owner, int top, int bottom) {
    constexpr int margin = 16;
    m_appearance.follow(owner, [=](const Look& look) {
        layout->setContentsMargins(look.px(margin), look.px(top), look.px(margin), look.px(bottom));
        layout->setSpacing(look.px(8));
    });
}

void ReportPage::setReport(const SliceReport& report, const ReportSubject& subject) {
    using Kind = ReportSubject::Kind;
    const bool isResource = subject.kind == Kind::Resource;
    m_title->setText(report.title);
    m_title->updateGeometry();
    m_chip->setState(report.state);
    m_chip->setVisible(!isResource); // only tasks and workers have a state
    m_run->setText(subject.run);
    m_run->updateGeometry();
    m_question->setText(report.question);
    m_why->setLines(report.why);
    m_what->setText(isResource ? tr("Resource") : tr("Slice"));
    m_facts->setFacts(report.facts);
    m_life->setText(subject.kind == Kind::Task ? tr("%1, whole life").arg(report.title) : tr("%1, whole run").arg(report.title));
    m_lifeLength->setText(subject.lifeLength);
    m_shares->setShares(subject.life);
}

QString ReportPage::explanation() const {
    return m_why->plainText();
}

} // namespace simul
