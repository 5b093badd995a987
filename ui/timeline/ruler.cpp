#include "ui/timeline/ruler.h"

#include "ui/timeline/digit_text.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>
#include <QPainter>

#include <array>

namespace simul {

QString Ruler::tagText(TraceTime playhead) const {
    const TimeRange range = scale.range();
    return axisTime(playhead, range,
                    range.span() >= std::chrono::minutes(1) ? Duration(std::chrono::seconds(1)) : stepFor(scale, 8));
}

std::optional<QRect> Ruler::tagRect(TraceTime playhead) const {
    const int x = scale.pixel(playhead);
    if (x < static_cast<int>(scale.left()) || x > static_cast<int>(scale.right()))
        return std::nullopt;
    const DigitText digits(uiFont(12 * uiScale, QFont::DemiBold));
    const int width = static_cast<int>(std::ceil(digits.width(tagText(playhead)))) + px(12);
    const int left = std::clamp(x - width / 2, rect.left(), std::max(rect.left(), rect.right() - width));
    return QRect(left, rect.bottom() - px(22), width, px(18));
}

void Ruler::paint(QPainter& painter, const std::vector<Tick>& ticks, std::optional<TraceTime> playhead, QRect covered) const {
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(rect, theme.panel);
    const DigitText major(uiFont(12 * uiScale));
    const DigitText half(uiFont(11 * uiScale));
    const QRect tag = playhead ? tagRect(*playhead).value_or(QRect()) : QRect(); // null: none is in view
    const int bottom = rect.bottom();
    const double baseline = rect.top() + px(13);
    const auto isInWay = [](const QRect& what, int left, int right) {
        return !what.isNull() && left <= what.right() && right >= what.left();
    };
    int lastRight = static_cast<int>(scale.left()) - px(20);
    for (const Tick& tick : ticks) {
        const int x = scale.pixel(tick.time);
        const bool isMajor = tick.kind == Tick::Kind::Major;
        const int height = isMajor ? px(8) : tick.kind == Tick::Kind::Half ? px(6) : px(3);
        painter.fillRect(QRect(x, bottom - height, 1, height + 1),
                         isMajor ? theme.text2 : tick.kind == Tick::Kind::Half ? theme.text3 : theme.lineStrong);
        if (tick.label.isEmpty())
            continue;
        const DigitText& face = isMajor ? major : half;
        const int width = static_cast<int>(std::ceil(face.width(tick.label)));
        int left = isMajor ? x + px(4) : x + px(2);
        if (left + width > rect.right() - px(2)) // the last one stands left of its mark
            left = x - width - px(4);
        const bool isFree = left >= lastRight + px(6) && !isInWay(tag, left - px(4), left + width + px(4)) &&
                            !isInWay(covered, left, left + width);
        if (!isFree)
            continue;
        painter.setPen(isMajor ? theme.text : theme.text3);
        face.draw(painter, QPointF(left, baseline), tick.label);
        lastRight = left + width;
    }
    const int axisLeft = static_cast<int>(scale.left());
    paintShown(painter, std::min(axisLeft, tag.isNull() ? axisLeft : tag.left()) - px(4), baseline + px(3));
    painter.fillRect(QRect(rect.left(), bottom, rect.width(), 1), theme.lineStrong); // a line would be drawn pixel by pixel
}

/// How much is shown, in as many words as there is room for.
void Ruler::paintShown(QPainter& painter, int right, double baseline) const {
    const Duration shown = std::max(std::min(scale.range().end, end) - scale.range().begin, Duration(0));
    const DigitText face(uiFont(11 * uiScale));
    const int left = rect.left() + px(12);
    const QString span = shortSpan(shown);
    for (const QString& text : {QCoreApplication::translate("Timeline", "%1 shown").arg(span), span}) {
        if (left + face.width(text) > right)
            continue;
        painter.setPen(theme.text3);
        face.draw(painter, QPointF(left, baseline), text);
        return;
    }
}

void Ruler::paintTag(QPainter& painter, TraceTime playhead) const {
    const std::optional<QRect> tag = tagRect(playhead);
    if (!tag)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.playhead);
    painter.drawRoundedRect(*tag, px(3), px(3));
    const double x = scale.pixel(playhead) + 0.5;
    const double y = tag->bottom() + 1;
    const std::array<QPointF, 3> point = {QPointF(x - px(4), y), QPointF(x + px(4), y), QPointF(x, y + px(4))};
    painter.drawPolygon(point.data(), static_cast<int>(point.size()));
    painter.setPen(theme.panel);
    const DigitText digits(uiFont(12 * uiScale, QFont::DemiBold));
    digits.draw(painter, QPointF(tag->left() + px(6), tag->top() + digits.baselineIn(tag->height())),
                tagText(playhead));
    painter.restore();
}

} // namespace simul
