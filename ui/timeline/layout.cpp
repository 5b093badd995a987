#include "ui/timeline/layout.h"

#include "ui/theme.h"
#include "ui/timeline/resource_text.h"
#include "ui/timeline/slice_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace simul {

namespace {

bool isSamePlace(const Row& a, const Row& b) {
    return a.kind == b.kind && a.lane == b.lane && a.resource == b.resource && a.y == b.y && a.height == b.height &&
           a.selected == b.selected && a.pinned == b.pinned && a.inRing == b.inRing && a.folded == b.folded;
}

bool isSamePlace(const PanelPlan& a, const PanelPlan& b) {
    return a.run == b.run && a.top == b.top && a.bottom == b.bottom && a.headerHeight == b.headerHeight;
}

/// Ways of items are drawn whole or not at all: what comes into view may change all of them.
bool hasItems(const LaneLayout& lane) {
    return !lane.resource.items.empty();
}

} // namespace

void TimelineLayout::clear() {
    m_panels.clear();
    m_lanes.clear();
    m_ring.clear();
    m_shift.reset();
    m_hasSameRows = false;
}

void TimelineLayout::build(const LayoutRequest& request, std::vector<PanelPlan> plan) {
    const int axisWidth = std::max(0, request.width - request.gutter - request.rightMargin);
    const TimeScale scale = request.anchored ? TimeScale::anchored(request.rows.range, request.gutter, axisWidth)
                                             : TimeScale(request.rows.range, request.gutter, axisWidth);
    m_shift = request.onlyMoved ? scale.shiftFrom(m_scale) : std::nullopt;
    m_scale = scale;
    m_sums.setDetail(request.detail);
    m_hasSameRows = request.onlyMoved &&
                    std::ranges::equal(plan, m_panels, [](const auto& a, const auto& b) { return isSamePlace(a, b); });
    if (!m_hasSameRows || !m_ring.empty() || std::ranges::any_of(m_lanes, hasItems))
        m_shift.reset();
    m_panels = std::move(plan);
    m_covered.clear();
    std::size_t count = 0;
    for (PanelPlan& panel : m_panels) {
        const int covered = m_covered.emplace_back(stick(request, panel));
        for (Row& row : panel.rows) {
            if (count == m_lanes.size())
                m_lanes.emplace_back();
            LaneLayout& lane = m_lanes[count++];
            m_hasSameRows = m_hasSameRows && lane.run == panel.run && isSamePlace(lane.row, row);
            if (!m_hasSameRows)
                m_shift.reset();
            keep(lane);
            lane.run = panel.run;
            lane.rect = QRect(request.gutter, row.y, axisWidth, row.height);
            if (row.pinned && panel.pinnedStick)
                lane.rect.translate(0, panel.headerTop - panel.top);
            else if (row.y < covered) // beneath, wholly or in part
                lane.rect = QRect(request.gutter, covered, axisWidth, std::max(0, row.y + row.height - covered));
            lane.row = std::move(row);
            takeStrip(request, lane);
            lane.boxes.clear();
            lane.labels.clear();
            lane.texts.clear();
            lane.resource.clear();
            lane.palette = statePalette;
            if (!lane.rect.isEmpty() && lane.rect.bottom() >= request.visibleTop && lane.rect.top() <= request.visibleBottom)
                fill(request, lane);
        }
        panel.rows.clear();
    }
    m_hasSameRows = m_hasSameRows && m_lanes.size() == count;
    m_lanes.resize(count);
    findItems(*request.rows.comparison);
    findRing(*request.rows.comparison);
    if (!m_hasSameRows || !m_ring.empty() || std::ranges::any_of(m_lanes, hasItems)) // which words are in their way
        m_shift.reset();
}

/// What the lane shows now and will still show after the shift, but for its edges, which may look otherwise in the middle.
void TimelineLayout::keep(LaneLayout& lane) {
    constexpr int edge = 8;
    std::swap(m_kept.boxes, lane.boxes);
    std::swap(m_kept.labels, lane.labels);
    m_kept.left = m_kept.right = 0;
    if (!m_shift)
        return;
    m_kept.shift = *m_shift;
    m_kept.left = lane.rect.left() + std::max(*m_shift, 0) + edge;
    m_kept.right = lane.rect.right() + 1 + std::min(*m_shift, 0) - edge;
}

/// Off the lane's foot, so that no slice and no word is cut.
void TimelineLayout::takeStrip(const LayoutRequest& request, LaneLayout& lane) const {
    lane.strip = QRect();
    const bool canHave = lane.row.kind == Row::Kind::Task || lane.row.kind == Row::Kind::Worker;
    if (!canHave || lane.rect.isEmpty() || lane.run >= request.strips.size() || !request.strips[lane.run])
        return;
    const int height = lane.rect.height();
    if (height < 5) // beneath a header
        return;
    const int ofStrip = std::clamp(height / 5, 2, static_cast<int>(8 * m_uiScale));
    const int gap = height >= static_cast<int>(14 * m_uiScale) ? 1 : 0;
    lane.strip = lane.rect.adjusted(0, height - ofStrip, 0, 0);
    lane.rect.adjust(0, 0, 0, -ofStrip - gap);
}

int TimelineLayout::stick(const LayoutRequest& request, PanelPlan& panel) {
    const bool isScrolled = panel.top < request.visibleTop && request.visibleTop < panel.bottom;
    if (!request.headersStick || !isScrolled || panel.collapsed)
        return panel.top;
    int height = panel.headerHeight;
    for (const Row& row : panel.rows) {
        if (row.pinned)
            height = row.y + row.height - panel.top;
    }
    panel.pinnedStick = height <= (request.visibleBottom - request.visibleTop) / 2; // the others need room too
    if (!panel.pinnedStick)
        height = panel.headerHeight;
    panel.headerTop = std::min(request.visibleTop, panel.bottom - height);
    return std::min(panel.headerTop + height + request.rows.metrics.px(request.rows.metrics.panelPadding), panel.bottom);
}

int TimelineLayout::coveredTo(std::size_t run) const {
    const auto panel = std::ranges::find(m_panels, run, &PanelPlan::run);
    return panel == m_panels.end() ? 0 : m_covered[static_cast<std::size_t>(panel - m_panels.begin())];
}

void TimelineLayout::fill(const LayoutRequest& request, LaneLayout& lane) {
    const ModeRun& run = request.rows.comparison->runs[lane.run];
    const Trace& trace = *run.trace;
    lane.labelHeight = lane.rect.height();
    if (lane.isResource()) {
        fillResource(run, lane);
        return;
    }
    if (lane.row.kind == Row::Kind::Folded) {
        m_together.assign(lane.row.folded.begin(), lane.row.folded.end());
        layoutTogether(trace, m_together, m_scale, lane.rect, m_sums, lane.boxes);
    } else {
        const Lane& slices = trace.lane(lane.row.lane);
        layoutLane(slices, drawnEnd(trace, slices), m_scale, lane.rect, m_sums, lane.boxes, m_kept);
    }
    if (request.colourBy == ColourBy::Task)
        colourByTask(trace, lane);
    label(run, request.rows.comparison->scenario, lane);
}

/// A task's lane has its colour; on others each slice has that of the task that it is about.
void TimelineLayout::colourByTask(const Trace& trace, LaneLayout& lane) const {
    const auto paletteIn = [&](std::uint32_t task) {
        return paletteOf(trailingNumber(QString::fromStdString(trace.nameOf(TaskId(task)))), task);
    };
    const bool isOwn = lane.row.kind != Row::Kind::Folded;
    lane.palette = isOwn && lane.row.lane.isTask() ? paletteIn(lane.row.lane.task().value) : sharedPalette;
    for (SliceBox& box : lane.boxes.boxes) {
        box.palette = lane.palette;
        if (!isOwn || lane.row.lane.isTask())
            continue;
        const Cause cause = trace.lane(lane.row.lane)[box.index].info.cause();
        if (cause.kind == CauseKind::Task && cause.id < trace.tasks().size())
            box.palette = paletteIn(cause.id);
    }
}

void TimelineLayout::label(const ModeRun& run, const Scenario* scenario, LaneLayout& lane) {
    const Trace& trace = *run.trace;
    const auto texts = [&](const SliceBox& box, QStringList& out) {
        if (box.index == SliceBox::manySlices) {
            out << QCoreApplication::translate("Timeline", "all %1").arg(stateName(box.state).toLower());
            return;
        }
        const Slice& slice = trace.lane(lane.row.lane)[box.index];
        const QString text = sliceText(trace, scenario, lane.row.lane, slice);
        out << text;
        if (!lane.row.lane.isTask() && box.state == State::Running)
            out << trailingNumber(text);
    };
    m_labels.place(lane.boxes, lane.rect.height(), texts, lane.labels, std::move(m_kept));
}

std::optional<Hit> TimelineLayout::hit(const Comparison& comparison, QPoint position) const {
    const auto below =
        std::ranges::upper_bound(m_lanes, position.y(), {}, [](const LaneLayout& lane) { return lane.rect.top(); });
    if (below == m_lanes.begin())
        return std::nullopt;
    const LaneLayout& lane = *std::prev(below);
    if (!lane.rect.united(lane.strip).contains(position))
        return std::nullopt;
    Hit hit{.run = lane.run, .lane = static_cast<std::size_t>(&lane - m_lanes.data())};
    hit.time = m_scale.time(position.x() + 0.5);
    if (lane.isResource()) {
        const ResourceUse* use = useOf(comparison.runs[lane.run].resources, lane.row.resource);
        hit.slice = use == nullptr ? std::nullopt : momentAt(*use, hit.time);
        return hit;
    }
    for (const SliceBox& box : lane.boxes.boxes) {
        if (box.rect.left() <= position.x() && position.x() <= box.rect.right()) {
            hit.box = box;
            if (box.index != SliceBox::manySlices)
                hit.slice = box.index;
            return hit;
        }
    }
    if (lane.row.kind != Row::Kind::Folded) {
        const Trace& trace = *comparison.runs[lane.run].trace;
        const Lane& slices = trace.lane(lane.row.lane);
        hit.slice = slices.find(hit.time);
        const bool isOver = hit.slice && !isFinal(slices[*hit.slice].state()) &&
                            slices.endOf(*hit.slice, drawnEnd(trace, slices)) <= hit.time;
        if (isOver)
            hit.slice.reset(); // behind its end nothing is drawn
    }
    return hit;
}

const LaneLayout* TimelineLayout::find(std::size_t run, LaneId id) const {
    const auto found = std::ranges::find_if(m_lanes, [&](const LaneLayout& lane) {
        const bool isOwn = lane.row.kind != Row::Kind::Folded && lane.row.kind != Row::Kind::Resource;
        return lane.run == run && isOwn && lane.row.lane == id;
    });
    return found == m_lanes.end() ? nullptr : &*found;
}

const LaneLayout* TimelineLayout::find(std::size_t run, ResourceId id) const {
    const auto found = std::ranges::find_if(
        m_lanes, [&](const LaneLayout& lane) { return lane.run == run && lane.isResource() && lane.row.resource == id; });
    return found == m_lanes.end() ? nullptr : &*found;
}

const SliceBox* TimelineLayout::boxAt(const LaneLayout& lane, const Lane& slices, TraceTime time) {
    const std::optional<std::size_t> index = slices.find(time);
    const auto found = std::ranges::find_if(lane.boxes.boxes, [&](const SliceBox& box) { return index == box.index; });
    return index && found != lane.boxes.boxes.end() ? &*found : nullptr;
}

} // namespace simul
