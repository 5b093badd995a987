#include "ui/panels/labels.h"

#include <QPainter>

namespace simul {

QFont fontOf(const Look& look, TextRole role) {
    switch (role) {
    case TextRole::Title:
        return look.font(14.5, QFont::DemiBold);
    case TextRole::Section:
        return look.font(12.5, QFont::DemiBold);
    case TextRole::Strong:
        return look.font(13, QFont::DemiBold);
    case TextRole::Detail:
        return look.font(12.5);
    case TextRole::Faint:
        return look.font(11.5);
    case TextRole::Body:
        break;
    }
    return look.font(13);
}

QColor colourOf(const Theme& theme, TextRole role) {
    switch (role) {
    case TextRole::Section:
        return theme.text2;
    case TextRole::Detail:
        return theme.text2;
    case TextRole::Faint:
        return theme.text3;
    case TextRole::Title:
    case TextRole::Body:
    case TextRole::Strong:
        break;
    }
    return theme.text;
}

void setTextColour(QLabel& label, const QColor& colour) {
    QPalette palette;
    palette.setColor(QPalette::WindowText, colour);
    label.setPalette(palette);
}

QLabel* makeLabel(Appearance& appearance, TextRole role, const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    appearance.follow(label, [label, role](const Look& look) {
        label->setFont(fontOf(look, role));
        setTextColour(*label, colourOf(look.theme(), role));
    });
    return label;
}

QFrame* makeLine(Qt::Orientation orientation, QWidget* parent) {
    auto* line = new QFrame(parent);
    line->setFrameShape(QFrame::NoFrame);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid); // Theme::line
    if (orientation == Qt::Horizontal)
        line->setFixedHeight(1);
    else
        line->setFixedWidth(1);
    return line;
}

ElidedLabel::ElidedLabel(Appearance& appearance, TextRole role, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_role(role) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    appearance.follow(this, [this](const Look&) {
        updateGeometry();
        update();
    });
}

void ElidedLabel::setText(const QString& text) {
    if (m_text == text)
        return;
    m_text = text;
    setAccessibleName(m_lead + text);
    renew();
}

void ElidedLabel::setLead(const QString& lead) {
    m_lead = lead;
    setAccessibleName(lead + m_text);
    renew();
}

QSize ElidedLabel::sizeHint() const {
    const QFontMetrics metrics(fontOf(m_appearance.look(), m_role));
    return {metrics.horizontalAdvance(m_lead + m_text) + 4, metrics.height()};
}

QSize ElidedLabel::minimumSizeHint() const {
    return {0, sizeHint().height()};
}

QFont ElidedLabel::leadFont() const {
    QFont font = fontOf(m_appearance.look(), m_role);
    font.setWeight(QFont::DemiBold);
    return font;
}

int ElidedLabel::textLeft() const {
    return m_lead.isEmpty() ? 0 : QFontMetrics(leadFont()).horizontalAdvance(m_lead + u' ');
}

QString ElidedLabel::shownText() const {
    constexpr qsizetype least = 10; ///< fewer letters of a longer text say nothing
    const QString shown =
        QFontMetrics(fontOf(m_appearance.look(), m_role)).elidedText(m_text, Qt::ElideRight, width() - textLeft());
    return shown == m_text || shown.size() >= least ? shown : QString();
}

void ElidedLabel::renew() {
    setToolTip(shownText() == m_text ? QString() : m_text);
    update();
}

void ElidedLabel::resizeEvent(QResizeEvent*) {
    renew();
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    const QString shown = shownText();
    if (shown.isEmpty())
        return;
    QPainter painter(this);
    painter.setFont(leadFont());
    painter.setPen(m_appearance.theme().text);
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft, m_lead);
    painter.setFont(fontOf(m_appearance.look(), m_role));
    painter.setPen(colourOf(m_appearance.theme(), m_role));
    painter.drawText(rect().adjusted(textLeft(), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, shown);
}

} // namespace simul
