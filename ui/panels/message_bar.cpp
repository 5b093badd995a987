#include "ui/panels/message_bar.h"

#include "ui/panels/button.h"
#include "ui/panels/labels.h"

#include <QHBoxLayout>
#include <QPainter>

namespace simul {

MessageBar::MessageBar(Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_text(new ElidedLabel(appearance, TextRole::Body, this)),
      m_offer(new Button(appearance, Button::Kind::Outline, QStringLiteral("reset"), {}, this)) {
    setObjectName(QStringLiteral("message"));
    m_offer->setObjectName(QStringLiteral("offer"));
    m_offer->setControlHeight(24);
    connect(m_offer, &QAbstractButton::clicked, this, [this] {
        const std::function<void()> action = m_action; // which may have something else to say
        clear();
        action();
    });
    auto* close = new Button(appearance, Button::Kind::Flat, QStringLiteral("check"), tr("Understood"), this);
    close->setControlHeight(24);
    connect(close, &QAbstractButton::clicked, this, &MessageBar::clear);
    auto* row = new QHBoxLayout(this);
    row->addWidget(m_text, 1);
    row->addWidget(m_offer);
    row->addWidget(close);
    appearance.follow(this, [this, row](const Look& look) {
        row->setContentsMargins(look.px(40), 0, look.px(12), 1);
        setFixedHeight(look.px(36));
    });
    m_while.setSingleShot(true);
    m_while.setInterval(5000);
    connect(&m_while, &QTimer::timeout, this, &MessageBar::clear);
    hide();
}

QString MessageBar::text() const {
    return isHidden() ? QString() : m_text->text();
}

void MessageBar::say(const QString& sentence) {
    m_while.stop();
    m_text->setText(sentence);
    m_offer->hide();
    update();
    show();
}

void MessageBar::offer(const QString& sentence, const QString& verb, std::function<void()> action) {
    say(sentence);
    m_action = std::move(action);
    m_offer->setText(verb);
    m_offer->updateGeometry();
    m_offer->show();
}

void MessageBar::mention(const QString& sentence) {
    if (!isHidden() && !m_while.isActive())
        return; // what went wrong is there to be read
    say(sentence);
    m_while.start();
}

void MessageBar::clear() {
    m_while.stop();
    hide();
}

void MessageBar::takeBack(const QString& sentence) {
    if (text() == sentence)
        clear();
}

void MessageBar::clearWords() {
    if (m_offer->isHidden())
        clear();
}

void MessageBar::paintEvent(QPaintEvent*) {
    const Look& look = m_appearance.look();
    QPainter painter(this);
    painter.fillRect(rect(), look.theme().raised);
    const bool wentWell = m_while.isActive();
    painter.fillRect(QRect(0, 0, look.px(3), height()), look.theme().look(wentWell ? State::Done : State::Failed).ink);
    painter.setPen(look.theme().line);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
    const int icon = look.px(16);
    drawIcon(painter, wentWell ? QStringLiteral("check") : QStringLiteral("warn"), look.theme().text,
             QRectF(look.px(14), (height() - icon) / 2, icon, icon));
}

} // namespace simul
