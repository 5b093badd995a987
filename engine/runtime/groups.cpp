#include "engine/runtime/groups.h"

#include <algorithm>
#include <atomic>
#include <fmt/format.h>

namespace simul {

namespace detail {

void Group::watch(Task& by) {
    {
        const std::lock_guard lock(m_runtime.syncMutex());
        for (const TaskHandle task : m_tasks)
            task.task().joined = true;
    }
    for (const TaskHandle task : m_tasks) {
        m_runtime.start(task.task(), by);
        m_runtime.onEnd(task.task(), &by, [this, task](Task&) { ended(task); });
    }
}

void Group::ended(TaskHandle task) {
    const std::lock_guard lock(m_runtime.syncMutex());
    if (m_runtime.isClosing())
        return;
    ++m_endedCount;
    if (!m_failed && Runtime::hasFailed(task.task()))
        m_failed = task;
    m_ended.push_back(task);
    if (m_waiter != nullptr && isTime()) {
        Task& waiter = *std::exchange(m_waiter, nullptr);
        m_runtime.recorder().addLink({m_runtime.now(), task.id(), waiter.id, LinkKind::Wake});
        m_runtime.endWaiting(waiter);
        m_runtime.wake(waiter, &task.task());
    }
}

bool Group::enter(Task& waiter, WaitFor what) {
    m_what = what;
    if (isTime())
        return true;
    m_waiter = &waiter;
    return false;
}

bool Group::isTime() const {
    const bool all = m_endedCount == m_tasks.size();
    switch (m_what) {
    case WaitFor::All:
        return all;
    case WaitFor::FirstEnded:
        return all || !m_ended.empty();
    case WaitFor::FirstFailed:
        return all || m_failed.has_value();
    }
    return true;
}

Task* Group::nextCall(WaitFor what) {
    if (!m_runtime.startsWhenCalled())
        return nullptr;
    const std::lock_guard lock(m_runtime.syncMutex());
    m_what = what;
    const auto uncalled = std::ranges::find_if(m_tasks, [](TaskHandle task) {
        return !task.task().ended && !task.task().started && task.task().caller == nullptr;
    });
    return isTime() || uncalled == m_tasks.end() ? nullptr : &uncalled->task();
}

std::optional<TaskHandle> Group::firstFailed() const {
    const std::lock_guard lock(m_runtime.syncMutex());
    return m_failed;
}

std::optional<TaskHandle> Group::takeEnded() {
    const std::lock_guard lock(m_runtime.syncMutex());
    if (m_ended.empty())
        return std::nullopt;
    const TaskHandle first = m_ended.front();
    m_ended.pop_front();
    ++m_taken;
    return first;
}

Task* Group::heldBy(const Task&) const {
    // Who needs all of them needs each: any one that has not ended will do to find a cycle by.
    const std::vector<Task*> left = unfinished();
    return m_what == WaitFor::All || left.size() == 1 ? left.front() : nullptr;
}

std::vector<Task*> Group::unfinished() const {
    std::vector<Task*> left;
    for (const TaskHandle task : m_tasks) {
        if (!task.task().ended)
            left.push_back(&task.task());
    }
    return left;
}

std::string Group::wishOf(const Task&) const {
    const std::string first = m_tasks.empty() ? "nothing" : m_tasks.front().name();
    return m_tasks.size() <= 1 ? fmt::format("the end of {}", first)
                               : fmt::format("the end of {} and {} more", first, m_tasks.size() - 1);
}

} // namespace detail

namespace {

class [[nodiscard]] GroupOperation : public ParkOperation {
public:
    GroupOperation(Stage stage, detail::Group& group, WaitFor what, const Step& step, bool passesCancelOn)
        : ParkOperation(stage, step), m_group(group), m_what(what), m_passesCancelOn(passesCancelOn) {}

    bool await_suspend(std::coroutine_handle<> caller) {
        return park(caller, m_group, m_passesCancelOn,
                    [this](const Waiter& waiter) { return m_group.enter(*waiter.task, m_what); });
    }
    void await_resume() const { throwIfCancelled(); }

private:
    detail::Group& m_group;
    WaitFor m_what;
    bool m_passesCancelOn;
};

/// Waits for the end of a task, and does not ask what ended it.
class [[nodiscard]] EndOperation {
public:
    EndOperation(Stage stage, Task& target, const Step& step) : m_runtime(stage.runtime()), m_task(stage.task()), m_target(target), m_step(step) {}
    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> caller) const {
        return m_runtime.join(m_task, m_target, m_step, caller, true);
    }
    void await_resume() const {
        if (m_task.interrupted)
            Runtime::throwCancelled(m_task);
    }

private:
    Runtime& m_runtime;
    Task& m_task;
    Task& m_target;
    Step m_step;
};

/// Cancels a task when its time is over.
class TimeLimitOfTask {
public:
    TimeLimitOfTask(Stage stage, TaskHandle task, Duration timeout)
        : m_runtime(stage.runtime()), m_task(task.task()),
          m_alarm(m_runtime.setAlarm(m_runtime.storyTime(&stage.task()) + timeout, [isOver = m_isOver, &runtime = m_runtime, task] {
              *isOver = true;
              runtime.cancel(task.task(), "the time was over", nullptr);
          })) {
        const std::lock_guard lock(m_runtime.syncMutex());
        ++m_task.timeouts;
    }
    TimeLimitOfTask(const TimeLimitOfTask&) = delete;
    TimeLimitOfTask& operator=(const TimeLimitOfTask&) = delete;
    ~TimeLimitOfTask() {
        {
            const std::lock_guard lock(m_runtime.syncMutex());
            if (m_runtime.isClosing())
                return;
            --m_task.timeouts;
        }
        m_runtime.clearAlarm(m_alarm);
    }
    bool isOver() const { return *m_isOver; }

private:
    std::shared_ptr<std::atomic<bool>> m_isOver = std::make_shared<std::atomic<bool>>(false); ///< outlives this in the alarm
    Runtime& m_runtime;
    Task& m_task;
    Alarms::Id m_alarm;
};

/// Waits for several are recorded as joins of the first of them.
Step joinStep(const std::vector<TaskHandle>& tasks, const char* label, std::source_location where) {
    const std::uint32_t first = tasks.empty() ? 0 : tasks.front().id().value;
    return {{}, label, where, {CauseKind::Join, first}, Step::Kind::Park};
}

detail::Group& watched(Stage stage, std::vector<TaskHandle> tasks) {
    auto& group = stage.runtime().own<detail::Group>(stage.runtime(), std::move(tasks));
    group.watch(stage.task());
    return group;
}

/// Waits until enough of the group have ended.
Activity<> waitForGroup(Stage stage, detail::Group* group, WaitFor what, Step step, bool passesCancelOn) {
    // In sync nobody else makes the calls that the tasks are.
    for (Task* task = group->nextCall(what); task != nullptr; task = group->nextCall(what))
        co_await EndOperation(stage, *task, step);
    co_await GroupOperation(stage, *group, what, step, passesCancelOn);
}

} // namespace

Activity<> gather(Stage stage, std::vector<TaskHandle> tasks, const char* label, std::source_location where) {
    detail::Group& group = watched(stage, tasks);
    const Step step = joinStep(tasks, label, where);
    co_await waitForGroup(stage, &group, WaitFor::FirstFailed, step, true);
    if (const std::optional<TaskHandle> failed = group.firstFailed())
        stage.runtime().takeResult(stage.task(), failed->task(), step);
    for (const TaskHandle task : tasks)
        stage.runtime().takeResult(stage.task(), task.task(), step);
}

Activity<std::vector<TaskHandle>> waitUntil(Stage stage, std::vector<TaskHandle> tasks, WaitFor what, const char* label,
                                            std::source_location where) {
    detail::Group& group = watched(stage, tasks);
    const Step step = joinStep(tasks, label, where);
    co_await waitForGroup(stage, &group, what, step, false);
    const std::vector<Task*> left = group.unfinished();
    std::erase_if(tasks, [&](TaskHandle task) { return std::ranges::count(left, &task.task()) > 0; });
    for (const TaskHandle task : tasks)
        stage.runtime().recordJoin(stage.task(), task.task(), step);
    co_return tasks;
}

Activity<> waitFor(Stage stage, TaskHandle task, Duration timeout, const char* label, std::source_location where) {
    const TimeLimitOfTask limit(stage, task, timeout);
    try {
        co_await stage.join(task, label, where);
    } catch (const Cancelled&) {
        if (!limit.isOver())
            throw;
        throw TimedOut();
    }
}

AsCompleted::AsCompleted(Stage stage, std::vector<TaskHandle> tasks) : m_group(&watched(stage, std::move(tasks))) {}

Activity<TaskHandle> AsCompleted::next(Stage stage, const char* label, std::source_location where) const {
    detail::Group& group = *m_group;
    const Step step = joinStep(group.tasks(), label, where);
    co_await waitForGroup(stage, &group, WaitFor::FirstEnded, step, false);
    const TaskHandle ended = *group.takeEnded();
    stage.runtime().recordJoin(stage.task(), ended.task(), step);
    co_return ended;
}

} // namespace simul
