#include "ui/timeline/empty_timeline.h"

#include <QCoreApplication>
#include <QPainter>

namespace simul {

namespace {

constexpr double runButtonWidth = 92;
constexpr double runButtonHeight = 30;

struct TimelineText {
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

void drawCentred(QPainter& painter, const QFont& font, double x, double baseline, const QString& text) {
    painter.setFont(font);
    painter.drawText(QPointF(x - QFontMetricsF(font).horizontalAdvance(text) / 2, baseline), text);
}

} // namespace

QRect EmptyTimeline::runButtonRect() const {
    const QPoint centre((axisLeft + rect.right() + 1) / 2, rect.top() - 1 + rect.height() / 2);
    return QRect(centre.x() - px(runButtonWidth) / 2, centre.y() - px(runButtonHeight) / 2, px(runButtonWidth),
                 px(runButtonHeight));
}

void EmptyTimeline::paintWhiskers(QPainter& painter) const {
    QPen whisker(theme.lineStrong, 1);
    whisker.setDashPattern({4, 4});
    painter.setPen(whisker);
    const QRect free = runButtonRect().adjusted(-px(150), -px(60), px(150), px(60));
    const int right = rect.right() + 1 - px(12);
    for (int y = rect.top() - 1 + px(40); y <= rect.bottom() - px(20); y += px(28)) {
        if (y < free.top() || y > free.bottom()) {
            painter.drawLine(axisLeft, y, right, y);
        } else {
            painter.drawLine(axisLeft, y, free.left(), y);
            painter.drawLine(free.right(), y, right, y);
        }
    }
}

void EmptyTimeline::paint(QPainter& painter, bool isOverRun) const {
    const QRect button = runButtonRect();
    const double centre = QRectF(button).center().x();
    painter.save();
    painter.fillRect(rect, theme.panel);
    paintWhiskers(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.text);
    drawCentred(painter, uiFont(15 * uiScale, QFont::DemiBold), centre, button.top() - px(16),
                TimelineText::tr("Nothing has run yet"));
    painter.setOpacity(canRun ? 1 : 0.55);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isOverRun ? theme.text2 : theme.primary);
    painter.drawRoundedRect(button, px(6), px(6));
    const int icon = px(16);
    drawIcon(painter, QStringLiteral("play"), theme.primaryText,
             QRectF(button.left() + px(18), button.center().y() + 1 - icon / 2, icon, icon));
    painter.setPen(theme.primaryText);
    drawCentred(painter, uiFont(13 * uiScale, QFont::DemiBold), centre + px(11),
                button.top() + (button.height() + QFontMetricsF(uiFont(13 * uiScale)).capHeight()) / 2,
                TimelineText::tr("Run"));
    painter.setOpacity(1);
    painter.setPen(theme.text3);
    drawCentred(painter, uiFont(12 * uiScale), centre, button.bottom() + px(32),
                canRun ? TimelineText::tr("Space play   ·   W/S zoom   ·   ←/→ step")
                       : TimelineText::tr("Choose a mode above, then run the scenario"));
    painter.restore();
}

} // namespace simul
