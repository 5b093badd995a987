#pragma once

#include "ui/timeline/column_painting.h"
#include "ui/timeline/layout.h"

#include <memory>
#include <unordered_map>

namespace simul {

/// Other runs laid over those that are shown, such as the simulated one over the real: along the foot of each lane a thin
/// strip of what the task or worker of the same name did there. Both are in the story's time, so that they
/// share the axis. Reusable: keeps its memory.
class GhostLanes {
public:
    using Traces = std::vector<std::shared_ptr<const Trace>>;

    /// By index into Comparison::runs; null: nothing is laid over this one.
    void setTraces(Traces traces);
    bool has(std::size_t run) const { return run < m_ghosts.size() && m_ghosts[run].trace != nullptr; }
    const Trace* trace(std::size_t run) const { return has(run) ? m_ghosts[run].trace.get() : nullptr; }
    /// The other run's lane of the same name; none: it has none.
    std::optional<LaneId> laneOf(std::size_t run, const Trace& shown, LaneId lane);

    /// Into the strips that the layout has left for them; only lanes from y `top` to `bottom`.
    void paint(QPainter& painter, const Theme& theme, const TimelineLayout& layout, const Comparison& comparison, int top,
               int bottom);

private:
    struct Ghost {
        std::shared_ptr<const Trace> trace;
        std::size_t tasks = 0; ///< of the shown run, when they were matched: a live one gets more
        std::size_t workers = 0;
        std::unordered_map<std::uint32_t, TaskId> taskOf;
        std::unordered_map<std::uint32_t, WorkerId> workerOf;
    };

    static void match(Ghost& ghost, const Trace& shown);
    void paintStrip(QPainter& painter, const Theme& theme, const QRect& strip);

    std::vector<Ghost> m_ghosts;
    ColumnSums m_sums;
    LaneBoxes m_boxes;
    std::array<std::vector<QRect>, StateCount> m_bodies;
    ColumnPainter m_columns;
};

} // namespace simul
