// The strokes of Style: what is not here Fusion draws in our palette.

#include "ui/panels/style.h"

#include <QPainter>
#include <QPushButton>
#include <QStyleOption>

namespace simul {

namespace {

/// Chosen entries of lists and menus: quiet, as in our own.
template <class Option>
Option withQuietChoice(const Option& option, const Theme& theme) {
    Option quiet = option;
    quiet.palette.setColor(QPalette::Highlight, theme.chosen);
    quiet.palette.setColor(QPalette::HighlightedText, theme.text);
    return quiet;
}

bool isFlatEdit(const QStyleOption& option) {
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(&option);
    return frame != nullptr && frame->lineWidth == 0;
}

bool isDefaultButton(const QStyleOption& option) {
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(&option);
    return button != nullptr && button->features.testFlag(QStyleOptionButton::DefaultButton);
}

} // namespace

QColor Style::frameColour(const QStyleOption& option) const {
    const Theme& theme = m_look.theme();
    if (option.state.testFlag(State_HasFocus))
        return theme.accent;
    return option.state.testFlag(State_MouseOver) && option.state.testFlag(State_Enabled) ? theme.text3
                                                                                          : theme.lineStrong;
}

void Style::drawField(QPainter& painter, const QRect& rect, const QColor& frame, const QColor& fill) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(frame, 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), m_look.px(6), m_look.px(6));
    painter.restore();
}

void Style::drawButton(QPainter& painter, const QStyleOption& option) const {
    const Theme& theme = m_look.theme();
    const bool isHot = option.state.testFlag(State_Enabled) &&
                       (option.state.testFlag(State_MouseOver) || option.state.testFlag(State_Sunken));
    painter.save();
    if (!option.state.testFlag(State_Enabled))
        painter.setOpacity(0.55);
    if (isDefaultButton(option))
        drawField(painter, option.rect, option.state.testFlag(State_HasFocus) ? theme.accent : theme.primary,
                  isHot ? theme.text2 : theme.primary);
    else
        drawField(painter, option.rect, frameColour(option), isHot ? theme.raised : theme.panel);
    painter.restore();
}

/// Fusion's own takes its outline from the ground, and on a dark one nobody sees it.
void Style::drawCheckBox(QPainter& painter, const QStyleOption& option) const {
    const Theme& theme = m_look.theme();
    const bool isOn = option.state.testFlag(State_On);
    const bool isHot = option.state.testFlag(State_MouseOver) || option.state.testFlag(State_Sunken);
    const QColor frame = option.state.testFlag(State_HasFocus) ? theme.accent : isOn ? theme.primary : theme.text3;
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (!option.state.testFlag(State_Enabled))
        painter.setOpacity(0.55);
    painter.setPen(QPen(frame, 1));
    painter.setBrush(isOn ? theme.primary : isHot ? theme.raised : theme.panel);
    painter.drawRoundedRect(box, m_look.px(3), m_look.px(3));
    const double inset = box.width() / 4;
    if (isOn)
        drawIcon(painter, QStringLiteral("check"), theme.primaryText, box.adjusted(1, 1, -1, -1));
    else if (option.state.testFlag(State_NoChange))
        painter.fillRect(box.adjusted(inset, inset, -inset, -inset), theme.text3);
    painter.restore();
}

void Style::drawTab(QPainter& painter, const QStyleOption& option, const QWidget* widget) const {
    const Theme& theme = m_look.theme();
    painter.fillRect(option.rect, theme.panel);
    if (!option.state.testFlag(State_Selected))
        return;
    const QRect line = option.rect.adjusted(m_look.px(8), option.rect.height() - m_look.px(2), -m_look.px(8), 0);
    painter.fillRect(line, widget != nullptr && widget->hasFocus() ? theme.accent : theme.text);
}

void Style::drawHeader(QPainter& painter, const QStyleOptionHeader& option, const QWidget* widget) const {
    drawControl(CE_HeaderSection, &option, &painter, widget);
    QStyleOptionHeader part = option;
    part.palette.setColor(QPalette::ButtonText, m_look.theme().text3);
    part.rect = subElementRect(SE_HeaderLabel, &option, widget);
    QProxyStyle::drawControl(CE_HeaderLabel, &part, &painter, widget);
    if (option.sortIndicator == QStyleOptionHeader::None)
        return;
    part.rect = subElementRect(SE_HeaderArrow, &option, widget);
    drawPrimitive(PE_IndicatorHeaderArrow, &part, &painter, widget);
}

void Style::drawScrollBar(QPainter& painter, const QStyleOptionSlider& option, const QWidget* widget) const {
    if (option.maximum <= option.minimum)
        return;
    const bool isHot = option.state.testFlag(State_MouseOver) || option.state.testFlag(State_Sunken);
    const int inset = m_look.px(2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isHot ? m_look.theme().text3 : m_look.theme().lineStrong);
    painter.drawRoundedRect(
        subControlRect(CC_ScrollBar, &option, SC_ScrollBarSlider, widget).adjusted(inset, inset, -inset, -inset),
        m_look.px(3), m_look.px(3));
    painter.restore();
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
    const Theme& theme = m_look.theme();
    switch (element) {
    case PE_FrameFocusRect: // the focus ring and the fields' frames say where the keyboard is
    case PE_FrameTabBarBase:
    case PE_FrameStatusBarItem:
        return;
    case PE_PanelLineEdit:
        if (isFlatEdit(*option)) {
            const bool isLive = option->state.testFlag(State_HasFocus);
            if (isLive || option->state.testFlag(State_MouseOver))
                drawField(*painter, option->rect, isLive ? theme.accent : theme.line, theme.panel);
        } else {
            drawField(*painter, option->rect, frameColour(*option), theme.panel);
        }
        return;
    case PE_PanelButtonCommand:
        drawButton(*painter, *option);
        return;
    case PE_IndicatorCheckBox:
        drawCheckBox(*painter, *option);
        return;
    case PE_Frame:
    case PE_FrameMenu:
        painter->setPen(theme.lineStrong);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_PanelMenu:
        painter->fillRect(option->rect, theme.panel);
        return;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, option->palette.toolTipBase());
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const {
    const Theme& theme = m_look.theme();
    switch (element) {
    case CE_Splitter:
        painter->fillRect(option->rect, option->state.testFlag(State_MouseOver) ? theme.accent : theme.line);
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, theme.panel);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), theme.line);
        return;
    case CE_TabBarTabShape:
        drawTab(*painter, *option, widget);
        return;
    case CE_Header:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
            drawHeader(*painter, *header, widget);
        return;
    case CE_TabBarTabLabel:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            QStyleOptionTab label = *tab;
            const bool isLit = tab->state.testFlag(State_Selected) || tab->state.testFlag(State_MouseOver);
            label.palette.setColor(QPalette::WindowText, isLit ? theme.text : theme.text2);
            QProxyStyle::drawControl(element, &label, painter, widget);
        }
        return;
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            QStyleOptionButton label = *button;
            if (isDefaultButton(*option))
                label.palette.setColor(QPalette::ButtonText, theme.primaryText);
            QProxyStyle::drawControl(element, &label, painter, widget);
        }
        return;
    case CE_ItemViewItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
            const QStyleOptionViewItem quiet = withQuietChoice(*item, theme);
            QProxyStyle::drawControl(element, &quiet, painter, widget);
        }
        return;
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            const QStyleOptionMenuItem quiet = withQuietChoice(*item, theme);
            QProxyStyle::drawControl(element, &quiet, painter, widget);
        }
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const {
    const Theme& theme = m_look.theme();
    const auto drawChevron = [&](SubControl part, const char* icon, int size) {
        QRect box(0, 0, m_look.px(size), m_look.px(size));
        box.moveCenter(subControlRect(control, option, part, widget).center());
        drawIcon(*painter, QString::fromLatin1(icon), theme.text3, box);
    };
    if (control == CC_ScrollBar) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option))
            drawScrollBar(*painter, *bar, widget);
    } else if (control == CC_ComboBox) {
        drawField(*painter, option->rect, frameColour(*option), theme.panel);
        drawChevron(SC_ComboBoxArrow, "chev-down", 14);
    } else if (control == CC_SpinBox) {
        drawField(*painter, option->rect, frameColour(*option), theme.panel);
        drawChevron(SC_SpinBoxUp, "plus", 10);
        drawChevron(SC_SpinBoxDown, "minus", 10);
    } else {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

void paintFloating(QWidget& widget, const Theme& theme) {
    QPainter painter(&widget);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.lineStrong, 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace simul
