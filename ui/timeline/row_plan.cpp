#include "ui/timeline/row_plan.h"

#include "ui/timeline/panel_fitter.h"
#include "ui/timeline/resource_text.h"
#include "ui/timeline/row_order.h"
#include "ui/timeline/selection_match.h"
#include "ui/timeline/shown_tasks.h"
#include "ui/timeline/slice_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace simul {

namespace {

/// Puts rows one below the other.
class Stack {
public:
    Stack(PanelPlan& plan, const RowMetrics& metrics, int y) : m_plan(plan), m_metrics(metrics), m_y(y) {}

    Row& add(Row row, int height) {
        row.y = m_y;
        row.height = height;
        m_y += height + m_metrics.gap(m_plan.density);
        return m_plan.rows.emplace_back(std::move(row));
    }
    void skip(int pixels) { m_y += pixels; }
    int y() const { return m_y; }

private:
    PanelPlan& m_plan;
    const RowMetrics& m_metrics;
    int m_y;
};

bool isSelected(const PanelShape& panel, const RowRequest& request, LaneId lane) {
    return request.selection && !request.selection->resource && request.selection->run == panel.run &&
           request.selection->lane == lane;
}

/// What the kernel did with the thread of the row above, if it recorded that.
void addThread(Stack& stack, const PanelShape& panel, const RowRequest& request, LaneId of) {
    const LaneId lane = of.ofKernel();
    const int height = request.metrics.threadHeight(densityOf(panel.level));
    if (height == 0 || panel.cpus.empty() || panel.mode->trace->lane(lane).empty())
        return;
    Row row{.kind = Row::Kind::Thread, .lane = lane};
    row.name = QCoreApplication::translate("Timeline", "kernel");
    row.selected = isSelected(panel, request, lane);
    stack.add(std::move(row), height);
}

void addCpus(Stack& stack, const PanelShape& panel, const RowRequest& request) {
    const Trace& trace = *panel.mode->trace;
    for (const CpuId cpu : panel.cpus) {
        Row row{.kind = Row::Kind::Cpu, .lane = cpu, .name = QString::fromStdString(trace.nameOf(cpu))};
        row.number = trailingNumber(row.name);
        row.icon = QStringLiteral("cpu");
        if (cpu == panel.cpus.front())
            row.group = QCoreApplication::translate("Timeline", "CPUs");
        row.selected = isSelected(panel, request, cpu);
        stack.add(std::move(row), request.metrics.cpuHeight(densityOf(panel.level)));
    }
    if (!panel.cpus.empty())
        stack.skip(request.metrics.px(request.metrics.groupGap));
}

void addWorkers(Stack& stack, const PanelShape& panel, const RowRequest& request) {
    const Trace& trace = *panel.mode->trace;
    const Scenario* scenario = request.comparison->scenario;
    const bool isThreads = panel.mode->mode == Mode::Threads || panel.mode->mode == Mode::Processes;
    for (std::uint32_t i = 0; i < panel.workers; ++i) {
        const LaneId lane{WorkerId(i)};
        Row row{.kind = Row::Kind::Worker, .lane = lane, .name = QString::fromStdString(trace.nameOf(lane))};
        row.number = trailingNumber(row.name);
        row.icon = isThreads ? QStringLiteral("cpu") : QStringLiteral("user");
        if (i == 0)
            row.group = isThreads  ? QCoreApplication::translate("Timeline", "Cores")
                        : scenario ? translated(scenario, scenario->workers)
                                   : QString();
        row.selected = isSelected(panel, request, lane);
        stack.add(std::move(row), workerHeight(panel, panel.level, request.metrics));
        addThread(stack, panel, request, lane);
    }
}

void addTask(Stack& stack, const PanelShape& panel, const RowRequest& request, TaskId task, QString group) {
    const Trace& trace = *panel.mode->trace;
    Row row{.kind = Row::Kind::Task, .lane = task, .name = QString::fromStdString(trace.nameOf(task))};
    row.number = trailingNumber(row.name);
    row.selected = panel.selected == task;
    row.inRing = isInRing(trace, task);
    row.group = std::move(group);
    const int height = taskHeight(panel, task, panel.level, request.metrics);
    const bool isTall = row.selected;
    stack.add(std::move(row), isTall ? std::max(height, request.metrics.selectedHeight()) : height);
    addThread(stack, panel, request, task);
}

void addResource(Stack& stack, const PanelShape& panel, const RowRequest& request, ResourceId id, QString group) {
    const Trace& trace = *panel.mode->trace;
    Row row{.kind = Row::Kind::Resource, .resource = id, .name = QString::fromStdString(trace.info(id).name)};
    row.number = trailingNumber(row.name);
    row.icon = resourceIcon(trace.info(id).kind);
    row.selected = panel.selectedResource == id;
    row.inRing = isInRing(trace, id);
    row.group = std::move(group);
    stack.add(std::move(row), resourceHeight(panel, *useOf(panel.mode->resources, id), panel.level, request.metrics));
}

void addRows(Stack& stack, const PanelShape& panel, const RowRequest& request, const std::vector<RowEntry>& entries,
             QString& group) {
    for (const RowEntry& entry : entries) {
        if (const auto* task = std::get_if<TaskId>(&entry))
            addTask(stack, panel, request, *task, std::exchange(group, {}));
        else
            addResource(stack, panel, request, std::get<ResourceId>(entry), {});
    }
}

void addTasks(Stack& stack, const PanelShape& panel, const RowRequest& request) {
    const Scenario* scenario = request.comparison->scenario;
    const std::vector<TaskId> shown = tasksShown(panel, request.range);
    const RowOrder order = orderRows(*panel.mode, shown, panel.resourcesShown());
    QString group = !scenario        ? QString()
                    : panel.ownCores ? translated(scenario, scenario->workers)
                                     : translated(scenario, scenario->tasks);
    addRows(stack, panel, request, order.ring, group);
    if (!order.ring.empty())
        stack.skip(request.metrics.px(request.metrics.groupGap));
    addRows(stack, panel, request, order.tasks, group);
    if (shown.size() < panel.tasks) {
        Row row{.kind = Row::Kind::Folded, .folded = sampleOfOthers(panel.tasks, shown)};
        row.foldedCount = panel.tasks - shown.size();
        const QString what = scenario ? translated(scenario, scenario->tasks).toLower() : QString();
        row.name = QCoreApplication::translate("Timeline", "%1 more %2").arg(row.foldedCount).arg(what);
        stack.add(std::move(row), request.metrics.foldedHeight());
    }
    if (order.others.empty())
        return;
    stack.skip(request.metrics.px(request.metrics.groupGap));
    QString resources = QCoreApplication::translate("Timeline", "Resources");
    for (const ResourceId id : order.others)
        addResource(stack, panel, request, id, std::exchange(resources, {}));
    if (order.left > 0) {
        Row row{.kind = Row::Kind::Folded, .foldedCount = order.left};
        row.name = QCoreApplication::translate("Timeline", "%1 more resources").arg(order.left);
        stack.add(std::move(row), request.metrics.foldedHeight());
    }
}

} // namespace

QString trailingNumber(const QString& name) {
    qsizetype start = name.size();
    while (start > 0 && name[start - 1].isDigit())
        --start;
    return start == 0 || name[start - 1].isSpace() ? name.mid(start) : QString();
}

std::vector<PanelPlan> planRows(const RowRequest& request) {
    std::vector<PanelShape> panels;
    for (std::size_t run = 0; run < request.comparison->runs.size(); ++run) {
        const PanelChoice choice = run < request.choices.size() ? request.choices[run] : PanelChoice{};
        PanelShape& panel = panels.emplace_back(shapeOf(request.comparison->runs[run], run, choice));
        panel.selected = selectedTaskIn(*request.comparison, run, request.selection);
        panel.selectedResource = selectedResourceIn(*request.comparison, run, request.selection);
    }
    fitPanels(panels, request.metrics, request.height);

    std::vector<PanelPlan> plans;
    int y = 0;
    for (const PanelShape& panel : panels) {
        PanelPlan& plan = plans.emplace_back();
        plan.run = panel.run;
        plan.top = y;
        plan.headerHeight = request.metrics.px(request.metrics.header);
        plan.collapsed = panel.choice.collapsed;
        plan.density = densityOf(panel.level);
        plan.ownCores = panel.ownCores;
        Stack stack(plan, request.metrics, y + plan.headerHeight);
        if (!plan.collapsed) {
            addWorkers(stack, panel, request);
            if (panel.workers > 0)
                stack.skip(request.metrics.px(request.metrics.groupGap));
            addCpus(stack, panel, request);
            addTasks(stack, panel, request);
            stack.skip(request.metrics.px(request.metrics.panelPadding));
        }
        y = plan.bottom = stack.y();
    }
    return plans;
}

} // namespace simul
