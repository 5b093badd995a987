#include "ui/timeline/uncovered.h"

#include <algorithm>

namespace simul {

namespace {

/// What is near an edge may be added up otherwise than in the middle.
constexpr int plainMargin = 8;
/// A mark at a task's end is there in full, or not at all.
constexpr int marginWithEnd = 24;

/// What may look otherwise, of an axis that has moved by `moved`.
LaneSpans edgesOf(PixelSpan axis, int right, int moved, int margin) {
    LaneSpans edges = {{axis.left, axis.left + margin + std::max(moved, 0)},
                       {axis.right - margin - std::max(-moved, 0), right}};
    tidy(edges);
    return edges;
}

} // namespace

void Uncovered::find(const TimelineLayout& layout, const QRect& seen, int moved) {
    m_moving.clear();
    m_rects.clear();
    m_height = seen.height();
    m_lanes.resize(layout.lanes().size());
    const int left = static_cast<int>(layout.scale().left());
    const int right = seen.right() + 1;
    const PixelSpan axis{left, static_cast<int>(layout.scale().right())};
    const LaneSpans plainEdges = edgesOf(axis, right, moved, plainMargin);
    const LaneSpans edgesWithEnd = edgesOf(axis, right, moved, marginWithEnd);
    auto lane = layout.lanes().begin();
    for (const PanelPlan& panel : layout.panels()) {
        int y = panel.headerTop + panel.headerHeight;
        const int bottom = panel.bottom - 1; // a line
        const QRect whole(left, y, right - left, std::max(0, bottom - y)); // a folded panel has none
        if (const QRect lanes = whole & seen; !whole.isEmpty() && !lanes.isEmpty())
            m_moving.push_back(lanes.translated(-seen.topLeft()));
        for (; lane != layout.lanes().end() && lane->run == panel.run; ++lane) {
            LaneSpans& spans = m_lanes[static_cast<std::size_t>(lane - layout.lanes().begin())];
            if (lane->isResource()) {
                spans = {{left, right}};
            } else {
                const LaneSpans& edges = lane->boxes.end ? edgesWithEnd : plainEdges;
                spans = edges;
                for (const SliceBox& box : lane->boxes.boxes) {
                    if (touches(edges, box.rect.left(), box.rect.right()))
                        spans.push_back({box.rect.left(), box.rect.right() + 1});
                }
                tidy(spans);
            }
            addBand(y - seen.top(), lane->rect.top() - seen.top(), plainEdges);
            addBand(lane->rect.top() - seen.top(), lane->rect.bottom() + 1 - seen.top(), spans);
            y = std::max(y, lane->rect.bottom() + 1); // of one that the header hides: above it
        }
        addBand(y - seen.top(), bottom - seen.top(), plainEdges);
    }
    m_region = QRegion();
    m_region.setRects(m_rects.data(), static_cast<int>(m_rects.size()));
}

/// From `top` to before `bottom`.
void Uncovered::addBand(int top, int bottom, const LaneSpans& spans) {
    top = std::max(top, 0);
    bottom = std::min(bottom, m_height);
    if (top >= bottom)
        return;
    for (const PixelSpan& span : spans)
        m_rects.emplace_back(span.left, top, span.right - span.left, bottom - top);
}

} // namespace simul
