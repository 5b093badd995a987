#include "ui/panels/button.h"

#include <QPainter>

namespace simul {

namespace {
constexpr int glyphSize = 16;
constexpr int gap = 7;
constexpr int paddingWide = 12;
constexpr int paddingSmall = 9;
constexpr double radius = 6;
} // namespace

Button::Button(Appearance& appearance, Kind kind, const QString& iconName, const QString& text, QWidget* parent)
    : QAbstractButton(parent), m_appearance(appearance), m_kind(kind), m_icon(iconName) {
    setText(text);
    setAccessibleName(text);
    setCheckable(kind == Kind::Chip || kind == Kind::Segment || kind == Kind::Fold);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    appearance.follow(this, [this](const Look&) {
        updateGeometry();
        update();
    });
}

void Button::setIconName(const QString& name) {
    if (m_icon == name)
        return;
    m_icon = name;
    update();
}

void Button::setControlHeight(int pixels) {
    m_height = pixels;
    updateGeometry();
}

void Button::setShowsText(bool shows) {
    if (m_showsText == shows)
        return;
    m_showsText = shows;
    updateGeometry();
    update();
}

QString Button::shownIcon() const {
    return m_kind == Kind::Chip && isChecked() && m_showsText ? QStringLiteral("check") : m_icon;
}

QFont Button::labelFont() const {
    if (m_kind == Kind::Fold)
        return m_appearance.look().font(12.5, QFont::DemiBold);
    const bool isStrong = m_kind == Kind::Primary || isChecked() || m_kind == Kind::Outline;
    return m_appearance.look().font(m_height < 30 ? 12 : 12.5, isStrong ? QFont::Medium : QFont::Normal);
}

QSize Button::sizeHint() const {
    const Look& look = m_appearance.look();
    const int height = look.px(m_height);
    const bool hasText = m_showsText && !text().isEmpty();
    if (!hasText)
        return {height, height};
    QFont widest = labelFont();
    if (m_kind != Kind::Fold)
        widest.setWeight(QFont::Medium); // as wide checked as unchecked: nothing moves
    const int padding =
        m_kind == Kind::Fold ? 0 : look.px(m_height < 30 || m_kind == Kind::Segment ? paddingSmall : paddingWide);
    const int icon = m_icon.isEmpty() ? 0 : look.px(glyphSize + gap);
    return {QFontMetrics(widest).horizontalAdvance(text()) + icon + 2 * padding, height};
}

QColor Button::textColour() const {
    const Theme& theme = m_appearance.theme();
    switch (m_kind) {
    case Kind::Primary:
        return theme.primaryText;
    case Kind::Chip:
    case Kind::Segment:
        return isChecked() ? theme.text : theme.text2;
    case Kind::Fold:
        return underMouse() ? theme.text : theme.text2;
    case Kind::Outline:
    case Kind::Flat:
        break;
    }
    return theme.text;
}

void Button::paintBody(QPainter& painter) const {
    const Theme& theme = m_appearance.theme();
    const bool isHot = isEnabled() && (underMouse() || isDown());
    const double corner = radius * m_appearance.look().scale;
    const QRectF body = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(Qt::NoPen);
    switch (m_kind) {
    case Kind::Fold:
        return;
    case Kind::Primary: {
        QColor fill = theme.primary;
        if (isHot)
            fill = theme.kind == ThemeKind::Dark ? fill.darker(112) : fill.lighter(140);
        painter.setBrush(fill);
        painter.drawRoundedRect(rect(), corner, corner);
        return;
    }
    case Kind::Flat:
        if (isHot || (isCheckable() && isChecked())) {
            painter.setBrush(theme.chosen);
            painter.drawRoundedRect(rect(), corner, corner);
        }
        return;
    case Kind::Segment:
        if (isChecked() || isHot) {
            painter.setBrush(isChecked() ? theme.chosen : theme.raised);
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), corner - 1, corner - 1);
        }
        return;
    case Kind::Outline:
    case Kind::Chip:
        painter.setPen(QPen(isChecked() || isHot || m_kind == Kind::Outline ? theme.lineStrong : theme.line, 1));
        painter.setBrush(isChecked() ? theme.chosen : isHot ? theme.raised : theme.panel);
        painter.drawRoundedRect(body, corner, corner);
        return;
    }
}

void Button::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!isEnabled())
        painter.setOpacity(0.45);
    paintBody(painter);

    const Look& look = m_appearance.look();
    const bool hasText = m_showsText && !text().isEmpty();
    const QString icon = shownIcon();
    const int iconWidth = icon.isEmpty() ? 0 : look.px(glyphSize);
    const QFont font = labelFont();
    const int textWidth = hasText ? QFontMetrics(font).horizontalAdvance(text()) : 0;
    const int between = hasText && iconWidth > 0 ? look.px(gap) : 0;
    int x = (width() - iconWidth - between - textWidth) / 2;
    if (iconWidth > 0)
        drawIcon(painter, icon, textColour(), QRectF(x, (height() - iconWidth) / 2, iconWidth, iconWidth));
    if (!hasText)
        return;
    x += iconWidth + between;
    painter.setFont(font);
    painter.setPen(textColour());
    painter.drawText(QRect(x, 0, textWidth + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
}

void Button::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    update();
}

void Button::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace simul
