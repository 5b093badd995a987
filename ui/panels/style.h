#pragma once

#include "ui/appearance.h"

#include <QPalette>
#include <QProxyStyle>

class QStyleOptionHeader;
class QStyleOptionSlider;

namespace simul {

/// What Qt's own widgets (fields, lists, tables, tabs, scroll bars, menus, tooltips) look like: Fusion in our colours
/// and sizes. A style and not a style sheet, which every widget would pay for at every start.
class Style : public QProxyStyle {
    Q_OBJECT

public:
    Style() : QProxyStyle(QStringLiteral("fusion")) {}
    void setLook(const Look& look) { m_look = look; }

    using QProxyStyle::polish;
    void polish(QWidget* widget) override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* result) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;

private:
    QRect scrollBarRect(const QStyleOptionSlider& option, SubControl part) const;
    QColor frameColour(const QStyleOption& option) const;
    void drawField(QPainter& painter, const QRect& rect, const QColor& frame, const QColor& fill) const;
    void drawButton(QPainter& painter, const QStyleOption& option) const;
    void drawCheckBox(QPainter& painter, const QStyleOption& option) const;
    void drawTab(QPainter& painter, const QStyleOption& option, const QWidget* widget) const;
    void drawHeader(QPainter& painter, const QStyleOptionHeader& option, const QWidget* widget) const;
    void drawScrollBar(QPainter& painter, const QStyleOptionSlider& option, const QWidget* widget) const;

    Look m_look;
};

/// Gives the whole program this look: style, palette and font. Best before there are widgets.
void applyLook(const Look& look);

/// The ground of a small field that lies over others.
void paintFloating(QWidget& widget, const Theme& theme);

QPalette paletteFor(const Theme& theme);

} // namespace simul
