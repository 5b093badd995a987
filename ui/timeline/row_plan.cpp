#include "ui/timeline/row_plan.h"

#include "ui/timeline/resource_text.h"
#include "ui/timeline/row_order.h"
#include "ui/timeline/slice_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace simul {

namespace {

constexpr std::size_t mostRows = 1000;  ///< of tasks in one panel; more cannot be told apart
constexpr std::size_t mostFolded = 200; ///< lanes looked at for a folded row
constexpr std::size_t mostWorkers = 32;
constexpr std::size_t mostResources = 16; ///< of a panel that was not unfolded
constexpr std::size_t foldsFrom = 5; ///< fewer tasks are not worth folding
constexpr std::size_t mostSlicesSearched = 2000;

enum class Level { Roomy, Normal, Compact, Micro, Folded };

Density densityOf(Level level) {
    return level == Level::Folded ? Density::Normal : static_cast<Density>(level);
}

/// What decides about the height of one panel.
struct Panel {
    std::size_t run = 0;
    const ModeRun* mode = nullptr;
    PanelChoice choice;
    bool ownCores = false;
    std::size_t workers = 0;
    std::size_t tasks = 0;
    std::vector<CpuId> cpus; ///< those that the run's threads were on, where the kernel recorded that
    std::optional<TaskId> selected;
    std::optional<ResourceId> selectedResource;
    std::size_t shownWhenFolded = 3;
    Level level = Level::Roomy;

    bool mayFold() const { return tasks >= foldsFrom && !choice.unfolded; }
    std::size_t resourcesShown() const { return choice.unfolded ? mostRows : mostResources; }
    bool isOneByOne() const { return mode->mode == Mode::Sync; }
    /// Rows that the kernel's view of their thread stands below: a pool's threads are its workers.
    std::size_t threadsAmong(std::size_t shownWorkers, std::size_t shownTasks) const {
        return cpus.empty() ? 0 : mode->mode == Mode::Pool ? shownWorkers : shownTasks;
    }
};

bool hasOwnCores(const ModeRun& run) {
    return (run.mode == Mode::Threads || run.mode == Mode::Processes) && !run.trace->tasks().empty() &&
           run.trace->workers().size() >= run.trace->tasks().size();
}

/// A few workers tell the whole story of a panel: they stay legible where the tasks no longer are. Many are as low as
/// they can be where there is no room even for the tasks.
int workerHeight(const Panel& panel, Level level, const RowMetrics& metrics) {
    constexpr std::size_t few = 2;
    constexpr std::size_t many = 8;
    if (level == Level::Micro && panel.workers <= few)
        return metrics.workerHeight(Density::Compact);
    if (level == Level::Folded && panel.workers > many)
        return metrics.workerHeight(Density::Micro);
    return metrics.workerHeight(densityOf(level));
}

/// The cycle that a run ended in is what there is to see: its rows keep their names.
int taskHeight(const Panel& panel, TaskId task, Level level, const RowMetrics& metrics) {
    const int height = metrics.taskHeight(densityOf(level));
    return isInRing(*panel.mode->trace, task) ? std::max(height, metrics.taskHeight(Density::Normal)) : height;
}

/// How much higher that makes the panel, at the most: folded panels show all of a ring too.
int heightOfRing(const Panel& panel, Level level, const RowMetrics& metrics) {
    const std::optional<Deadlock>& deadlock = panel.mode->trace->deadlock();
    if (!deadlock || !deadlock->isCycle)
        return 0;
    int height = 0;
    for (const Deadlock::Wait& wait : deadlock->waits)
        height += taskHeight(panel, wait.task, level, metrics) -
                  (level == Level::Folded ? -metrics.gap(densityOf(level)) : metrics.taskHeight(densityOf(level)));
    return height;
}

/// Likewise, but rather low than as high as the tasks that were folded away.
int resourceHeight(const Panel& panel, const ResourceUse& use, Level level, const RowMetrics& metrics) {
    constexpr std::size_t few = 4;
    if (level == Level::Folded || (level == Level::Micro && panel.mode->resources.size() <= few))
        return metrics.resourceHeight(use, Density::Compact);
    const Density least = isInRing(*panel.mode->trace, use.id) ? Density::Compact : Density::Micro;
    return metrics.resourceHeight(use, std::min(least, densityOf(level)));
}

std::vector<CpuId> cpusOf(const Trace& trace) {
    std::vector<CpuId> cpus;
    for (std::uint32_t cpu = 0; cpu < trace.cpus().size() && cpus.size() < mostWorkers; ++cpu) {
        if (trace.has(CpuId(cpu)))
            cpus.emplace_back(cpu);
    }
    return cpus;
}

/// What the kernel recorded: an upper bound too, for some threads may have nothing yet.
int heightOfKernel(const Panel& panel, Level level, std::size_t shownTasks, const RowMetrics& metrics) {
    if (panel.cpus.empty())
        return 0;
    const Density density = densityOf(level);
    const int gap = metrics.gap(density);
    const int thread = metrics.threadHeight(density);
    const auto threads = static_cast<int>(panel.threadsAmong(panel.workers, shownTasks));
    return static_cast<int>(panel.cpus.size()) * (metrics.cpuHeight(density) + gap) + metrics.px(metrics.groupGap) +
           (thread > 0 ? threads * (thread + gap) : 0);
}

/// An upper bound: of too many resources the first ones are counted.
int heightOfResources(const Panel& panel, Level level, const RowMetrics& metrics) {
    const std::vector<ResourceUse>& resources = panel.mode->resources;
    if (resources.empty())
        return 0;
    const int gap = metrics.gap(densityOf(level));
    int height = 2 * metrics.px(metrics.groupGap); // above, and below a ring
    const std::size_t count = std::min(resources.size(), panel.resourcesShown());
    for (std::size_t index = 0; index < count; ++index)
        height += resourceHeight(panel, resources[index], level, metrics) + gap;
    return height + (count < resources.size() ? metrics.foldedHeight() + gap : 0);
}

int heightOf(const Panel& panel, Level level, const RowMetrics& metrics) {
    int height = metrics.px(metrics.header);
    if (panel.choice.collapsed)
        return height;
    const Density density = densityOf(level);
    const int gap = metrics.gap(density);
    if (panel.workers > 0)
        height += static_cast<int>(panel.workers) * (workerHeight(panel, level, metrics) + gap) +
                  metrics.px(metrics.groupGap);
    std::size_t tasks = std::min(panel.tasks, mostRows);
    bool hasFolded = panel.tasks > tasks;
    if (level == Level::Folded) {
        tasks = std::min(tasks, panel.shownWhenFolded);
        hasFolded = true;
    }
    height += static_cast<int>(tasks) * (metrics.taskHeight(density) + gap);
    const bool showsSelected = panel.selected && level == Level::Folded;
    height += heightOfKernel(panel, level, tasks + (showsSelected ? 1 : 0), metrics);
    if (hasFolded)
        height += metrics.foldedHeight() + gap;
    if (showsSelected)
        height += metrics.selectedHeight() + gap;
    else if (panel.selected)
        height += std::max(0, metrics.selectedHeight() - metrics.taskHeight(density));
    return height + heightOfRing(panel, level, metrics) + heightOfResources(panel, level, metrics) +
           metrics.px(metrics.panelPadding);
}

class Fitter {
public:
    Fitter(std::vector<Panel>& panels, const RowMetrics& metrics, int available)
        : m_panels(panels), m_metrics(metrics), m_available(available) {}

    void fit() {
        const auto isAny = [](const Panel&) { return true; };
        const auto isOneByOne = [](const Panel& panel) { return panel.isOneByOne(); };
        const auto isInStep = [](const Panel& panel) { return panel.ownCores; };
        const auto isOther = [](const Panel& panel) { return !panel.isOneByOne() && !panel.ownCores; };
        lower(static_cast<Level>(m_metrics.most), isAny);
        if (!fits())
            lower(Level::Normal, isAny);
        // What says least loses its room first: tasks that only stand in line, then tasks that all do the same.
        lower(Level::Folded, isOneByOne);
        lower(Level::Compact, isInStep);
        lower(Level::Compact, isOther);
        lower(Level::Micro, isInStep);
        lower(Level::Micro, isOther);
        lower(Level::Folded, isInStep);
        lower(Level::Folded, isOther);
        raise();
        showMore();
    }

private:
    bool fits() const {
        int total = 0;
        for (const Panel& panel : m_panels)
            total += heightOf(panel, panel.level, m_metrics);
        return total <= m_available;
    }

    /// One panel after the other, as long as it does not fit.
    template <class Which>
    void lower(Level level, Which which) {
        for (Panel& panel : m_panels) {
            if (panel.level < level && which(panel) && (level != Level::Folded || panel.mayFold()) &&
                (!fits() || level <= static_cast<Level>(m_metrics.most)))
                panel.level = level;
        }
    }

    /// Gives back what room is left, one step after the other: the panel that has least first, of equals the last.
    void raise() {
        std::vector<Panel*> order;
        for (auto panel = m_panels.rbegin(); panel != m_panels.rend(); ++panel)
            order.push_back(&*panel);
        const auto raiseOne = [&](Panel* panel) {
            const Level reached = panel->level;
            if (reached == static_cast<Level>(m_metrics.most))
                return false;
            panel->level = static_cast<Level>(static_cast<int>(reached) - 1);
            if (panel->level == Level::Micro && panel->isOneByOne())
                panel->level = Level::Compact; // a few lanes with words say more than all without
            const bool hasRoom = fits();
            if (!hasRoom)
                panel->level = reached;
            return hasRoom;
        };
        do {
            std::ranges::stable_sort(order, std::ranges::greater{}, &Panel::level);
        } while (std::ranges::any_of(order, raiseOne));
    }

    /// Folded panels show as many tasks as there is still room for, in turns.
    void showMore() {
        for (bool grew = true; grew;) {
            grew = false;
            for (Panel& panel : m_panels) {
                if (panel.level != Level::Folded || panel.isOneByOne() || panel.shownWhenFolded + 2 >= panel.tasks)
                    continue;
                ++panel.shownWhenFolded;
                grew = grew || fits();
                if (!fits())
                    --panel.shownWhenFolded;
            }
        }
    }

    std::vector<Panel>& m_panels;
    const RowMetrics& m_metrics;
    int m_available;
};

/// The first tasks that the workers have to do with in a range.
std::vector<TaskId> tasksAtWork(const Trace& trace, TimeRange range, std::size_t most) {
    std::vector<TaskId> found;
    for (std::uint32_t worker = 0; worker < trace.workers().size() && found.size() < most; ++worker) {
        const Lane& lane = trace.lane(WorkerId(worker));
        const std::size_t first = lane.find(range.begin).value_or(0);
        const std::size_t last = std::min(lane.size(), first + mostSlicesSearched);
        for (std::size_t i = first; i < last && lane[i].start < range.end && found.size() < most; ++i) {
            const Cause cause = lane[i].info.cause();
            if (cause.kind == CauseKind::Task && std::ranges::find(found, TaskId(cause.id)) == found.end())
                found.emplace_back(cause.id);
        }
    }
    return found;
}

/// Which tasks get a row of their own, in order.
std::vector<TaskId> tasksShown(const Panel& panel, TimeRange range) {
    std::vector<TaskId> shown;
    const std::size_t count = panel.level == Level::Folded ? panel.shownWhenFolded : mostRows;
    if (panel.level == Level::Folded && panel.isOneByOne())
        shown = tasksAtWork(*panel.mode->trace, range, count);
    const std::vector<TaskId> atWork = shown;
    for (std::uint32_t task = 0; task < panel.tasks && shown.size() < count; ++task) {
        if (std::ranges::find(atWork, TaskId(task)) == atWork.end())
            shown.emplace_back(task);
    }
    const auto addAlways = [&shown](TaskId task) {
        if (std::ranges::find(shown, task) == shown.end())
            shown.push_back(task);
    };
    if (panel.selected)
        addAlways(*panel.selected);
    const std::optional<Deadlock>& deadlock = panel.mode->trace->deadlock();
    if (deadlock && deadlock->isCycle)
        std::ranges::for_each(deadlock->waits, addAlways, &Deadlock::Wait::task);
    std::ranges::sort(shown);
    return shown;
}

std::vector<TaskId> sampleOfOthers(std::size_t tasks, const std::vector<TaskId>& shown) {
    std::vector<TaskId> others;
    const std::size_t stride = std::max<std::size_t>(1, tasks / mostFolded);
    for (std::size_t task = 0; task < tasks; task += stride) {
        if (!std::ranges::binary_search(shown, TaskId(task)))
            others.emplace_back(task);
    }
    return others;
}

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

bool isSelected(const Panel& panel, const RowRequest& request, LaneId lane) {
    return request.selection && !request.selection->resource && request.selection->run == panel.run &&
           request.selection->lane == lane;
}

/// What the kernel did with the thread of the row above, if it recorded that.
void addThread(Stack& stack, const Panel& panel, const RowRequest& request, LaneId of) {
    const LaneId lane = of.ofKernel();
    const int height = request.metrics.threadHeight(densityOf(panel.level));
    if (height == 0 || panel.cpus.empty() || panel.mode->trace->lane(lane).empty())
        return;
    Row row{.kind = Row::Kind::Thread, .lane = lane};
    row.name = QCoreApplication::translate("Timeline", "kernel");
    row.selected = isSelected(panel, request, lane);
    stack.add(std::move(row), height);
}

void addCpus(Stack& stack, const Panel& panel, const RowRequest& request) {
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

void addWorkers(Stack& stack, const Panel& panel, const RowRequest& request) {
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

void addTask(Stack& stack, const Panel& panel, const RowRequest& request, TaskId task, QString group) {
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

void addResource(Stack& stack, const Panel& panel, const RowRequest& request, ResourceId id, QString group) {
    const Trace& trace = *panel.mode->trace;
    Row row{.kind = Row::Kind::Resource, .resource = id, .name = QString::fromStdString(trace.info(id).name)};
    row.number = trailingNumber(row.name);
    row.icon = resourceIcon(trace.info(id).kind);
    row.selected = panel.selectedResource == id;
    row.inRing = isInRing(trace, id);
    row.group = std::move(group);
    stack.add(std::move(row), resourceHeight(panel, *useOf(panel.mode->resources, id), panel.level, request.metrics));
}

void addRows(Stack& stack, const Panel& panel, const RowRequest& request, const std::vector<RowEntry>& entries,
             QString& group) {
    for (const RowEntry& entry : entries) {
        if (const auto* task = std::get_if<TaskId>(&entry))
            addTask(stack, panel, request, *task, std::exchange(group, {}));
        else
            addResource(stack, panel, request, std::get<ResourceId>(entry), {});
    }
}

void addTasks(Stack& stack, const Panel& panel, const RowRequest& request) {
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

int RowMetrics::workerHeight(Density density) const {
    constexpr std::array heights = {42, 28, 28, 5};
    return px(heights[static_cast<std::size_t>(density)]);
}

int RowMetrics::taskHeight(Density density) const {
    constexpr std::array heights = {26, 18, 10, 5};
    return px(heights[static_cast<std::size_t>(density)]);
}

int RowMetrics::cpuHeight(Density density) const {
    constexpr std::array heights = {26, 20, 14, 5};
    return px(heights[static_cast<std::size_t>(density)]);
}

int RowMetrics::threadHeight(Density density) const {
    constexpr std::array heights = {16, 14, 6, 0};
    return px(heights[static_cast<std::size_t>(density)]);
}

int RowMetrics::resourceHeight(const ResourceUse& use, Density density) const {
    const auto pick = [&](std::array<int, 4> heights) { return px(heights[static_cast<std::size_t>(density)]); };
    switch (use.kind) {
    case ResourceKind::Queue:
        return pick({56, 44, 28, 12});
    case ResourceKind::Event:
    case ResourceKind::Variable:
        return pick({28, 22, 16, 8});
    default:
        return use.capacity > 1 ? pick({56, 44, 28, 12}) : pick({40, 38, 20, 8});
    }
}

int RowMetrics::gap(Density density) const {
    constexpr std::array gaps = {4, 2, 1, 1};
    return px(gaps[static_cast<std::size_t>(density)]);
}

QString trailingNumber(const QString& name) {
    qsizetype start = name.size();
    while (start > 0 && name[start - 1].isDigit())
        --start;
    return start == 0 || name[start - 1].isSpace() ? name.mid(start) : QString();
}

std::optional<TaskId> selectedTaskIn(const Comparison& comparison, std::size_t run,
                                     const std::optional<Selection>& selection) {
    if (!selection || selection->resource || !selection->lane.isTask() || selection->run >= comparison.runs.size())
        return std::nullopt;
    const TaskId task = selection->lane.task();
    const Trace& from = *comparison.runs[selection->run].trace;
    const Trace& to = *comparison.runs[run].trace;
    if (task.value >= from.tasks().size())
        return std::nullopt;
    if (run == selection->run)
        return task;
    const std::string& name = from.nameOf(task);
    if (task.value < to.tasks().size() && to.nameOf(task) == name)
        return task;
    const auto found = std::ranges::find(to.tasks(), name, &TaskInfo::name);
    return found == to.tasks().end() ? std::nullopt
                                     : std::optional(TaskId(static_cast<std::size_t>(found - to.tasks().begin())));
}

std::optional<ResourceId> selectedResourceIn(const Comparison& comparison, std::size_t run,
                                             const std::optional<Selection>& selection) {
    if (!selection || !selection->resource || selection->run >= comparison.runs.size())
        return std::nullopt;
    const std::vector<ResourceInfo>& from = comparison.runs[selection->run].trace->resources();
    const std::vector<ResourceInfo>& to = comparison.runs[run].trace->resources();
    const std::size_t index = selection->resource->value;
    const bool isSame = index < from.size() && index < to.size() && from[index].name == to[index].name;
    return isSame ? selection->resource : std::nullopt;
}

std::vector<PanelPlan> planRows(const RowRequest& request) {
    std::vector<Panel> panels;
    for (std::size_t run = 0; run < request.comparison->runs.size(); ++run) {
        Panel panel;
        panel.run = run;
        panel.mode = &request.comparison->runs[run];
        if (run < request.choices.size())
            panel.choice = request.choices[run];
        panel.ownCores = hasOwnCores(*panel.mode);
        panel.workers = panel.ownCores ? 0 : std::min(panel.mode->trace->workers().size(), mostWorkers);
        panel.tasks = panel.mode->trace->tasks().size();
        panel.cpus = cpusOf(*panel.mode->trace);
        panel.selected = selectedTaskIn(*request.comparison, run, request.selection);
        panel.selectedResource = selectedResourceIn(*request.comparison, run, request.selection);
        panel.shownWhenFolded = panel.isOneByOne() ? 1 : 3;
        panels.push_back(panel);
    }
    Fitter(panels, request.metrics, request.height).fit();

    std::vector<PanelPlan> plans;
    int y = 0;
    for (const Panel& panel : panels) {
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
