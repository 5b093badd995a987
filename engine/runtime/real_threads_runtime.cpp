#include "engine/runtime/real_threads_runtime.h"

#include "engine/runtime/perf_switches.h"
#include "engine/runtime/thread_use.h"
#include "engine/runtime/time_limit.h"

#include <fmt/format.h>
#include <system_error>

namespace simul {

RealThreadsRuntime::RealThreadsRuntime(Recorder& recorder, Mode mode, const ModeSettings& settings, std::uint64_t seed,
                                       double scale, std::stop_token stop)
    : RealRuntime(recorder, settings, seed, scale, std::move(stop)), m_isPool(mode == Mode::Pool),
      m_hasOwnLanes(m_isPool || settings.burn), m_gate(m_hasOwnLanes ? 0 : settings.cores), m_thread(recorder) {
    recorder.setInterleaving(interleavingOf(mode));
    setSharesMemory(mode != Mode::Processes);
    const std::uint32_t lanes = m_isPool ? settings.workers : m_gate.cores().count();
    for (std::uint32_t lane = 0; lane < lanes; ++lane)
        recorder.addWorker(WorkerId(lane), {workerName(mode, settings, lane, lanes)});
}

void RealThreadsRuntime::enqueue(Task& task, Task* by) {
    const std::lock_guard lock(m_mutex);
    record(recorderOf(by), ticksNow(), task, State::Ready, {CauseKind::Worker});
    ++m_unfinished;
    if (m_running && !m_isPool) {
        startThread(&task);
        return;
    }
    m_line.push(task);
    m_changed.notify_all();
}

/// A thread for `task`, or of the pool if there is none.
TaskThread* RealThreadsRuntime::startThread(Task* task) {
    TaskThread& thread = m_threads.emplace_back();
    const std::uint32_t index = task ? task->id.value : static_cast<std::uint32_t>(m_threads.size() - 1);
    if (m_hasOwnLanes) {
        thread.worker = &thread.own;
        thread.id = WorkerId(index);
        if (!m_isPool)
            recorder().addWorker(thread.id, {fmt::format("Thread {}", index + 1)});
    }
    if (m_halted)
        thread.parker.stop();
    m_live += task != nullptr;
    try {
        thread.thread = std::thread([this, &thread, task] { serve(thread, task); });
    } catch (const std::system_error&) {
        m_threads.pop_back();
        m_noThread = fmt::format("The system gives no more than {} threads at once; run fewer tasks, or coroutines.",
                                 m_threads.size());
        if (task) {
            --m_live;
            --m_unfinished;
        }
        halt();
        return nullptr;
    }
    return &thread;
}

Ending RealThreadsRuntime::run(std::optional<Duration> timeout) {
    m_kernel.emplace(recorder(), openKernelSwitches());
    startClock();
    const TimeLimit limit(timeout ? std::optional(wallAt(TraceTime(*timeout))) : std::nullopt, [this] { halt(); });
    {
        std::unique_lock lock(m_mutex);
        m_running = true;
        if (m_isPool) {
            while (m_threads.size() < settings().workers && startThread(nullptr) != nullptr) {}
        } else {
            while (!m_line.empty() && m_noThread.empty())
                startThread(m_line.pop());
        }
        ringAlarms(lock);
        m_halted = true;
        for (TaskThread& thread : m_threads)
            thread.parker.stop();
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_live == 0; });
    }
    const TraceTime end = now();
    for (TaskThread& thread : m_threads)
        thread.thread.join();
    m_kernel->finish(ticksAt(end));
    if (m_deadlocked)
        return deadlocked(end, m_thread, ticksNow());
    if (m_unfinished == 0 && !hasDelayed() && m_noThread.empty())
        return completed(end);
    cancelUnfinished(m_thread, ticksNow());
    return m_noThread.empty() ? stopped(end, limit.isOver()) : Ending{end, Outcome::Failed, m_noThread};
}

/// Waits for the end of all tasks, or for the stop, and rings the alarms meanwhile.
void RealThreadsRuntime::ringAlarms(std::unique_lock<std::mutex>& lock) {
    const auto isOver = [this] { return (m_unfinished == 0 && !hasDelayed()) || m_alarmsChanged; };
    while ((m_unfinished > 0 || hasDelayed()) && !stopToken().stop_requested()) {
        m_alarmsChanged = false;
        const std::optional<TraceTime> next = alarms().next();
        if (!next) {
            m_changed.wait(lock, stopToken(), isOver);
            continue;
        }
        if (m_changed.wait_until(lock, stopToken(), wallAt(*next), isOver) || stopToken().stop_requested())
            continue;
        lock.unlock();
        alarms().fire(std::max(*next, now()));
        lock.lock();
        lookForStandstill();
    }
}

void RealThreadsRuntime::alarmsChanged() {
    const std::lock_guard lock(m_mutex);
    m_alarmsChanged = true;
    m_changed.notify_all();
}

/// A cycle of waits was found; those in it stay as they are.
void RealThreadsRuntime::stopForDeadlock() {
    const std::lock_guard lock(m_mutex);
    m_deadlocked = !m_halted;
    halt();
}

// ---- on the task's own thread

/// The life of a thread: one task, or one after the other.
void RealThreadsRuntime::serve(TaskThread& thread, Task* task) {
    wantExactTimers();
    thread.recorder.emplace(recorder());
    if (m_isPool)
        m_kernel->begin(thread.id);
    if (task == nullptr)
        task = nextInLine(thread);
    while (task != nullptr) {
        {
            const std::lock_guard lock(m_mutex);
            task->thread = &thread;
        }
        if (m_hasOwnLanes)
            task->worker = thread.id;
        live(*task);
        task = m_isPool ? nextInLine(thread) : nullptr;
    }
    if (m_isPool)
        m_kernel->end();
}

Task* RealThreadsRuntime::nextInLine(TaskThread& thread) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_halted || !m_line.empty(); });
    if (m_halted)
        return nullptr;
    Task* task = m_line.pop();
    task->due = std::max(task->due, thread.freeSince);
    ++m_live;
    return task;
}

void RealThreadsRuntime::live(Task& task) {
    if (!m_isPool) // a thread of its own, that has waited for its start until now
        m_kernel->begin(task.id);
    const ThreadUse before = useOfThisThread();
    const bool isDroppedTask = isDropped(task);
    if (!isDroppedTask && takeCore(task)) {
        task.started = true;
        setRunning(task);
        task.resumePoint.resume();
    }
    const bool hasEnded = isDroppedTask || task.body->done();
    if (hasEnded)
        finish(task);
    else
        abandon(task);
    const ThreadUse use = useSince(before);
    if (!m_isPool) // before the run can be over
        m_kernel->end();
    recorder().setUse(task.id, use);
    const std::lock_guard lock(m_mutex);
    task.thread->freeSince = task.due;
    --m_live;
    m_unfinished -= hasEnded;
    lookForStandstill();
    m_changed.notify_all();
}

void RealThreadsRuntime::finish(Task& task) {
    set(task, finalStateOf(task));
    announceEnd(task);
    if (task.started)
        leaveCore(task);
}

/// The run was stopped: the body stays suspended where it is and is destroyed with the task.
void RealThreadsRuntime::abandon(Task& task) {
    const std::lock_guard lock(m_mutex);
    if (!m_deadlocked)
        set(task, State::Cancelled);
}

void RealThreadsRuntime::set(Task& task, State state, Cause cause) {
    record(own(task), ticksNow(), task, state, cause);
}

void RealThreadsRuntime::setRunning(Task& task) {
    const std::int64_t ticks = ticksNow();
    record(own(task), ticks, task, State::Running);
    recordWorker(own(task), ticks, task.worker, *task.thread->worker, task, State::Running);
}

bool RealThreadsRuntime::begin(Task& task, const Step& step, std::coroutine_handle<>) {
    task.place = own(task).place(step.label, step.where);
    switch (step.kind) {
    case Step::Kind::Work:
        setRunning(task);
        return !spend(task.thread->parker, task, step.duration, true);
    case Step::Kind::Wait:
        if (!enterWait(task))
            return false;
        return awayFromCore(task, step, [&] { return sleep(task, step.duration); });
    case Step::Kind::Offload:
    case Step::Kind::Block:
        return awayFromCore(task, step, [&] { return spend(task.thread->parker, task, step.duration, false); });
    case Step::Kind::Yield:
        if (isCancelledHere(task))
            return false;
        if (m_isPool)
            return task.thread->parker.stopped();
        set(task, State::Ready, step.cause);
        leaveCore(task);
        if (!takeCore(task))
            return true;
        setRunning(task);
        return task.thread->parker.stopped();
    case Step::Kind::Park:
        return awayFromCore(task, step, [&] { return park(task); });
    }
    return false;
}

bool RealThreadsRuntime::isCancelledHere(Task& task) {
    const std::lock_guard lock(syncMutex());
    return takeCancel(task);
}

/// Sleeps until its story says that `duration` is over, or a cancel interrupts it; false if stopped.
bool RealThreadsRuntime::sleep(Task& task, Duration duration) {
    Parker& parker = task.thread->parker;
    const bool goesOn = parker.sleepUntilOrPermit(plan(task, duration));
    leaveWait(task);
    parker.dropPermit(); // of a cancel that came when the sleep was over
    if (task.interrupted)
        endEarly(task);
    noteInterrupted(task);
    return goesOn;
}

bool RealThreadsRuntime::callBlocking(Task& task, const Step& step, std::coroutine_handle<>,
                                      const std::function<void()>& call) {
    task.place = own(task).place(step.label, step.where);
    return awayFromCore(task, step, [&] {
        call();
        catchUp(task);
        return !stopToken().stop_requested();
    });
}

/// Blocked, without a core, while `wait` lasts; `wait` says whether the task goes on. As begin().
bool RealThreadsRuntime::awayFromCore(Task& task, const Step& step, const std::function<bool()>& wait) {
    set(task, State::Blocked, step.cause);
    leaveCore(task);
    if (!wait() || !takeCore(task))
        return true;
    setRunning(task);
    return false;
}

/// Gets a core, in line if there is none; false if stopped.
bool RealThreadsRuntime::takeCore(Task& task) {
    if (m_hasOwnLanes)
        return !task.thread->parker.stopped();
    {
        const std::lock_guard lock(m_mutex);
        const bool isInLine = !m_gate.take(task);
        if (isInLine && task.state != State::Ready)
            set(task, State::Ready, {CauseKind::Worker});
        if (!isInLine) {
            task.thread->worker = &m_gate.cores()[task.worker];
            return true;
        }
    }
    if (!task.thread->parker.park())
        return false;
    const std::lock_guard lock(m_mutex);
    task.thread->worker = &m_gate.cores()[task.worker];
    return true;
}

void RealThreadsRuntime::leaveCore(Task& task) {
    if (m_hasOwnLanes) {
        const State state = task.ended ? State::Idle : State::Blocked;
        recordWorker(own(task), ticksNow(), task.worker, *task.thread->worker, task, state);
        return;
    }
    const std::lock_guard lock(m_mutex);
    if (Task* next = m_gate.giveBack(task.worker, task.due))
        next->thread->parker.unpark();
    else
        recordWorker(own(task), ticksNow(), task.worker, *task.thread->worker, task, State::Idle);
}

/// Waits for a wake(); false if stopped. Finds out when nobody is left who could call it.
bool RealThreadsRuntime::park(Task& task) {
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(task.wakePermit, false))
            return true;
        task.thread->parked = true;
        ++m_parked;
        lookForStandstill();
    }
    return task.thread->parker.park();
}

/// With all tasks parked, and nothing to come that could wake one, none can ever run again.
void RealThreadsRuntime::lookForStandstill() {
    const bool canTakeUp = !m_line.empty() && m_live < m_threads.size();
    if (m_live == 0 || m_parked < m_live || canTakeUp || m_halted || alarms().next())
        return;
    m_deadlocked = true;
    halt();
}

void RealThreadsRuntime::wake(Task& task, const Task* by) {
    const std::lock_guard lock(m_mutex);
    if (by)
        task.due = std::max(task.due, by->due);
    else
        catchUp(task);
    if (task.thread == nullptr || !std::exchange(task.thread->parked, false)) {
        task.wakePermit = true;
        return;
    }
    --m_parked;
    task.thread->parker.unpark();
}

} // namespace simul
