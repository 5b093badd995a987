#include "ui/timeline/row_stack.h"

#include "ui/timeline/resource_text.h"
#include "ui/timeline/row_order.h"

#include <QCoreApplication>

#include <algorithm>

namespace simul {

RowStack::RowStack(PanelPlan& plan, const PanelShape& panel, const RowRequest& request, int y)
    : m_plan(plan), m_panel(panel), m_request(request), m_metrics(request.metrics), m_trace(*panel.mode->trace),
      m_y(y) {}

bool RowStack::isSelected(LaneId lane) const {
    const std::optional<Selection>& selection = m_request.selection;
    return selection && !selection->resource && selection->run == m_panel.run && selection->lane == lane;
}

void RowStack::add(Row row, int height) {
    if (const std::optional<LaneRef> ref = refOf(row); ref && row.kind != Row::Kind::Thread) {
        row.pinned = m_panel.lanes->isPinned(*ref);
        if (row.pinned) {
            row.icon = QStringLiteral("pin");
            height = std::max(height, m_metrics.selectedHeight()); // with its name
        }
        height = chosenHeight(m_panel, *ref, height, m_metrics);
    }
    row.y = m_y;
    row.height = height;
    m_y += height + m_metrics.gap(m_plan.density);
    m_plan.rows.push_back(std::move(row));
}

Row RowStack::rowFor(Row::Kind kind, LaneId lane, QString group) const {
    Row row{.kind = kind, .lane = lane, .name = QString::fromStdString(m_trace.nameOf(lane))};
    row.number = trailingNumber(row.name);
    row.group = std::move(group);
    row.selected = isSelected(lane);
    return row;
}

/// What the kernel did with the thread of the row above, if it recorded that.
void RowStack::addThread(LaneId of) {
    const LaneId lane = of.ofKernel();
    const int height = m_metrics.threadHeight(densityOf(m_panel.level));
    if (height == 0 || m_panel.cpus.empty() || m_trace.lane(lane).empty())
        return;
    Row row{.kind = Row::Kind::Thread, .lane = lane};
    row.name = QCoreApplication::translate("Timeline", "kernel");
    row.selected = isSelected(lane);
    add(std::move(row), height);
}

void RowStack::addCpu(CpuId cpu, QString group) {
    Row row = rowFor(Row::Kind::Cpu, cpu, std::move(group));
    row.icon = QStringLiteral("cpu");
    add(std::move(row), m_metrics.cpuHeight(densityOf(m_panel.level)));
}

void RowStack::addWorker(WorkerId worker, QString group) {
    Row row = rowFor(Row::Kind::Worker, worker, std::move(group));
    row.icon = m_panel.isThreads() ? QStringLiteral("cpu") : QStringLiteral("user");
    const int height = workerHeight(m_panel, m_panel.level, m_metrics);
    const bool isTall = row.selected; // with its name
    add(std::move(row), isTall ? std::max(height, m_metrics.selectedHeight()) : height);
    addThread(worker);
}

void RowStack::addTask(TaskId task, QString group) {
    Row row = rowFor(Row::Kind::Task, task, std::move(group));
    row.selected = m_panel.selected == task;
    row.inRing = isInRing(m_trace, task);
    const int height = taskHeight(m_panel, task, m_panel.level, m_metrics);
    const bool isTall = row.selected;
    add(std::move(row), isTall ? std::max(height, m_metrics.selectedHeight()) : height);
    addThread(task);
}

void RowStack::addResource(ResourceId id, QString group, bool amongTasks) {
    Row row{.kind = Row::Kind::Resource, .resource = id, .name = QString::fromStdString(m_trace.info(id).name)};
    row.number = trailingNumber(row.name);
    row.icon = resourceIcon(m_trace.info(id).kind);
    row.selected = m_panel.selectedResource == id;
    row.inRing = isInRing(m_trace, id);
    row.amongTasks = amongTasks;
    row.group = std::move(group);
    add(std::move(row), resourceHeight(m_panel, *useOf(m_panel.mode->resources, id), m_panel.level, m_metrics));
}

void RowStack::addFolded(Row::Kind of, std::vector<LaneId> lanes, std::size_t count, const QString& words,
                         bool hasOthers) {
    Row row{.kind = Row::Kind::Folded, .folded = std::move(lanes), .foldedOf = of, .foldedCount = count};
    if (count == 1 && row.folded.size() == 1) {
        row.name = QString::fromStdString(m_trace.nameOf(row.folded.front()));
        if (hasOthers)
            row.name = QCoreApplication::translate("Timeline", "1 more: %1").arg(row.name);
    } else if (count == 1 && of == Row::Kind::Resource) {
        row.name = hasOthers ? QCoreApplication::translate("Timeline", "1 more resource")
                             : QCoreApplication::translate("Timeline", "1 resource");
    } else {
        row.name = (hasOthers ? QCoreApplication::translate("Timeline", "%1 more %2")
                              : QCoreApplication::translate("Timeline", "%1 %2", "5 tables"))
                       .arg(count)
                       .arg(words);
    }
    add(std::move(row), m_metrics.foldedHeight());
}

} // namespace simul
