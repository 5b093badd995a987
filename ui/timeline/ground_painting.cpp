// What TimelinePainter draws under the slices: the panels' and lanes' ground, and the grid over it.

#include "ui/timeline/painter.h"

#include <QPainter>

#include <algorithm>

namespace simul {

void TimelinePainter::paintBetweenLanes(QPainter& painter, const TimelineLayout& layout, const QRect& seen) {
    m_rects.clear();
    const auto add = [&](int left, int top, int bottom) { // to before the latter
        if (const QRect rect = QRect(QPoint(left, top), QPoint(seen.right(), bottom - 1)) & seen; !rect.isEmpty())
            m_rects.push_back(rect);
    };
    const int left = static_cast<int>(layout.scale().left());
    auto lane = layout.lanes().begin();
    for (const PanelPlan& panel : layout.panels()) {
        int y = panel.headerTop + panel.headerHeight;
        for (; lane != layout.lanes().end() && lane->run == panel.run; ++lane) {
            add(left, y, lane->rect.top());
            add(lane->rect.right() + 1, lane->rect.top(), lane->rect.bottom() + 1);
            y = std::max(y, lane->rect.bottom() + 1); // of one that the header hides: above it
        }
        add(left, y, panel.bottom);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->panel);
    painter.drawRects(m_rects.data(), static_cast<int>(m_rects.size()));
}

void TimelinePainter::paintBackground(QPainter& painter, const TimelineLayout& layout, const std::vector<Tick>& ticks) {
    painter.setPen(Qt::NoPen);
    for (const bool selected : {false, true}) {
        painter.setBrush(selected ? m_theme->accentTint : m_theme->lane);
        for (const LaneLayout& lane : layout.lanes()) {
            if (lane.row.selected == selected)
                paintLaneGround(painter, lane, spansOf(layout, lane));
        }
    }
    if (layout.lanes().empty())
        return;
    m_clip = m_spans.empty() ? QRegion() : painter.clipRegion();
    for (const bool major : {false, true}) {
        m_lines.clear();
        for (const Tick& tick : ticks) {
            if (tick.kind == Tick::Kind::Minor || (tick.kind == Tick::Kind::Major) != major)
                continue;
            const int x = layout.scale().pixel(tick.time);
            for (const PanelPlan& panel : layout.panels()) {
                if (!panel.collapsed)
                    addLine(x, panel.top + panel.headerHeight, panel.bottom - px(4));
            }
        }
        painter.setPen(QPen(major ? m_theme->gridMajor : m_theme->grid, 1));
        painter.drawLines(m_lines.data(), static_cast<int>(m_lines.size()));
    }
}

/// What a clip hides would cost as much as what is seen.
void TimelinePainter::addLine(int x, int top, int bottom) {
    if (m_spans.empty()) {
        m_lines.emplace_back(x, top, x, bottom);
        return;
    }
    for (const QRect& part : m_clip) {
        if (part.left() <= x && x <= part.right() && part.top() <= bottom && top <= part.bottom())
            m_lines.emplace_back(x, std::max(top, part.top()), x, std::min(bottom, part.bottom()));
    }
}

void TimelinePainter::paintLaneGround(QPainter& painter, const LaneLayout& lane, const LaneSpans* spans) {
    if (spans == nullptr) {
        painter.drawRect(lane.rect);
        return;
    }
    m_rects.clear();
    for (const PixelSpan& span : *spans)
        m_rects.push_back(QRect(span.left, lane.rect.top(), span.right - span.left, lane.rect.height()) & lane.rect);
    painter.drawRects(m_rects.data(), static_cast<int>(m_rects.size()));
}

} // namespace simul
