#include "ui/timeline/legend.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

namespace simul {

namespace {

constexpr std::array buttons = {Legend::Button::ZoomOut, Legend::Button::ZoomIn, Legend::Button::Fit};

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
    const int fromRight = static_cast<int>(buttons.size()) - static_cast<int>(button);
    return QRect(m_rect.right() + 1 - px(6) - fromRight * size, m_rect.top() + (m_rect.height() - size) / 2, size,
                 size);
}

std::optional<Legend::Button> Legend::buttonAt(QPoint position) const {
    for (const Button button : buttons) {
        if (buttonRect(button).contains(position))
            return button;
    }
    return std::nullopt;
}

QString Legend::text(Button button) {
    constexpr std::array<const char*, 3> texts = {QT_TRANSLATE_NOOP("Timeline", "Zoom out (S)"),
                                                  QT_TRANSLATE_NOOP("Timeline", "Zoom in (W)"),
                                                  QT_TRANSLATE_NOOP("Timeline", "Show everything (0)")};
    return QCoreApplication::translate("Timeline", texts[static_cast<std::size_t>(button)]);
}

void Legend::paint(QPainter& painter, const Theme& theme, std::optional<Button> hovered, double pixelRatio) {
    const QSize size = m_rect.size() * pixelRatio;
    if (m_image.size() != size || m_image.devicePixelRatio() != pixelRatio || m_kind != theme.kind || m_hovered != hovered) {
        m_image = QImage(size, QImage::Format_RGB32);
        m_image.setDevicePixelRatio(pixelRatio);
        m_kind = theme.kind;
        m_hovered = hovered;
        QPainter imagePainter(&m_image);
        imagePainter.translate(-m_rect.topLeft());
        paintAll(imagePainter, theme, hovered);
    }
    painter.drawImage(m_rect.topLeft(), m_image);
}

void Legend::paintAll(QPainter& painter, const Theme& theme, std::optional<Button> hovered) const {
    painter.save();
    painter.fillRect(m_rect, theme.panel);
    const QFont font = uiFont(12 * m_uiScale);
    const QFontMetricsF metrics(font);
    const int end = buttonRect(Button::ZoomOut).left() - px(12);
    int x = m_rect.left() + px(12);
    const double baseline = m_rect.top() + (m_rect.height() + metrics.capHeight()) / 2;
    for (const State state :
         {State::Running, State::Ready, State::Waiting, State::Blocked, State::Done, State::Failed, State::Cancelled}) {
        const QString name = stateName(state);
        const int width = state == State::Done ? px(14) : px(22);
        const int nameWidth = static_cast<int>(std::ceil(metrics.horizontalAdvance(name)));
        if (x + width + px(6) + nameWidth > end)
            break;
        drawStateSwatch(painter, theme, state,
                        QRect(state == State::Done ? x - px(4) : x, m_rect.center().y() - px(6) + 1, width, px(12)));
        painter.setFont(font);
        painter.setPen(theme.text2);
        drawName(painter, QPointF(x + width + px(6), baseline), name, theme.look(state).letter, metrics);
        x += width + px(6) + nameWidth + px(15);
    }
    constexpr std::array<const char*, 3> icons = {"zoom-out", "zoom-in", "fit"};
    for (const Button button : buttons) {
        const QRect rect = buttonRect(button);
        if (hovered == button) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.chosen);
            painter.drawRoundedRect(rect, px(4), px(4));
        }
        drawIcon(painter, QLatin1String(icons[static_cast<std::size_t>(button)]), theme.text2,
                 QRectF(rect).adjusted(px(4), px(4), -px(4), -px(4)));
    }
    painter.restore();
}

} // namespace simul
