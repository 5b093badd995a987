// What TimelinePainter draws left of the time axis: names and numbers.

#include "ui/timeline/digit_text.h"
#include "ui/timeline/painter.h"
#include "ui/timeline/resource_painting.h"

#include <QPainter>

namespace simul {

namespace {

/// In its panel. What the kernel did with a thread belongs to the lane above.
bool isFirstOfKind(const std::vector<LaneLayout>& lanes, std::size_t index) {
    const LaneLayout& lane = lanes[index];
    while (index > 0 && lanes[index - 1].row.kind == Row::Kind::Thread)
        --index;
    return index == 0 || lanes[index - 1].run != lane.run || lanes[index - 1].row.kind != lane.row.kind;
}

/// Where what is painted can be seen, whatever of it is painted anew now.
QRect pageOf(const QPainter& painter) {
    return painter.transform().inverted().mapRect(QRectF(painter.viewport())).toAlignedRect();
}

} // namespace

void TimelinePainter::paintGutter(QPainter& painter, const TimelineLayout& layout, int left, bool markSelected) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    const int width = static_cast<int>(layout.scale().left()) - left;
    for (const LaneLayout& lane : layout.lanes()) {
        const bool isSelected = markSelected && lane.row.selected;
        if (!isSelected && !lane.row.inRing)
            continue;
        const StateLook& blocked = m_theme->look(State::Blocked);
        painter.fillRect(QRect(left, lane.rect.top(), width, lane.rect.height()),
                         isSelected ? m_theme->accentTint : blocked.tint);
        painter.fillRect(QRect(left, lane.rect.top(), px(3), lane.rect.height()),
                         isSelected ? m_theme->accent : blocked.ink);
    }
    NameCutter names;
    const QRect page = pageOf(painter);
    for (const LaneLayout& lane : layout.lanes()) {
        if (!hasName(lane) || !lane.rect.intersects(page))
            continue;
        if (const NamePlace place = placeOfName(lane, left + px(12)); !place.hasRoom)
            names.add(lane.row.name, lane.row.number, place.font.metrics(), place.room);
    }
    int nameTop = 1 << 24; // of the next name below
    for (auto lanes = layout.lanes().rbegin(); lanes != layout.lanes().rend(); ++lanes) {
        const LaneLayout& lane = *lanes;
        if (lane.rect.isEmpty())
            continue;
        if (hasName(lane)) {
            paintName(painter, lane, placeOfName(lane, left + px(12)), names);
            nameTop = lane.rect.top();
        } else if (!lane.row.group.isEmpty() && !lane.row.number.isEmpty() && // names that are words need its place
                   lane.rect.top() + px(16) <= nameTop) { // and so does one right below
            painter.setFont(uiFont(13 * m_scale, QFont::DemiBold));
            painter.setPen(m_theme->text);
            painter.drawText(QPointF(left + px(12), lane.rect.top() + px(12)), lane.row.group);
        }
    }
    paintNumbers(painter, layout, left);
    painter.restore();
}

void TimelinePainter::paintNumbers(QPainter& painter, const TimelineLayout& layout, int left) {
    const std::vector<LaneLayout>& lanes = layout.lanes();
    const DigitText digits(uiFont(10 * m_scale));
    WordFont& words = wordFont(11, QFont::Normal);
    const int right = static_cast<int>(layout.scale().left()) - px(8);
    const double wordRoom = right - left - px(12);
    NameCutter names;
    const QRect page = pageOf(painter);
    for (const LaneLayout& lane : lanes) {
        if (!hasName(lane) && lane.row.number.isEmpty() && lane.rect.intersects(page))
            names.add(lane.row.name, {}, words.metrics(), wordRoom);
    }
    int freeFrom = -(1 << 24); // the lowest lanes have only every second, fifth, tenth... number
    painter.setPen(m_theme->text2);
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const LaneLayout& lane = lanes[i];
        if (lane.rect.isEmpty())
            continue;
        ResourcePainter{*m_theme, m_medium, m_scale}.paintScale(painter, lane, right);
        painter.setPen(m_theme->text2);
        if (hasName(lane)) {
            freeFrom = lane.rect.bottom() + 1;
            continue;
        }
        if (lane.row.kind == Row::Kind::Thread)
            continue; // small as it is, it belongs to the lane above, and what comes next needs the place
        const bool isFirst = isFirstOfKind(lanes, i);
        const bool isWord = lane.row.number.isEmpty();
        const int half = isWord ? px(7) : px(5); // of the text's height
        const int middle = std::max(lane.rect.center().y(), isFirst ? lane.rect.top() + px(4) : 0);
        const int step = isWord ? 1 : numberStep(lane.rect.height() + px(1));
        const int nextName = i + 1 < lanes.size() && hasName(lanes[i + 1]) ? lanes[i + 1].rect.top() : 1 << 24;
        const bool isFree = middle - half >= freeFrom && middle + half <= nextName;
        if (isWord) {
            if (!(isFree || isFirst))
                continue;
            const QString name = names.cut(lane.row.name, {}, words.metrics(), wordRoom);
            words.draw(painter, QPointF(right - words.width(name), middle + px(4)), name);
        } else {
            if (!(isFirst || lane.row.number.toInt() % step == 0) || !(isFree || isFirst || step == 1))
                continue;
            digits.drawRightAligned(painter, QPointF(right, middle + px(4)), lane.row.number);
        }
        freeFrom = middle + half;
    }
}

/// 1 where each lane has room for its number, else the first of 2, 5, 10, 20... that leaves enough between them.
int TimelinePainter::numberStep(int pitch) const {
    int step = 1;
    for (int index = 0; step * pitch < (index == 0 ? px(10) : px(24)); ++index)
        step = index % 3 == 1 ? step / 2 * 5 : step * 2;
    return step;
}

WordFont& TimelinePainter::wordFont(double pixels, QFont::Weight weight) {
    return m_fonts.try_emplace({pixels * m_scale, weight}, uiFont(pixels * m_scale, weight)).first->second;
}

TimelinePainter::NamePlace TimelinePainter::placeOfName(const LaneLayout& lane, int left) {
    const bool isBold = lane.row.kind == Row::Kind::Worker || lane.row.selected || lane.row.inRing;
    const auto weight = isBold ? QFont::DemiBold : QFont::Normal;
    const double pixels = !lane.row.icon.isEmpty() || lane.rect.height() >= px(20) ? 13 : 12;
    const int x = left + (lane.row.icon.isEmpty() ? 0 : px(20));
    const double room = lane.rect.left() - x - px(lane.resource.level.isEmpty() ? 4 : 20); // beside a level's scale
    for (const double size : {pixels, 11.0}) {
        WordFont& font = wordFont(size, weight);
        if (font.width(lane.row.name) <= room)
            return {x, room, font, true};
    }
    return {x, room, wordFont(11, weight), false};
}

void TimelinePainter::paintName(QPainter& painter, const LaneLayout& lane, const NamePlace& place, const NameCutter& names) {
    if (!lane.row.icon.isEmpty()) {
        const int size = px(14);
        drawIcon(painter, lane.row.icon, m_theme->text2,
                 QRectF(place.x - px(20), lane.rect.center().y() + 1 - size / 2, size, size));
    }
    const QString name =
        place.hasRoom ? lane.row.name : names.cut(lane.row.name, lane.row.number, place.font.metrics(), place.room);
    painter.setPen(place.font.font().weight() == QFont::DemiBold ? m_theme->text : m_theme->text2);
    place.font.draw(painter, QPointF(place.x, lane.rect.top() + (lane.rect.height() + place.font.capHeight()) / 2), name);
}

} // namespace simul
