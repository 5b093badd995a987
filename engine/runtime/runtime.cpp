#include "engine/runtime/runtime.h"

#include "engine/runtime/deadlocks.h"

#include <algorithm>
#include <fmt/format.h>

namespace simul {

namespace {

/// What ended a task's body, in words.
std::string errorOf(const Task& task) {
    try {
        std::rethrow_exception(task.body->error());
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return "an error of unknown type";
    }
}

bool wasCancelled(const Task& task) {
    try {
        std::rethrow_exception(task.body->error());
    } catch (const Cancelled&) {
        return true;
    } catch (...) { // anything else is a failure, which errorOf() names
        return false;
    }
}

} // namespace

constinit thread_local Task* Runtime::t_interrupted = nullptr;

Runtime::Runtime(Recorder& recorder, std::uint64_t seed, std::stop_token stop)
    : m_recorder(recorder), m_seed(seed), m_onStop(std::move(stop), [this] { halt(); }) {}

Runtime::~Runtime() { clear(); }

void Runtime::clear() {
    {
        const std::lock_guard lock(m_syncMutex);
        m_closing = true;
    }
    // Bodies may use what is attached, and what is attached later may use what was before.
    m_tasks.clear();
    m_owned.clear();
    while (!m_attachments.empty())
        m_attachments.pop_back();
}

Task& Runtime::spawn(Task* parent, TaskOptions options, const std::function<Activity<>(Task&)>& body) {
    const Duration delay = options.delay;
    Task& task = addTask(parent, std::move(options), body);
    if (task.isDelayed) {
        ++m_delayed;
        const TraceTime begin = storyTime(parent) + delay;
        setAlarm(begin, [this, &task, begin] {
            const std::lock_guard lock(m_syncMutex);
            if (!task.queued)
                task.due = begin;
            enqueueOnce(task, nullptr);
        });
    } else if (!task.isPrepared) {
        const std::lock_guard lock(m_syncMutex);
        enqueueOnce(task, parent);
    }
    return task;
}

void Runtime::start(Task& task, Task& by) {
    const std::lock_guard lock(m_syncMutex);
    if (task.isPrepared)
        enqueueOnce(task, &by);
}

/// Tasks may be asked to begin twice: by their delay and by a cancel, by two joins. The sync mutex is held.
void Runtime::enqueueOnce(Task& task, Task* by) {
    if (std::exchange(task.queued, true))
        return;
    enqueue(task, by);
    if (task.isDelayed)
        --m_delayed;
}

Task& Runtime::addTask(Task* parent, TaskOptions options, const std::function<Activity<>(Task&)>& body) {
    ThreadRecorder& thread = recorderOf(parent);
    const std::int64_t ticks = ticksNow();
    const TraceTime time = m_recorder.tickScale()(ticks);
    const std::unique_lock lock = lockTasks();
    Task& task = m_tasks.add();
    task.id = TaskId(m_tasks.size() - 1);
    task.name = std::move(options.name);
    task.priority = static_cast<std::int8_t>(options.priority);
    task.isMain = options.isMain;
    task.isPrepared = options.isPrepared;
    if (options.isPrepared)
        m_anyPrepared = true;
    task.isDelayed = options.delay > Duration::zero();
    if (parent)
        task.due = parent->due;
    const std::optional<TaskId> parentId = parent ? std::optional(parent->id) : std::nullopt;
    m_recorder.addTask(task.id, {task.name, parentId, time, {}, {}});
    if (parent) {
        m_recorder.addLink({time, parent->id, task.id, LinkKind::Spawn});
        m_recorder.addSyncEvent({time, parent->id, SyncKind::Spawned, parent->place, task.id.value});
    }
    task.body.emplace(body(task));
    task.resumePoint = task.body->handle();
    thread.record(ticks, task.id, task.sequence++, SliceInfo(State::Created, {}, {}, {}));
    return task;
}

Alarms::Id Runtime::setAlarm(TraceTime at, std::function<void()> callback) {
    const Alarms::Id id = m_alarms.set(at, std::move(callback));
    alarmsChanged();
    return id;
}

void Runtime::clearAlarm(const Alarms::Id& alarm) {
    m_alarms.clear(alarm);
    alarmsChanged();
}

// ---- waiting for each other

bool Runtime::join(Task& task, Task& target, const Step& step, std::coroutine_handle<> caller, bool passesCancelOn) {
    {
        const std::lock_guard lock(m_syncMutex);
        target.joined = true;
        if (target.ended || takeCancel(task))
            return false;
        if (target.isPrepared)
            enqueueOnce(target, &task);
        endOf(target).joiners.push_back(&task);
        task.passesCancelOn = passesCancelOn;
        beginWaiting(task, *target.end, step.cause);
    }
    return parkForEnd(task, target, step, caller);
}

bool Runtime::parkForEnd(Task& task, Task&, const Step& step, std::coroutine_handle<> caller) {
    return begin(task, step, caller);
}

void Runtime::takeResult(Task& task, Task& target, const Step& step) {
    recordJoin(task, target, step);
    if (target.body->error())
        std::rethrow_exception(target.body->error());
    if (!target.started)
        throw Cancelled(target.cancelMessage);
}

void Runtime::recordJoin(Task& task, const Task& target, const Step& step) {
    const PlaceId place = placeOf(task, step);
    const std::lock_guard lock(m_syncMutex);
    recordSync(task, SyncKind::Joined, target.id.value, place);
}

TaskEnd& Runtime::endOf(Task& task) {
    if (!task.end)
        task.end = std::make_unique<TaskEnd>(task);
    return *task.end;
}

void TaskEnd::forget(Task& task) { std::erase(joiners, &task); }

std::string TaskEnd::wishOf(const Task& waiter) const {
    return &waiter == &m_task ? "its own end" : fmt::format("the end of {}", m_task.name);
}

void Runtime::beginWaiting(Task& task, Waitable& waitable, Cause cause) {
    task.waitingOn = &waitable;
    task.wants = cause;
    if (m_deadlock)
        return;
    m_deadlock = cycleThrough(task, now());
    if (m_deadlock)
        stopForDeadlock();
}

void Runtime::onEnd(Task& task, Task* by, EndCallback callback) {
    {
        const std::lock_guard lock(m_syncMutex);
        if (!task.ended) {
            endOf(task).callbacks.push_back(std::move(callback));
            return;
        }
    }
    assert(by != nullptr); // nothing has ended before the run
    callback(*by);
}

void Runtime::announceEnd(Task& task) {
    std::vector<Task*> joiners;
    std::vector<EndCallback> callbacks;
    {
        const std::lock_guard lock(m_syncMutex);
        task.ended = true;
        if (task.end) {
            joiners.swap(task.end->joiners);
            callbacks.swap(task.end->callbacks);
        }
        for (Task* joiner : joiners)
            endWaiting(*joiner);
    }
    for (const EndCallback& callback : callbacks)
        callback(task);
    for (Task* joiner : joiners) {
        m_recorder.addLink({now(), task.id, joiner->id, LinkKind::Wake});
        wake(*joiner, &task);
    }
    if (task.isMain)
        cancelRest(task);
}

void Runtime::recordSync(const Task& task, SyncKind kind, std::uint32_t target, PlaceId place, std::uint32_t amount,
                         std::uint32_t item) {
    m_recorder.addSyncEvent({now(), task.id, kind, place, target, amount, item});
}

// ---- cancelling

bool Runtime::cancel(Task& task, std::string message, Task* by) {
    const std::lock_guard lock(m_syncMutex);
    return cancelLocked(task, message, by);
}

bool Runtime::cancelLocked(Task& task, const std::string& message, Task* by) {
    if (task.ended)
        return false;
    if (task.waitingOn != nullptr && task.passesCancelOn) {
        bool isPassedOn = false;
        for (Task* other : task.waitingOn->cancelledWith(task))
            isPassedOn |= other != &task && cancelLocked(*other, message, by);
        if (isPassedOn)
            return true;
    }
    task.cancelMessage = message;
    if (task.waitingOn != nullptr) {
        task.waitingOn->forget(task);
        endWaiting(task);
        task.interrupted = true;
        wake(task, by);
    } else if (task.interruptible) {
        task.interruptible = false;
        task.interrupted = true;
        interrupt(task);
    } else {
        task.cancelPending = true;
        enqueueOnce(task, by);
    }
    return true;
}

bool Runtime::takeCancel(Task& task) {
    if (!task.cancelPending)
        return false;
    task.cancelPending = false;
    task.interrupted = true;
    t_interrupted = &task;
    return true;
}

bool Runtime::enterWait(Task& task) {
    const std::lock_guard lock(m_syncMutex);
    if (takeCancel(task))
        return false;
    task.interruptible = true;
    return true;
}

void Runtime::leaveWait(Task& task) {
    const std::lock_guard lock(m_syncMutex);
    task.interruptible = false;
}

void Runtime::throwCancelled(Task& task) {
    task.interrupted = false;
    t_interrupted = nullptr;
    throw Cancelled(task.cancelMessage);
}

std::vector<Task*> Runtime::unfinished() {
    std::vector<Task*> all;
    {
        const std::unique_lock lock = lockTasks();
        for (Task& task : m_tasks)
            all.push_back(&task);
    }
    const std::lock_guard lock(m_syncMutex);
    std::erase_if(all, [](const Task* task) { return task->ended; });
    return all;
}

/// The main task has returned: what it left running is forgotten.
void Runtime::cancelRest(Task& main) {
    const std::vector<Task*> rest = unfinished();
    const std::lock_guard lock(m_syncMutex);
    for (Task* task : rest) {
        if (task->ended || !task->queued)
            continue;
        m_recorder.addWarning(fmt::format("{} had not ended when {} returned: it was cancelled.", task->name, main.name));
        cancelLocked(*task, fmt::format("{} has returned", main.name), &main);
    }
}

// ---- how it ends

State Runtime::finalStateOf(Task& task) {
    if (!task.started) {
        m_recorder.setError(task.id, task.cancelMessage);
        return State::Cancelled;
    }
    if (!task.body->error())
        return task.failureIsForeseen ? State::Failed : State::Done;
    m_anyError = true;
    m_recorder.setError(task.id, errorOf(task));
    return wasCancelled(task) ? State::Cancelled : State::Failed;
}

Ending Runtime::completed(TraceTime end) {
    if (!m_anyPrepared && !m_anyError) // nearly always: no need to look at every task
        return {end, Outcome::Completed, {}};
    for (const Task& task : m_tasks) {
        if (task.state == State::Created)
            m_recorder.addWarning(fmt::format("{} was created but never awaited: it never ran.", task.name));
    }
    for (const Task& task : m_tasks) {
        if (task.state == State::Failed && task.body->error() && !task.joined)
            return {end, Outcome::Failed, fmt::format("{}: {}", task.name, errorOf(task))};
    }
    return {end, Outcome::Completed, {}};
}

void Runtime::cancelUnfinished(ThreadRecorder& thread, std::int64_t ticks) {
    for (Task& task : m_tasks) {
        if (!isFinal(task.state))
            record(thread, ticks, task, State::Cancelled);
    }
}

Ending Runtime::stopped(TraceTime end, bool byTimeLimit) const {
    if (byTimeLimit)
        return {end, Outcome::Timeout, "The time limit was over before the story."};
    return {end, Outcome::Cancelled, "Stopped on request."};
}

Ending Runtime::deadlocked(TraceTime end, ThreadRecorder& thread, std::int64_t ticks) {
    // Those who wait keep their state: that is what there is to see.
    for (Task& task : m_tasks) {
        const bool goesOn = m_deadlock && task.queued && task.waitingOn == nullptr;
        if (goesOn && !isFinal(task.state))
            record(thread, ticks, task, State::Cancelled);
    }
    if (!m_deadlock)
        m_deadlock = standstill(m_tasks, end);
    m_recorder.setDeadlock(*m_deadlock);
    return {end, Outcome::Deadlock, m_deadlock->text};
}

} // namespace simul
