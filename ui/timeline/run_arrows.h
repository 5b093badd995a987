#pragma once

#include "ui/timeline/arrows.h"
#include "ui/timeline/layout.h"

namespace simul {

/// The arrows of a run that are in view: its links, and where a worker turns to a task.
class RunArrows {
public:
    struct Arrow {
        int departs = 0; ///< x where it leaves its lane; most arrive at once
        int x = 0;
        const LaneLayout* from = nullptr;
        const LaneLayout* to = nullptr;
    };

    RunArrows(const TimelineLayout& layout, const Comparison& comparison, std::size_t run)
        : m_layout(layout), m_trace(*comparison.runs[run].trace), m_run(run) {}

    /// Those that `only` takes part in, or all; if they are more than `most`, none. Between lanes that are in the layout.
    std::vector<Arrow> find(std::optional<TaskId> only, std::size_t most) const;
    void addTo(Arrows& arrows, std::optional<TaskId> only, std::size_t most) const;

private:
    using Found = std::vector<Arrow>;

    static void addIfSeen(Found& found, const Arrow& arrow);
    bool findLinks(std::optional<TaskId> only, std::size_t most, Found& found) const;
    void findTurns(const LaneLayout& worker, std::optional<TaskId> only, Found& found) const;

    const TimelineLayout& m_layout;
    const Trace& m_trace;
    std::size_t m_run;
};

} // namespace simul
