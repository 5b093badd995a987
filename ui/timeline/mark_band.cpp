#include "ui/timeline/mark_band.h"

#include "ui/timeline/digit_text.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>

namespace simul {

namespace {

constexpr double pennantWidth = 10;
constexpr double padding = 6; ///< left and right of a note

} // namespace

int MarkBand::heightFor(std::size_t marks, double uiScale) {
    return marks == 0 ? 0 : static_cast<int>(std::lround(22 * uiScale));
}

bool MarkBand::isInView(const Mark& mark) const {
    const TimeRange shown = scale.range();
    return mark.time.begin <= shown.end && mark.time.end >= shown.begin;
}

std::vector<MarkBand::Flag> MarkBand::flags() const {
    std::vector<Flag> flags;
    const int left = static_cast<int>(scale.left());
    for (std::size_t mark = 0; mark < marks.size(); ++mark) {
        if (isInView(marks[mark]))
            flags.push_back({mark, {}, std::max(scale.pixel(marks[mark].time.begin), left), false});
    }
    const QFontMetrics metrics(uiFont(12 * uiScale));
    int freeFrom = left; // to the left of a pole
    for (std::size_t i = 0; i < flags.size(); ++i) {
        Flag& flag = flags[i];
        const QString& note = marks[flag.mark].note;
        const int whole = metrics.horizontalAdvance(note) + px(2 * padding);
        const int next = i + 1 < flags.size() ? flags[i + 1].pole - px(3) : rect.right() + 1;
        const int height = rect.height() - px(4);
        const bool fitsRight = flag.pole + whole <= next;
        const bool fitsLeft = i + 1 == flags.size() && flag.pole - whole >= freeFrom;
        flag.hasText = !note.isEmpty() && (fitsRight || fitsLeft);
        const int width = flag.hasText ? whole : px(pennantWidth);
        const bool standsLeft = flag.hasText ? !fitsRight : flag.pole + width > rect.right() + 1;
        flag.rect = QRect(standsLeft ? flag.pole - width + 1 : flag.pole, rect.top() + px(2), width, height);
        freeFrom = std::max(flag.rect.right(), flag.pole) + px(3);
    }
    return flags;
}

std::optional<std::size_t> MarkBand::at(QPoint position) const {
    if (!rect.contains(position))
        return std::nullopt;
    const std::vector<Flag> all = flags();
    const auto found = std::find_if(all.rbegin(), all.rend(), [&](const Flag& flag) {
        return flag.rect.adjusted(-px(2), -px(2), px(2), px(3)).contains(position);
    });
    return found == all.rend() ? std::nullopt : std::optional(found->mark);
}

std::optional<std::size_t> MarkBand::current() const {
    if (!playhead)
        return std::nullopt;
    const auto found = std::ranges::find(marks, *playhead, [](const Mark& mark) { return mark.time.begin; });
    return found == marks.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - marks.begin()));
}

void MarkBand::paint(QPainter& painter, std::optional<std::size_t> hovered) const {
    if (rect.isEmpty())
        return;
    painter.save();
    painter.fillRect(rect, theme.panel);
    const QFont font = uiFont(12 * uiScale);
    const QFontMetricsF metrics(font);
    painter.setFont(uiFont(11 * uiScale));
    painter.setPen(theme.text3);
    painter.drawText(QPointF(rect.left() + px(12), rect.top() + px(15)), QCoreApplication::translate("Timeline", "Marks"));
    painter.setClipRect(QRect(static_cast<int>(scale.left()) - px(1), rect.top(), rect.width(), rect.height()));
    painter.setFont(font);
    const std::optional<std::size_t> atPlayhead = current();
    for (const Flag& flag : flags()) {
        const bool isHovered = hovered == flag.mark;
        const Mark& mark = marks[flag.mark];
        painter.setRenderHint(QPainter::Antialiasing, false);
        if (!mark.isMoment()) { // how long it lasts, along the lower edge
            const int end = std::min(scale.pixel(mark.time.end), rect.right());
            painter.fillRect(QRect(flag.pole, rect.bottom() - px(2), std::max(1, end - flag.pole), px(2)), theme.text2);
        }
        const bool isCurrent = atPlayhead == flag.mark;
        painter.setPen(QPen(isCurrent ? theme.accent : isHovered ? theme.text : theme.lineStrong, 1));
        painter.setBrush(isHovered ? theme.chosen : theme.raised);
        const QRect pole(flag.pole, flag.rect.top(), 1, rect.bottom() + 1 - flag.rect.top());
        if (flag.hasText) {
            painter.drawRect(flag.rect.adjusted(0, 0, -1, -1));
            painter.fillRect(pole, theme.text2);
            painter.setPen(theme.text);
            painter.drawText(QPointF(flag.rect.left() + px(padding),
                                     flag.rect.top() + (flag.rect.height() + metrics.capHeight()) / 2),
                             mark.note);
            continue;
        }
        painter.fillRect(pole, theme.text2);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(isCurrent ? theme.accent : isHovered ? theme.text : theme.text2);
        const QRectF box(flag.rect);
        const bool pointsRight = flag.rect.left() == flag.pole;
        const double tip = pointsRight ? box.right() : box.left();
        const double staff = pointsRight ? box.left() : box.right();
        const std::array<QPointF, 3> pennant = {QPointF(staff, box.top()), QPointF(tip, box.top() + box.height() * 0.32),
                                                QPointF(staff, box.top() + box.height() * 0.64)};
        painter.drawPolygon(pennant.data(), static_cast<int>(pennant.size()));
    }
    painter.restore();
}

void MarkBand::paintLines(QPainter& painter, int top, int bottom) const {
    if (top >= bottom)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    QPen pen(theme.text2, 1);
    pen.setDashPattern({3, 3});
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    const auto line = [&](TraceTime time) {
        const int x = scale.pixel(time);
        if (x >= static_cast<int>(scale.left()) && x <= static_cast<int>(scale.right()))
            painter.drawLine(x, top, x, bottom - 1);
    };
    for (const Mark& mark : marks) {
        if (!isInView(mark))
            continue;
        line(mark.time.begin);
        if (!mark.isMoment())
            line(mark.time.end);
    }
    painter.restore();
}

std::optional<std::pair<int, int>> MeasureOverlay::edges() const {
    if (range.end < scale.range().begin || range.begin > scale.range().end)
        return std::nullopt;
    const int left = static_cast<int>(scale.left());
    const int right = static_cast<int>(scale.right());
    return std::pair(std::clamp(scale.pixel(range.begin), left, right), std::clamp(scale.pixel(range.end), left, right));
}

void MeasureOverlay::paintVeil(QPainter& painter, int top, int bottom) const {
    const auto between = edges();
    if (!between || top >= bottom)
        return;
    const auto [left, right] = *between;
    QColor veil = theme.accent;
    veil.setAlphaF(0.12F);
    painter.fillRect(QRect(left, top, right - left, bottom - top), veil);
    if (range.begin >= scale.range().begin)
        painter.fillRect(QRect(left, top, 1, bottom - top), theme.accent);
    if (range.end <= scale.range().end)
        painter.fillRect(QRect(right, top, 1, bottom - top), theme.accent);
}

QString MeasureOverlay::text() const {
    return shortSpan(range.span());
}

QRect MeasureOverlay::barRect(const QRect& ruler) const {
    const auto between = edges();
    return between ? QRect(between->first, ruler.top() + px(3), std::max(1, between->second - between->first), px(17)) : QRect();
}

QRect MeasureOverlay::tagRect(const QRect& bar) const {
    const int width = static_cast<int>(std::ceil(DigitText(uiFont(12 * uiScale, QFont::DemiBold)).width(text()))) + px(12);
    const int most = static_cast<int>(scale.right()) + 1 - width;
    const int from = std::clamp(bar.center().x() - width / 2, static_cast<int>(scale.left()), std::max(most, 0));
    return {from, bar.top(), width, bar.height()};
}

QRect MeasureOverlay::covered(const QRect& ruler) const {
    const QRect bar = barRect(ruler);
    return bar.isNull() ? bar : bar | tagRect(bar);
}

void MeasureOverlay::paintLength(QPainter& painter, const QRect& ruler) const {
    const QRect bar = barRect(ruler);
    if (bar.isNull())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(bar, theme.accentTint); // times beneath would be hard to read
    painter.fillRect(QRect(bar.left(), bar.center().y(), bar.width(), 1), theme.accent);
    painter.fillRect(QRect(bar.left(), bar.top(), 1, ruler.bottom() - bar.top()), theme.accent);
    painter.fillRect(QRect(bar.right() + 1, bar.top(), 1, ruler.bottom() - bar.top()), theme.accent);
    const DigitText digits(uiFont(12 * uiScale, QFont::DemiBold));
    const QRect tag = tagRect(bar);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(tag, px(3), px(3));
    painter.setPen(theme.panel);
    digits.draw(painter, QPointF(tag.left() + px(6), tag.top() + digits.baselineIn(tag.height())), text());
    painter.restore();
}

} // namespace simul
