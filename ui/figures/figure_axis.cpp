#include "ui/figures/figure_axis.h"

#include "ui/timeline/time_text.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace simul {

void FigureAxis::paint(QPainter& painter, int top) const {
    const Theme& theme = frame.theme();
    const QFont labelFont = frame.font(14);
    const QFontMetricsF metrics(labelFont);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(theme.text, 1));
    painter.drawLine(static_cast<int>(scale.left()), top, static_cast<int>(scale.right()), top);
    painter.setFont(labelFont);
    double free = 0;
    for (const Tick& tick : ticks) {
        const int x = scale.pixel(tick.time);
        const bool isMajor = tick.kind == Tick::Kind::Major;
        painter.setPen(QPen(theme.text, 1));
        painter.drawLine(x, top, x, top + (isMajor ? frame.px(7) : frame.px(4)));
        const double width = metrics.horizontalAdvance(tick.label);
        const double left = std::clamp(x - width / 2, 0.0, frame.size().width() - width - frame.px(4));
        if (tick.label.isEmpty() || left < free)
            continue;
        painter.setPen(isMajor ? theme.text : theme.text3);
        painter.drawText(QPointF(left, top + frame.px(24)), tick.label);
        free = left + width + frame.px(8);
    }
    paintScaleBar(painter, top + frame.px(34));
}

void FigureAxis::paintScaleBar(QPainter& painter, int top) const {
    const Duration length = stepFor(scale, 70 * frame.scale());
    const QFont labelFont = frame.font(13);
    const QFontMetricsF metrics(labelFont);
    const QString text = shortSpan(length);
    const double textLeft = static_cast<int>(scale.right()) - metrics.horizontalAdvance(text);
    const int right = static_cast<int>(textLeft) - frame.px(8);
    const int left = right - static_cast<int>(std::lround(scale.width(length)));
    const int middle = top + frame.px(6);
    painter.setPen(QPen(frame.theme().text, 1));
    painter.drawLine(left, middle, right, middle);
    painter.drawLine(left, top + frame.px(2), left, top + frame.px(10));
    painter.drawLine(right, top + frame.px(2), right, top + frame.px(10));
    painter.setFont(labelFont);
    painter.drawText(QPointF(textLeft, middle + metrics.capHeight() / 2), text);
    const QString words = QCoreApplication::translate("Figure", "time since start");
    const double wordsLeft = left - frame.px(16) - metrics.horizontalAdvance(words);
    if (wordsLeft < scale.left())
        return;
    painter.setPen(frame.theme().text3);
    painter.drawText(QPointF(wordsLeft, middle + metrics.capHeight() / 2), words);
}

} // namespace simul
