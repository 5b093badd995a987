#include "ui/panels/progress_bar.h"

#include "ui/panels/button.h"
#include "ui/panels/labels.h"

#include <QHBoxLayout>
#include <QPainter>

namespace simul {

ProgressBar::ProgressBar(Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_text(new ElidedLabel(appearance, TextRole::Body, this)) {
    setObjectName(QStringLiteral("progress"));
    auto* cancel = new Button(appearance, Button::Kind::Outline, QStringLiteral("stop"), tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("cancelFile"));
    cancel->setControlHeight(24);
    connect(cancel, &QAbstractButton::clicked, this, &ProgressBar::cancelClicked);
    auto* row = new QHBoxLayout(this);
    row->addWidget(m_text, 1);
    row->addWidget(cancel);
    appearance.follow(this, [this, row](const Look& look) {
        row->setContentsMargins(look.px(16), 0, look.px(12), look.px(3));
        setFixedHeight(look.px(36));
    });
    hide();
}

QString ProgressBar::text() const {
    return isHidden() ? QString() : m_text->text();
}

void ProgressBar::showProgress(const QString& text, double share) {
    m_text->setText(text);
    m_share = share;
    update();
    show();
}

void ProgressBar::paintEvent(QPaintEvent*) {
    const Look& look = m_appearance.look();
    QPainter painter(this);
    painter.fillRect(rect(), look.theme().raised);
    const int thickness = look.px(3);
    painter.fillRect(QRect(0, height() - thickness, width(), thickness), look.theme().line);
    const int done = static_cast<int>(std::lround(std::max(0.0, m_share) * width()));
    painter.fillRect(QRect(0, height() - thickness, done, thickness), look.theme().text);
}

} // namespace simul
