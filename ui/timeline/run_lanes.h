#pragma once

#include "ui/timeline/lane_choices.h"
#include "ui/timeline/row_order.h"

#include <map>
#include <set>

namespace simul {

/// The user's choices as they apply to one run, whose lanes have numbers. Made when one of the two changes, not in every
/// frame.
class RunLanes {
public:
    RunLanes() = default;
    RunLanes(const LaneChoices& choices, const ModeRun& run);

    const PanelChoice& panel() const { return m_panel; }
    const std::vector<LaneRef>& pinned() const { return m_pinned; }
    bool isPinned(LaneRef lane) const { return std::ranges::find(m_pinned, lane) != m_pinned.end(); }
    bool isHidden(LaneRef lane) const { return m_hidden.contains(lane); }
    /// Neither pinned nor hidden: in its place among the others.
    bool isInPlace(LaneRef lane) const { return !isHidden(lane) && !isPinned(lane); }
    /// Pixels at 100 %, of a lane that was made higher or lower.
    std::optional<int> height(LaneRef lane) const;
    const std::map<LaneRef, int>& heights() const { return m_heights; }
    std::size_t hiddenTasks() const { return m_hiddenTasks; }
    std::size_t hiddenWorkers() const { return m_hiddenWorkers; }
    std::size_t hiddenCpus() const { return m_hiddenCpus; }

    /// The first `count` tasks by the user's order that are neither pinned nor hidden, appended to those that are there already.
    void appendTasks(std::size_t tasks, std::size_t count, std::vector<TaskId>& out) const;
    /// Puts lanes of one kind, which stand in their natural order, into the user's.
    void sort(std::vector<RowEntry>& entries) const;
    void sort(std::vector<ResourceId>& resources) const;
    void sort(std::vector<LaneId>& lanes) const;

private:
    std::size_t rank(LaneRef lane) const;

    PanelChoice m_panel;
    std::vector<LaneRef> m_pinned;
    std::set<LaneRef> m_hidden;
    std::map<LaneRef, int> m_heights;
    std::map<LaneRef, std::size_t> m_ranks; ///< of all lanes; empty: none was moved
    std::vector<TaskId> m_tasks;            ///< in the user's order; empty: none was moved
    std::size_t m_hiddenTasks = 0;
    std::size_t m_hiddenWorkers = 0;
    std::size_t m_hiddenCpus = 0;
};

} // namespace simul
