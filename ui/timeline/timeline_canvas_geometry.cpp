// Where things are on a TimelineCanvas, and what lies at a point of it.

#include "ui/timeline/timeline_canvas.h"

#include <algorithm>

namespace simul {

void TimelineCanvas::resize(QSize size) {
    m_size = size;
    const int legendHeight = px(34);
    const int minimapHeight = Minimap::heightFor(m_comparison ? m_comparison->runs.size() : 0, m_scale);
    m_legend.setGeometry(QRect(0, 0, size.width(), legendHeight), m_scale);
    m_minimap.setGeometry(QRect(0, legendHeight, size.width(), minimapHeight), axisLeft(), m_scale);
    const int markHeight = isEmpty() ? 0 : MarkBand::heightFor(m_state.marks().size(), m_scale);
    m_markRect = QRect(0, legendHeight + minimapHeight, size.width(), markHeight);
    m_rulerRect = QRect(0, m_markRect.top() + markHeight, size.width(), px(26));
    m_bodyRect =
        QRect(0, m_rulerRect.bottom() + 1, size.width(), std::max(0, size.height() - m_rulerRect.bottom() - 1));
    // Marks and messages, which come and go, must not change the density of all lanes: there is always room left for the
    // marks, and what a message takes for a while counts as there.
    m_fitHeight = m_bodyRect.height() + markHeight - MarkBand::heightFor(1, m_scale) + m_lent;
    invalidateLanes();
}

TimeScale TimelineCanvas::timeScale() const {
    return TimeScale::anchored(m_state.range(), axisLeft(), std::max(0, m_size.width() - axisLeft() - px(4)));
}

EmptyTimeline TimelineCanvas::empty() const {
    const int top = m_legend.rect().bottom() + 1;
    return {*m_theme, m_scale, QRect(0, top, m_size.width(), std::max(0, m_size.height() - top)), axisLeft(), m_canRun};
}

MarkBand TimelineCanvas::markBand(const TimeScale& scale) const {
    return {*m_theme, m_scale, scale, m_markRect, m_state.marks(), m_state.playhead()};
}

QRect TimelineCanvas::headerRect(const PanelPlan& panel) const {
    return QRect(0, panel.headerTop, m_size.width(), panel.headerHeight);
}

std::vector<PanelGlide::Strip> TimelineCanvas::panelStrips() {
    std::vector<PanelGlide::Strip> strips;
    const int lanesTop = m_bodyRect.top() - m_scroll;
    for (const PanelPlan& panel : layout().panels())
        strips.push_back({panel.run, lanesTop + panel.headerTop, lanesTop + panel.bottom});
    return strips;
}

std::optional<PanelHeader> TimelineCanvas::headerAt(QPoint position, std::size_t* run) {
    if (isEmpty() || !m_bodyRect.contains(position))
        return std::nullopt;
    const QPoint inLanes = toLanes(position);
    for (const PanelPlan& panel : layout().panels()) {
        if (inLanes.y() >= panel.headerTop && inLanes.y() < panel.headerTop + panel.headerHeight) {
            if (run != nullptr)
                *run = panel.run;
            return header(panel);
        }
    }
    return std::nullopt;
}

std::optional<Hit> TimelineCanvas::hit(QPoint position) {
    if (isEmpty() || !m_bodyRect.contains(position))
        return std::nullopt;
    return layout().hit(*m_comparison, toLanes(position));
}

const LaneLayout* TimelineCanvas::nameAt(QPoint position) {
    if (isEmpty() || !m_bodyRect.contains(position) || position.x() >= axisLeft())
        return nullptr;
    const int y = toLanes(position).y();
    for (const LaneLayout& lane : layout().lanes()) {
        if (y >= lane.rect.top() && y <= lane.rect.bottom())
            return &lane;
    }
    return nullptr;
}

const LaneLayout* TimelineCanvas::edgeAt(QPoint position) {
    const int reach = px(3);
    const LaneLayout* lane = nameAt(position - QPoint(0, reach));
    const bool isHigh = lane != nullptr && lane->rect.height() >= 3 * reach;
    const bool isAtEdge = isHigh && toLanes(position).y() >= lane->rect.bottom() - reach + 1;
    return isAtEdge && refOf(lane->row) && lane->row.kind != Row::Kind::Thread ? lane : nullptr;
}

} // namespace simul
