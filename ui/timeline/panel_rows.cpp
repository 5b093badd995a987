#include "ui/timeline/panel_rows.h"

#include "ui/timeline/resource_text.h"
#include "ui/timeline/row_order.h"
#include "ui/timeline/shown_tasks.h"
#include "ui/timeline/slice_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace simul {

namespace {

/// Puts the rows of one panel one below the other.
class PanelStack {
public:
    PanelStack(PanelPlan& plan, const PanelShape& panel, const RowRequest& request, int y)
        : m_plan(plan), m_panel(panel), m_request(request), m_metrics(request.metrics), m_trace(*panel.mode->trace),
          m_scenario(request.comparison->scenario), m_y(y) {}

    /// Returns where the panel ends.
    int build() {
        addPinned();
        addWorkers();
        if (m_panel.workers > 0)
            skip(m_metrics.groupGap);
        addCpus();
        addTasks();
        skip(m_metrics.panelPadding);
        return m_y;
    }

private:
    void add(Row row, int height) {
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
    void skip(int pixels) { m_y += m_metrics.px(pixels); }

    void addPinned();
    void addWorkers();
    void addCpus();
    void addTasks();
    void addResources(const RowOrder& order, std::size_t hidden);
    void addWorker(WorkerId worker, QString group);
    void addCpu(CpuId cpu, QString group);
    void addThread(LaneId of);
    void addTask(TaskId task, QString group);
    void addResource(ResourceId id, QString group);
    void addRows(const std::vector<RowEntry>& entries, QString& group);
    void addFolded(Row::Kind of, std::vector<LaneId> lanes, std::size_t count, const QString& name, bool hasOthers);
    Row rowFor(Row::Kind kind, LaneId lane, QString group) const;
    bool isThreads() const { return m_panel.mode->mode == Mode::Threads || m_panel.mode->mode == Mode::Processes; }
    bool isSelected(LaneId lane) const {
        const std::optional<Selection>& selection = m_request.selection;
        return selection && !selection->resource && selection->run == m_panel.run && selection->lane == lane;
    }

    PanelPlan& m_plan;
    const PanelShape& m_panel;
    const RowRequest& m_request;
    const RowMetrics& m_metrics;
    const Trace& m_trace;
    const Scenario* m_scenario;
    int m_y;
};

Row PanelStack::rowFor(Row::Kind kind, LaneId lane, QString group) const {
    Row row{.kind = kind, .lane = lane, .name = QString::fromStdString(m_trace.nameOf(lane))};
    row.number = trailingNumber(row.name);
    row.group = std::move(group);
    row.selected = isSelected(lane);
    return row;
}

void PanelStack::addPinned() {
    for (const LaneRef& ref : m_panel.lanes->pinned()) {
        if (const auto* resource = std::get_if<ResourceId>(&ref)) {
            if (useOf(m_panel.mode->resources, *resource) != nullptr)
                addResource(*resource, {});
            continue;
        }
        const LaneId lane = std::get<LaneId>(ref);
        if (lane.isCpu())
            addCpu(lane.cpu(), {});
        else
            lane.isWorker() ? addWorker(lane.worker(), {}) : addTask(lane.task(), {});
    }
    if (!m_panel.lanes->pinned().empty())
        skip(m_metrics.groupGap);
}

/// What the kernel did with the thread of the row above, if it recorded that.
void PanelStack::addThread(LaneId of) {
    const LaneId lane = of.ofKernel();
    const int height = m_metrics.threadHeight(densityOf(m_panel.level));
    if (height == 0 || m_panel.cpus.empty() || m_trace.lane(lane).empty())
        return;
    Row row{.kind = Row::Kind::Thread, .lane = lane};
    row.name = QCoreApplication::translate("Timeline", "kernel");
    row.selected = isSelected(lane);
    add(std::move(row), height);
}

void PanelStack::addCpu(CpuId cpu, QString group) {
    Row row = rowFor(Row::Kind::Cpu, cpu, std::move(group));
    row.icon = QStringLiteral("cpu");
    add(std::move(row), m_metrics.cpuHeight(densityOf(m_panel.level)));
}

void PanelStack::addCpus() {
    std::vector<LaneId> cpus(m_panel.cpus.begin(), m_panel.cpus.end());
    std::erase_if(cpus, [this](LaneId cpu) { return !m_panel.lanes->isInPlace(cpu); });
    m_panel.lanes->sort(cpus);
    QString group = QCoreApplication::translate("Timeline", "CPUs");
    for (const LaneId cpu : cpus)
        addCpu(cpu.cpu(), std::exchange(group, {}));
    if (!m_panel.cpus.empty())
        skip(m_metrics.groupGap);
}

void PanelStack::addWorker(WorkerId worker, QString group) {
    Row row = rowFor(Row::Kind::Worker, worker, std::move(group));
    row.icon = isThreads() ? QStringLiteral("cpu") : QStringLiteral("user");
    add(std::move(row), workerHeight(m_panel, m_panel.level, m_metrics));
    addThread(worker);
}

void PanelStack::addWorkers() {
    std::vector<LaneId> shown;
    std::vector<LaneId> folded;
    for (std::size_t i = 0; i < m_panel.workers; ++i) {
        const LaneId worker{WorkerId(i)};
        if (m_panel.lanes->isPinned(worker))
            continue;
        const bool isFolded = m_panel.choice().foldsWorkers || m_panel.lanes->isHidden(worker);
        (isFolded && !isSelected(worker) ? folded : shown).push_back(worker);
    }
    m_panel.lanes->sort(shown);
    const QString name = isThreads()  ? QCoreApplication::translate("Timeline", "Cores")
                         : m_scenario ? translated(m_scenario, m_scenario->workers)
                                      : QString();
    QString group = name;
    for (const LaneId worker : shown)
        addWorker(worker.worker(), std::exchange(group, {}));
    const std::size_t count = folded.size();
    if (count > 0)
        addFolded(Row::Kind::Worker, std::move(folded), count, name, !shown.empty());
}

void PanelStack::addTask(TaskId task, QString group) {
    Row row = rowFor(Row::Kind::Task, task, std::move(group));
    row.selected = m_panel.selected == task;
    row.inRing = isInRing(m_trace, task);
    const int height = taskHeight(m_panel, task, m_panel.level, m_metrics);
    const bool isTall = row.selected;
    add(std::move(row), isTall ? std::max(height, m_metrics.selectedHeight()) : height);
    addThread(task);
}

void PanelStack::addResource(ResourceId id, QString group) {
    Row row{.kind = Row::Kind::Resource, .resource = id, .name = QString::fromStdString(m_trace.info(id).name)};
    row.number = trailingNumber(row.name);
    row.icon = resourceIcon(m_trace.info(id).kind);
    row.selected = m_panel.selectedResource == id;
    row.inRing = isInRing(m_trace, id);
    row.group = std::move(group);
    add(std::move(row), resourceHeight(m_panel, *useOf(m_panel.mode->resources, id), m_panel.level, m_metrics));
}

void PanelStack::addRows(const std::vector<RowEntry>& entries, QString& group) {
    for (const RowEntry& entry : entries) {
        if (const auto* task = std::get_if<TaskId>(&entry))
            addTask(*task, std::exchange(group, {}));
        else
            addResource(std::get<ResourceId>(entry), {});
    }
}

/// `hasOthers`: some of them have rows of their own.
void PanelStack::addFolded(Row::Kind of, std::vector<LaneId> lanes, std::size_t count, const QString& name,
                           bool hasOthers) {
    Row row{.kind = Row::Kind::Folded, .folded = std::move(lanes), .foldedOf = of, .foldedCount = count};
    if (count == 1 && row.folded.size() == 1) {
        row.name = QString::fromStdString(m_trace.nameOf(row.folded.front()));
        if (hasOthers)
            row.name = QCoreApplication::translate("Timeline", "1 more: %1").arg(row.name);
    } else {
        row.name = (hasOthers ? QCoreApplication::translate("Timeline", "%1 more %2")
                              : QCoreApplication::translate("Timeline", "%1 %2", "5 tables"))
                       .arg(count)
                       .arg(name.toLower());
    }
    add(std::move(row), m_metrics.foldedHeight());
}

void PanelStack::addTasks() {
    const std::vector<TaskId> shown = tasksShown(m_panel, m_request.range);
    RowOrder order = orderRows(*m_panel.mode, shown);
    std::size_t hidden = 0; // resources
    const auto isOutOfPlace = [this](ResourceId id) { return !m_panel.lanes->isInPlace(id); };
    const auto isEntryOutOfPlace = [&](RowEntry entry) {
        const auto* resource = std::get_if<ResourceId>(&entry);
        hidden += resource != nullptr && m_panel.lanes->isHidden(*resource);
        return resource != nullptr && isOutOfPlace(*resource);
    };
    std::erase_if(order.ring, [this](RowEntry entry) { // hidden ones of a ring stay: it is what there is to see
        const auto* resource = std::get_if<ResourceId>(&entry);
        return resource != nullptr && m_panel.lanes->isPinned(*resource);
    });
    std::erase_if(order.tasks, isEntryOutOfPlace);
    m_panel.lanes->sort(order.tasks);
    hidden += static_cast<std::size_t>(std::ranges::count_if(
        order.others, [this](ResourceId id) { return m_panel.lanes->isHidden(id); }));
    std::erase_if(order.others, isOutOfPlace);
    m_panel.lanes->sort(order.others);

    const QString tasks = m_scenario ? translated(m_scenario, m_scenario->tasks) : QString();
    QString group = m_scenario && m_panel.ownCores ? translated(m_scenario, m_scenario->workers) : tasks;
    addRows(order.ring, group);
    if (!order.ring.empty())
        skip(m_metrics.groupGap);
    addRows(order.tasks, group);
    const auto pinned = static_cast<std::size_t>(std::ranges::count_if(m_panel.lanes->pinned(), [](const LaneRef& ref) {
        return std::holds_alternative<LaneId>(ref) && std::get<LaneId>(ref).isTask();
    }));
    if (shown.size() + pinned < m_panel.tasks)
        addFolded(Row::Kind::Task, sampleOfOthers(m_panel, shown), m_panel.tasks - shown.size() - pinned, tasks,
                  !shown.empty() || pinned > 0);
    addResources(order, hidden);
}

void PanelStack::addResources(const RowOrder& order, std::size_t hidden) {
    const std::size_t shown = std::min(order.others.size(), m_panel.resourcesShown());
    const std::size_t left = order.others.size() - shown + hidden;
    if (shown + left == 0)
        return;
    skip(m_metrics.groupGap);
    const QString resources = QCoreApplication::translate("Timeline", "Resources");
    QString group = resources;
    for (std::size_t index = 0; index < shown; ++index)
        addResource(order.others[index], std::exchange(group, {}));
    if (left > 0)
        addFolded(Row::Kind::Resource, {}, left, resources, shown > 0);
}

} // namespace

int stackRows(PanelPlan& plan, const PanelShape& panel, const RowRequest& request, int y) {
    return PanelStack(plan, panel, request, y).build();
}

} // namespace simul
