#include "ui/panels/style.h"

#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>
#include <QToolTip>

#include <algorithm>

namespace simul {

namespace {

/// The editor of a spin box or a combo box: its owner draws the field.
bool isPartOfField(const QWidget* widget) {
    const QWidget* parent = widget == nullptr ? nullptr : widget->parentWidget();
    return qobject_cast<const QAbstractSpinBox*>(parent) != nullptr ||
           qobject_cast<const QComboBox*>(parent) != nullptr;
}

bool isListOfComboBox(const QWidget* widget) {
    return widget != nullptr && widget->inherits("QComboBoxListView");
}

bool isFlat(const QStyleOption* option) {
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    return frame != nullptr && frame->lineWidth == 0;
}

} // namespace

void applyLook(const Look& look) {
    auto* style = qobject_cast<Style*>(QApplication::style());
    if (style == nullptr) {
        style = new Style;
        style->setLook(look);
        QApplication::setStyle(style);
    }
    style->setLook(look);
    const QPalette palette = paletteFor(look.theme());
    QApplication::setFont(look.font(13));
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    QToolTip::setFont(look.font(12.5));
}

QPalette paletteFor(const Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.panel);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.panel);
    palette.setColor(QPalette::AlternateBase, theme.raised);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.text3);
    palette.setColor(QPalette::Button, theme.panel);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.panel);
    palette.setColor(QPalette::ToolTipBase, theme.text);
    palette.setColor(QPalette::ToolTipText, theme.panel);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::Light, theme.raised);
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, theme.lineStrong);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        QColor faded = theme.text;
        faded.setAlphaF(0.55F);
        palette.setColor(QPalette::Disabled, role, faded);
    }
    return palette;
}

void Style::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (auto* area = qobject_cast<QAbstractScrollArea*>(widget))
        area->setFrameShape(QFrame::NoFrame);
    else if (qobject_cast<QScrollBar*>(widget) != nullptr)
        widget->setAttribute(Qt::WA_OpaquePaintEvent, false); // what is beneath shows around the handle
    else if (qobject_cast<QLineEdit*>(widget) != nullptr || qobject_cast<QTabBar*>(widget) != nullptr)
        widget->setAttribute(Qt::WA_Hover);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_ScrollBarExtent:
        return m_look.px(10);
    case PM_ScrollBarSliderMin:
        return m_look.px(28);
    case PM_FocusFrameHMargin:
        return isListOfComboBox(widget) ? m_look.px(8) : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_HeaderMargin:
        return m_look.px(widget != nullptr && widget->property("narrow").toBool() ? 8 : 12);
    case PM_TabBarTabHSpace:
        return m_look.px(22);
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
        return 0;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return m_look.px(4);
    case PM_ToolTipLabelFrameWidth:
        return m_look.px(4);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* result) const {
    switch (hint) {
    case SH_ComboBox_Popup:
        return 0; // a list beneath the field, not a menu over it
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_Table_GridLineColor:
        return static_cast<int>(m_look.theme().line.rgba());
    default:
        return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                              const QWidget* widget) const {
    switch (type) {
    case CT_LineEdit:
        if (isPartOfField(widget))
            break;
        return {contents.width() + 2 * (m_look.px(8) + 1), m_look.px(isFlat(option) ? 20 : 26) + 2};
    case CT_ComboBox:
        return {contents.width() + m_look.px(8 + 20 + 4) + 2, m_look.px(26) + 2};
    case CT_SpinBox:
        return {contents.width() + m_look.px(8 + 20) + 2, m_look.px(26) + 2};
    case CT_PushButton:
        return {std::max(contents.width() + m_look.px(28), m_look.px(80)), m_look.px(30)};
    case CT_ItemViewItem: {
        const QSize fitting = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return isListOfComboBox(widget) ? fitting.expandedTo({0, m_look.px(26)}) : fitting;
    }
    case CT_HeaderSection: // the tables say how wide; measured in bold here, which no heading is drawn in
        return {m_look.px(60), m_look.px(28)};
    case CT_TabBarTab:
        return {contents.width(), m_look.px(34)};
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, contents, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
    if (element == SE_LineEditContents && !isPartOfField(widget))
        return option->rect.adjusted(m_look.px(isFlat(option) ? 4 : 8) + 1, 1, isFlat(option) ? -1 : -m_look.px(8) - 1,
                                     -1);
    if (element == SE_HeaderLabel) {
        const int margin = pixelMetric(PM_HeaderMargin, option, widget);
        return option->rect.adjusted(margin, 0, -margin, 0);
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                            const QWidget* widget) const {
    const QRect& whole = option->rect;
    const int buttons = m_look.px(20);
    if (control == CC_ScrollBar) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option))
            return scrollBarRect(*bar, part);
    } else if (control == CC_ComboBox) {
        if (part == SC_ComboBoxEditField)
            return visualRect(option->direction, whole, whole.adjusted(m_look.px(8) + 1, 1, -buttons - 1, -1));
        if (part == SC_ComboBoxArrow)
            return visualRect(option->direction, whole,
                              QRect(whole.right() - buttons, whole.y(), buttons, whole.height()));
    } else if (control == CC_SpinBox) {
        const QRect both(whole.right() - buttons, whole.y() + 1, buttons, whole.height() - 2);
        const int half = both.height() / 2;
        if (part == SC_SpinBoxUp)
            return visualRect(option->direction, whole, both.adjusted(0, 0, 0, -half));
        if (part == SC_SpinBoxDown)
            return visualRect(option->direction, whole, both.adjusted(0, half, 0, 0));
        if (part == SC_SpinBoxEditField)
            return visualRect(option->direction, whole, whole.adjusted(m_look.px(8) - 1, 1, -buttons - 1, -1));
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

/// A bar without buttons at its ends.
QRect Style::scrollBarRect(const QStyleOptionSlider& option, SubControl part) const {
    const bool isFlatBar = option.orientation == Qt::Horizontal;
    const int length = isFlatBar ? option.rect.width() : option.rect.height();
    const std::int64_t range = static_cast<std::int64_t>(option.maximum) - option.minimum;
    int handle = length;
    if (range > 0) {
        handle = static_cast<int>(length * static_cast<std::int64_t>(option.pageStep) / (range + option.pageStep));
        handle = std::clamp(handle, std::min(m_look.px(28), length), length);
    }
    const int start = sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition, length - handle,
                                              option.upsideDown);
    const auto stretch = [&](int from, int to) {
        return isFlatBar ? QRect(option.rect.x() + from, option.rect.y(), to - from, option.rect.height())
                         : QRect(option.rect.x(), option.rect.y() + from, option.rect.width(), to - from);
    };
    switch (part) {
    case SC_ScrollBarGroove:
        return option.rect;
    case SC_ScrollBarSlider:
        return stretch(start, start + handle);
    case SC_ScrollBarSubPage:
        return stretch(0, start);
    case SC_ScrollBarAddPage:
        return stretch(start + handle, length);
    default:
        return {};
    }
}

} // namespace simul
