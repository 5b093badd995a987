#include "ui/timeline/ghost_lanes.h"

#include "engine/analysis/run_difference.h"
#include "ui/timeline/painter.h"

#include <QPainter>

namespace simul {

void GhostLanes::setTraces(Traces traces) {
    m_ghosts.clear();
    for (std::shared_ptr<const Trace>& trace : traces)
        m_ghosts.push_back({.trace = std::move(trace), .tasks = 0, .workers = 0, .taskOf = {}, .workerOf = {}});
}

void GhostLanes::match(Ghost& ghost, const Trace& shown) {
    if (ghost.tasks == shown.tasks().size() && ghost.workers == shown.workers().size())
        return;
    ghost.tasks = shown.tasks().size();
    ghost.workers = shown.workers().size();
    ghost.taskOf.clear();
    for (const TaskPair& pair : matchTasks(shown, *ghost.trace).pairs)
        ghost.taskOf[pair.a.value] = pair.b;
    ghost.workerOf.clear();
    std::unordered_map<std::string_view, WorkerId> byName;
    for (std::size_t index = ghost.trace->workers().size(); index-- > 0;)
        byName[ghost.trace->workers()[index].name] = WorkerId(index);
    for (std::uint32_t index = 0; index < ghost.workers; ++index) {
        if (const auto found = byName.find(shown.workers()[index].name); found != byName.end())
            ghost.workerOf[index] = found->second;
    }
}

std::optional<LaneId> GhostLanes::laneOf(std::size_t run, const Trace& shown, LaneId lane) {
    if (!has(run) || lane.isOfKernel())
        return std::nullopt;
    Ghost& ghost = m_ghosts[run];
    match(ghost, shown);
    if (lane.isTask()) {
        const auto found = ghost.taskOf.find(lane.task().value);
        return found == ghost.taskOf.end() ? std::nullopt : std::optional(LaneId(found->second));
    }
    const auto found = ghost.workerOf.find(lane.worker().value);
    return found == ghost.workerOf.end() ? std::nullopt : std::optional(LaneId(found->second));
}

void GhostLanes::paint(QPainter& painter, const Theme& theme, const TimelineLayout& layout, const Comparison& comparison,
                       int top, int bottom) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrushOrigin(patternOrigin(layout.scale()), 0);
    m_columns.setPatternOrigin(patternOrigin(layout.scale()));
    for (const LaneLayout& lane : layout.lanes()) {
        if (lane.strip.isEmpty() || lane.rect.bottom() < top || lane.rect.top() > bottom)
            continue;
        const std::optional<LaneId> other = laneOf(lane.run, *comparison.runs[lane.run].trace, lane.row.lane);
        if (!other)
            continue;
        const Trace& ghost = *m_ghosts[lane.run].trace;
        const Lane& slices = ghost.lane(*other);
        layoutLane(slices, drawnEnd(ghost, slices), layout.scale(), lane.strip, m_sums, m_boxes);
        painter.fillRect(lane.strip, lane.row.selected ? theme.accentTint : theme.lane);
        paintStrip(painter, theme, lane.strip);
    }
    painter.restore();
}

void GhostLanes::paintStrip(QPainter& painter, const Theme& theme, const QRect& strip) {
    for (std::vector<QRect>& bodies : m_bodies)
        bodies.clear();
    for (const SliceBox& box : m_boxes.boxes) {
        if (const QRect body = bodyOf(box.state, box.painted()); !body.isEmpty())
            m_bodies[static_cast<std::size_t>(box.state)].push_back(body);
    }
    m_columns.setStyle(theme, Medium::Raster, theme.look(State::Waiting).ink);
    m_columns.paint(painter, m_boxes.columns, strip);
    m_columns.finish(painter);
    for (std::size_t state = 0; state < StateCount; ++state)
        fillBodies(painter, theme, static_cast<State>(state), m_bodies[state], false, Medium::Raster);
    if (m_boxes.end && m_boxes.end->x >= strip.left() && m_boxes.end->x <= strip.right())
        painter.fillRect(QRect(m_boxes.end->x, strip.top(), 2, strip.height()), theme.look(m_boxes.end->state).ink);
}

} // namespace simul
