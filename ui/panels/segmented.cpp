#include "ui/panels/segmented.h"

#include "ui/panels/button.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace simul {

Segmented::Segmented(Appearance& appearance, const QStringList& texts, QWidget* parent)
    : QWidget(parent), m_appearance(appearance) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* group = new QButtonGroup(this);
    for (const QString& text : texts) {
        auto* button = new Button(appearance, Button::Kind::Segment, {}, text, this);
        group->addButton(button, static_cast<int>(m_buttons.size()));
        layout->addWidget(button);
        m_buttons.push_back(button);
    }
    connect(group, &QButtonGroup::idToggled, this, [this](int index, bool checked) {
        if (checked && !signalsBlocked())
            emit chosen(index);
    });
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    if (!m_buttons.empty())
        setCurrent(0);
}

int Segmented::current() const {
    for (std::size_t index = 0; index < m_buttons.size(); ++index) {
        if (m_buttons[index]->isChecked())
            return static_cast<int>(index);
    }
    return -1;
}

void Segmented::setCurrent(int index) {
    const QSignalBlocker quiet(this);
    if (index >= 0 && index < static_cast<int>(m_buttons.size()))
        m_buttons[static_cast<std::size_t>(index)]->setChecked(true);
}

void Segmented::setControlHeight(int pixels) {
    for (Button* button : m_buttons)
        button->setControlHeight(pixels);
}

void Segmented::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double corner = 6 * m_appearance.look().scale;
    painter.setPen(QPen(m_appearance.theme().lineStrong, 1));
    painter.setBrush(m_appearance.theme().panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
}

} // namespace simul
