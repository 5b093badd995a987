#include "ui/timeline/panel_rows.h"

#include "ui/timeline/resource_text.h"
#include "ui/timeline/row_order.h"
#include "ui/timeline/row_stack.h"
#include "ui/timeline/shown_tasks.h"
#include "ui/timeline/slice_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace simul {

namespace {

/// Which rows a panel has, and in which order.
class PanelRows {
public:
    PanelRows(PanelPlan& plan, const PanelShape& panel, const RowRequest& request, int y)
        : m_panel(panel), m_request(request), m_scenario(request.comparison->scenario),
          m_stack(plan, panel, request, y) {}

    /// Returns where the panel ends.
    int build() {
        addPinned();
        addWorkers();
        if (m_panel.workers > 0)
            m_stack.skip(m_request.metrics.groupGap);
        addCpus();
        addTasks();
        m_stack.skip(m_request.metrics.panelPadding);
        return m_stack.bottom();
    }

private:
    /// Lanes of one kind: those that are shown one by one, and those that are drawn as one.
    struct Split {
        std::vector<LaneId> shown;
        std::vector<LaneId> folded;
    };

    void addPinned();
    Split divide(std::vector<LaneId> lanes, std::size_t most) const;
    void addWorkers();
    void addCpus();
    void addRest(Row::Kind of, const Split& split, const QString& words);
    void addTasks();
    void addResources(const RowOrder& order, std::size_t hidden);
    void addRows(const std::vector<RowEntry>& entries, QString& group);

    const PanelShape& m_panel;
    const RowRequest& m_request;
    const Scenario* m_scenario;
    RowStack m_stack;
};

void PanelRows::addPinned() {
    for (const LaneRef& ref : m_panel.lanes->pinned()) {
        if (const auto* resource = std::get_if<ResourceId>(&ref)) {
            if (useOf(m_panel.mode->resources, *resource) != nullptr)
                m_stack.addResource(*resource, {});
            continue;
        }
        const LaneId lane = std::get<LaneId>(ref);
        if (lane.isCpu())
            m_stack.addCpu(lane.cpu(), {});
        else
            lane.isWorker() ? m_stack.addWorker(lane.worker(), {}) : m_stack.addTask(lane.task(), {});
    }
    if (!m_panel.lanes->pinned().empty())
        m_stack.skip(m_request.metrics.groupGap);
}

/// The first `most` by the user's order, and what is selected; pinned ones stand elsewhere.
PanelRows::Split PanelRows::divide(std::vector<LaneId> lanes, std::size_t most) const {
    std::erase_if(lanes, [this](LaneId lane) { return m_panel.lanes->isPinned(lane); });
    m_panel.lanes->sort(lanes);
    Split split;
    std::size_t left = most;
    for (const LaneId lane : lanes) {
        const bool isInSight = left > 0 && !m_panel.lanes->isHidden(lane);
        left -= isInSight;
        const bool isSelected = m_stack.isSelected(lane) || m_stack.isSelected(lane.ofKernel());
        (isInSight || isSelected ? split.shown : split.folded).push_back(lane);
    }
    return split;
}

void PanelRows::addWorkers() {
    std::vector<LaneId> workers;
    for (std::size_t i = 0; i < m_panel.workers; ++i)
        workers.emplace_back(WorkerId(i));
    const Split split = divide(std::move(workers), m_panel.workersShown());
    const QString name = m_panel.isThreads() ? QCoreApplication::translate("Timeline", "Cores")
                         : m_scenario        ? translated(m_scenario, m_scenario->workers)
                                             : QString();
    QString group = name;
    for (const LaneId worker : split.shown)
        m_stack.addWorker(worker.worker(), std::exchange(group, {}));
    addRest(Row::Kind::Worker, split, m_panel.isThreads() ? name.toLower() : name); // as the panel's header has it
}

void PanelRows::addCpus() {
    const Split split = divide({m_panel.cpus.begin(), m_panel.cpus.end()}, m_panel.cpusShown());
    const QString name = QCoreApplication::translate("Timeline", "CPUs");
    QString group = name;
    for (const LaneId cpu : split.shown)
        m_stack.addCpu(cpu.cpu(), std::exchange(group, {}));
    addRest(Row::Kind::Cpu, split, name);
    if (!m_panel.cpus.empty())
        m_stack.skip(m_request.metrics.groupGap);
}

void PanelRows::addRest(Row::Kind of, const Split& split, const QString& words) {
    const std::vector<LaneId>& folded = split.folded;
    const std::size_t stride = std::max<std::size_t>(1, folded.size() / PanelShape::mostFolded);
    std::vector<LaneId> sample;
    for (std::size_t index = 0; index < folded.size(); index += stride)
        sample.push_back(folded[index]);
    if (!folded.empty())
        m_stack.addFolded(of, std::move(sample), folded.size(), words, !split.shown.empty());
}

void PanelRows::addRows(const std::vector<RowEntry>& entries, QString& group) {
    for (const RowEntry& entry : entries) {
        if (const auto* task = std::get_if<TaskId>(&entry))
            m_stack.addTask(*task, std::exchange(group, {}));
        else
            m_stack.addResource(std::get<ResourceId>(entry), {}, true);
    }
}

void PanelRows::addTasks() {
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
    hidden += static_cast<std::size_t>(
        std::ranges::count_if(order.others, [this](ResourceId id) { return m_panel.lanes->isHidden(id); }));
    std::erase_if(order.others, isOutOfPlace);
    m_panel.lanes->sort(order.others);

    const QString tasks = m_scenario ? translated(m_scenario, m_scenario->tasks) : QString();
    QString group = m_scenario && m_panel.ownCores ? translated(m_scenario, m_scenario->workers) : tasks;
    addRows(order.ring, group);
    if (!order.ring.empty())
        m_stack.skip(m_request.metrics.groupGap);
    addRows(order.tasks, group);
    const auto pinned = static_cast<std::size_t>(std::ranges::count_if(m_panel.lanes->pinned(), [](const LaneRef& ref) {
        return std::holds_alternative<LaneId>(ref) && std::get<LaneId>(ref).isTask();
    }));
    if (shown.size() + pinned < m_panel.tasks)
        m_stack.addFolded(Row::Kind::Task, sampleOfOthers(m_panel, shown), m_panel.tasks - shown.size() - pinned,
                          tasks.toLower(), !shown.empty() || pinned > 0);
    addResources(order, hidden);
}

void PanelRows::addResources(const RowOrder& order, std::size_t hidden) {
    const std::size_t shown = std::min(order.others.size(), m_panel.resourcesShown());
    const std::size_t left = order.others.size() - shown + hidden;
    if (shown + left == 0)
        return;
    m_stack.skip(m_request.metrics.groupGap);
    const QString resources = QCoreApplication::translate("Timeline", "Resources");
    QString group = resources;
    for (std::size_t index = 0; index < shown; ++index)
        m_stack.addResource(order.others[index], std::exchange(group, {}));
    if (left > 0)
        m_stack.addFolded(Row::Kind::Resource, {}, left, resources.toLower(), shown > 0);
}

} // namespace

int stackRows(PanelPlan& plan, const PanelShape& panel, const RowRequest& request, int y) {
    return PanelRows(plan, panel, request, y).build();
}

} // namespace simul
