#include "ui/timeline/legend.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace simul {

namespace {

constexpr std::array buttons = {Legend::Button::ByState, Legend::Button::ByTask,  Legend::Button::Colours, Legend::Button::Arrows,
                                Legend::Button::ZoomOut, Legend::Button::ZoomIn, Legend::Button::Fit};
constexpr std::array states = {State::Running, State::Ready,  State::Waiting,  State::Blocked,
                               State::Done,    State::Failed, State::Cancelled};
constexpr double segmentWidth = 50;
constexpr double toggleWidth = 96;

QString nameOf(ColourBy colourBy) {
    return colourBy == ColourBy::Task ? QCoreApplication::translate("Timeline", "Task")
                                      : QCoreApplication::translate("Timeline", "State");
}

/// The name with a line under the letter that stands for it in the lanes.
void drawName(QPainter& painter, QPointF baseline, const QString& name, QChar letter, const QFontMetricsF& metrics) {
    painter.drawText(baseline, name);
    const qsizetype at = name.indexOf(letter, 0, Qt::CaseInsensitive);
    if (at < 0)
        return;
    const double left = baseline.x() + metrics.horizontalAdvance(name.left(at));
    const double right = baseline.x() + metrics.horizontalAdvance(name.left(at + 1));
    painter.drawLine(QPointF(std::round(left) + 0.5, std::round(baseline.y()) + 2.5),
                     QPointF(std::round(right) - 0.5, std::round(baseline.y()) + 2.5));
}

} // namespace

void Legend::setGeometry(const QRect& rect, double uiScale) {
    if (rect != m_rect || uiScale != m_uiScale)
        m_image = {};
    m_rect = rect;
    m_uiScale = uiScale;
}

QRect Legend::buttonRect(Button button) const {
    const int size = px(24);
    const int top = m_rect.top() + (m_rect.height() - size) / 2;
    if (button >= Button::Arrows) {
        const int fromRight = static_cast<int>(buttons.size()) - static_cast<int>(button);
        return {m_rect.right() + 1 - px(6) - fromRight * size, top, size, size};
    }
    if ((button == Button::Colours) == hasSwitch())
        return {};
    const int right = buttonRect(Button::Arrows).left() - px(12);
    if (button == Button::Colours)
        return {right - px(toggleWidth), top, px(toggleWidth), size};
    const int fromRight = static_cast<int>(Button::Colours) - static_cast<int>(button);
    return {right - fromRight * px(segmentWidth), top, px(segmentWidth), size};
}

std::optional<Legend::Button> Legend::buttonAt(QPoint position) const {
    for (const Button button : buttons) {
        if (buttonRect(button).contains(position))
            return button;
    }
    return std::nullopt;
}

QString Legend::text(Button button) {
    constexpr std::array<const char*, buttons.size()> texts = {
        QT_TRANSLATE_NOOP("Timeline", "Colours say the state (C)"),
        QT_TRANSLATE_NOOP("Timeline", "Colours say the task, patterns and letters the state (C)"),
        QT_TRANSLATE_NOOP("Timeline", "Colours say the state, or the task (C)"),
        QT_TRANSLATE_NOOP("Timeline", "All arrows where there is room, not only those of the selection (L)"),
        QT_TRANSLATE_NOOP("Timeline", "Zoom out (S)"),
        QT_TRANSLATE_NOOP("Timeline", "Zoom in (W)"),
        QT_TRANSLATE_NOOP("Timeline", "Show everything (0)")};
    return QCoreApplication::translate("Timeline", texts[static_cast<std::size_t>(button)]);
}

void Legend::paint(QPainter& painter, const Theme& theme, Looks looks, std::optional<Button> hovered, double pixelRatio) {
    const QSize size = m_rect.size() * pixelRatio;
    const Painted now = {theme.kind, looks, hovered, pixelRatio};
    if (m_image.size() != size || m_painted != now) {
        m_image = QImage(size, QImage::Format_RGB32);
        m_image.setDevicePixelRatio(pixelRatio);
        m_painted = now;
        QPainter imagePainter(&m_image);
        imagePainter.translate(-m_rect.topLeft());
        paintAll(imagePainter, theme, looks, hovered);
    }
    painter.drawImage(m_rect.topLeft(), m_image);
}

void Legend::paintAll(QPainter& painter, const Theme& theme, Looks looks, std::optional<Button> hovered) const {
    painter.save();
    painter.fillRect(m_rect, theme.panel);
    const int end = (hasSwitch() ? buttonRect(Button::ByState).left() - px(58) : buttonRect(Button::Colours).left()) - px(12);
    const int statesEnd = paintStates(painter, theme, looks.colourBy, end);
    if (looks.colourBy == ColourBy::Task)
        paintTaskColours(painter, theme, statesEnd, end);
    if (hasSwitch())
        paintSwitch(painter, theme, looks, hovered);
    else
        paintToggle(painter, theme, looks, hovered == Button::Colours);
    constexpr std::array<const char*, 4> icons = {"flow", "zoom-out", "zoom-in", "fit"};
    for (const Button button : {Button::Arrows, Button::ZoomOut, Button::ZoomIn, Button::Fit}) {
        const QRect rect = buttonRect(button);
        const bool isOn = button == Button::Arrows && looks.allArrows;
        if (hovered == button || isOn) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(isOn ? QPen(theme.lineStrong, 1) : QPen(Qt::NoPen));
            painter.setBrush(theme.chosen);
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4));
        }
        drawIcon(painter, QLatin1String(icons[static_cast<std::size_t>(button) - static_cast<std::size_t>(Button::Arrows)]),
                 isOn ? theme.text : theme.text2, QRectF(rect).adjusted(px(4), px(4), -px(4), -px(4)));
    }
    painter.restore();
}

QString Legend::stateText(const Theme& theme, State state, const Row& row) {
    return row.named ? stateName(state) : QString(theme.look(state).letter);
}

int Legend::widthOf(const Theme& theme, const Row& row) const {
    const QFontMetricsF metrics(uiFont(12 * m_uiScale));
    int width = -px(row.gap);
    for (const State state : states)
        width += px(state == State::Done ? std::min(14, row.swatch) : row.swatch) + px(6) +
                 static_cast<int>(std::ceil(metrics.horizontalAdvance(stateText(theme, state, row)))) + px(row.gap);
    return width;
}

/// Returns where they end.
int Legend::paintStates(QPainter& painter, const Theme& theme, ColourBy colourBy, int end) const {
    const QFont font = uiFont(12 * m_uiScale);
    const QFontMetricsF metrics(font);
    const Theme& looks = colourBy == ColourBy::Task ? themeFor(theme.kind, sharedPalette) : theme;
    int x = m_rect.left() + px(12);
    const double baseline = m_rect.top() + (m_rect.height() + metrics.capHeight()) / 2;
    constexpr std::array rows = {Row{22, 15, true}, Row{16, 9, true}, Row{16, 9, false}}; // rather all of them than their names
    const auto fitting = std::ranges::find_if(rows, [&](const Row& row) { return x + widthOf(theme, row) <= end; });
    const Row& row = fitting == rows.end() ? rows.back() : *fitting;
    for (const State state : states) {
        const QString name = stateText(theme, state, row);
        const int width = px(state == State::Done ? std::min(14, row.swatch) : row.swatch);
        const int nameWidth = static_cast<int>(std::ceil(metrics.horizontalAdvance(name)));
        if (x + width + px(6) + nameWidth > end)
            break;
        drawStateSwatch(painter, looks, state,
                        QRect(state == State::Done ? x - px(4) : x, m_rect.center().y() - px(6) + 1, width, px(12)));
        painter.setFont(font);
        painter.setPen(theme.text2);
        if (row.named)
            drawName(painter, QPointF(x + width + px(6), baseline), name, theme.look(state).letter, metrics);
        else
            painter.drawText(QPointF(x + width + px(6), baseline), name);
        x += width + px(6) + nameWidth + px(row.gap);
    }
    return x;
}

/// That each task has one, and that they come again.
void Legend::paintTaskColours(QPainter& painter, const Theme& theme, int left, int end) const {
    const QFont font = uiFont(12 * m_uiScale);
    const QFontMetricsF metrics(font);
    const QString text = QCoreApplication::translate("Timeline", "a colour a task");
    const int width = px(9) * static_cast<int>(taskPalettes);
    if (left + width + px(6) + metrics.horizontalAdvance(text) > end)
        return;
    for (std::size_t index = 0; index < taskPalettes; ++index) {
        const Theme& own = themeFor(theme.kind, static_cast<Palette>(2 + index));
        painter.fillRect(QRect(left + px(9) * static_cast<int>(index), m_rect.center().y() - px(6) + 1, px(8), px(12)),
                         own.look(State::Running).ink);
    }
    painter.setFont(font);
    painter.setPen(theme.text2);
    painter.drawText(QPointF(left + width + px(6), m_rect.top() + (m_rect.height() + metrics.capHeight()) / 2), text);
}

void Legend::paintSwitch(QPainter& painter, const Theme& theme, Looks looks, std::optional<Button> hovered) const {
    const QRect whole = buttonRect(Button::ByState) | buttonRect(Button::ByTask);
    const QFont font = uiFont(12 * m_uiScale);
    const QFontMetricsF metrics(font);
    const double baseline = m_rect.top() + (m_rect.height() + metrics.capHeight()) / 2;
    const QString title = QCoreApplication::translate("Timeline", "Colour");
    painter.setFont(font);
    painter.setPen(theme.text3);
    painter.drawText(QPointF(whole.left() - px(8) - metrics.horizontalAdvance(title), baseline), title);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.lineStrong, 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(QRectF(whole).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6));
    for (const Button button : {Button::ByState, Button::ByTask}) {
        const QRect rect = buttonRect(button);
        const bool isOn = (button == Button::ByTask) == (looks.colourBy == ColourBy::Task);
        if (isOn) {
            painter.setPen(QPen(theme.lineStrong, 1));
            painter.setBrush(theme.chosen);
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6));
        }
        const QString text = nameOf(button == Button::ByTask ? ColourBy::Task : ColourBy::State);
        painter.setPen(isOn || hovered == button ? theme.text : theme.text2);
        painter.drawText(QPointF(rect.left() + (rect.width() - metrics.horizontalAdvance(text)) / 2, baseline), text);
    }
}

void Legend::paintToggle(QPainter& painter, const Theme& theme, Looks looks, bool isHovered) const {
    const QRect rect = buttonRect(Button::Colours);
    const QFont font = uiFont(12 * m_uiScale);
    const QFontMetricsF metrics(font);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.lineStrong, 1));
    painter.setBrush(isHovered ? theme.chosen : theme.panel);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6));
    const QString text = QCoreApplication::translate("Timeline", "Colour: %1").arg(nameOf(looks.colourBy));
    painter.setFont(font);
    painter.setPen(theme.text);
    painter.drawText(QPointF(rect.left() + (rect.width() - metrics.horizontalAdvance(text)) / 2,
                             m_rect.top() + (m_rect.height() + metrics.capHeight()) / 2),
                     text);
}

} // namespace simul
