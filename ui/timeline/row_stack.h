#pragma once

#include "ui/timeline/row_plan.h"

namespace simul {

/// The rows of one panel, one below the other: makes each, as high as its kind, the density and the user want it.
class RowStack {
public:
    /// All must outlive it. The first row lies at `y`.
    RowStack(PanelPlan& plan, const PanelShape& panel, const RowRequest& request, int y);

    /// `group`: title of the group that starts with the row; mostly empty. A worker's or task's is followed by one of
    /// what the kernel did with its thread, if it recorded that.
    void addWorker(WorkerId worker, QString group);
    void addTask(TaskId task, QString group);
    void addCpu(CpuId cpu, QString group);
    /// `amongTasks`: that is its place, and not with the other resources.
    void addResource(ResourceId id, QString group, bool amongTasks = false);
    /// `count` of them in one, which `words` says in a sentence; `hasOthers`: some of them have rows of their own.
    void addFolded(Row::Kind of, std::vector<LaneId> lanes, std::size_t count, const QString& words, bool hasOthers);
    void skip(int pixels) { m_y += m_metrics.px(pixels); }

    int bottom() const { return m_y; } ///< with the gap below the last row
    bool isSelected(LaneId lane) const;

private:
    void add(Row row, int height);
    void addThread(LaneId of);
    Row rowFor(Row::Kind kind, LaneId lane, QString group) const;

    PanelPlan& m_plan;
    const PanelShape& m_panel;
    const RowRequest& m_request;
    const RowMetrics& m_metrics;
    const Trace& m_trace;
    int m_y;
};

} // namespace simul
