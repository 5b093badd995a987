#include "engine/runtime/real_threads_runtime.h"

#include "engine/runtime/time_limit.h"

#include <algorithm>
#include <fmt/format.h>
#include <system_error>

namespace simul {

RealThreadsRuntime::RealThreadsRuntime(Recorder& recorder, const ModeSettings& settings, std::uint64_t seed,
                                       double scale, std::stop_token stop)
    : RealRuntime(recorder, settings, seed, scale, std::move(stop)), m_gate(settings.burn ? 0 : settings.cores),
      m_thread(recorder) {
    for (std::uint32_t core = 0; core < m_gate.cores().count(); ++core)
        recorder.addWorker(WorkerId(core), {workerName(Mode::Threads, settings, core, m_gate.cores().count())});
}

Task& RealThreadsRuntime::spawn(Task* parent, std::string name, std::function<Activity<>(Task&)> body) {
    const std::lock_guard lock(m_mutex);
    ThreadRecorder& thread = parent ? *parent->thread->recorder : m_thread;
    Task& task = addTask(parent, std::move(name), body, thread, TickClock::now());
    if (parent)
        task.due = parent->due;
    ++m_unfinished;
    if (m_running)
        startThread(task);
    return task;
}

void RealThreadsRuntime::startThread(Task& task) {
    TaskThread& thread = m_threads.emplace_back();
    task.thread = &thread;
    if (settings().burn) {
        task.worker = WorkerId(task.id.value);
        thread.worker = &thread.own;
        recorder().addWorker(task.worker, {fmt::format("Thread {}", task.id.value + 1)});
    }
    if (m_halted)
        thread.parker.stop();
    try {
        thread.thread = std::thread([this, &task] { live(task); });
    } catch (const std::system_error&) {
        task.thread = nullptr;
        m_threads.pop_back();
        m_noThread = fmt::format("The system gives no more than {} threads at once; run fewer tasks, or coroutines.",
                                 m_threads.size());
        --m_unfinished;
        halt();
    }
}

Ending RealThreadsRuntime::run(std::optional<Duration> timeout) {
    startClock();
    const TimeLimit limit(timeout ? std::optional(wallAt(TraceTime(*timeout))) : std::nullopt, [this] { halt(); });
    {
        std::unique_lock lock(m_mutex);
        m_running = true;
        for (std::size_t index = 0; index < tasks().size() && m_noThread.empty(); ++index)
            startThread(tasks()[index]);
        const auto allEnded = [this] { return m_unfinished == 0; };
        if (!m_changed.wait(lock, stopToken(), allEnded)) {
            m_halted = true;
            for (TaskThread& thread : m_threads)
                thread.parker.stop();
            m_changed.wait(lock, allEnded);
        }
    }
    const TraceTime end = now();
    for (TaskThread& thread : m_threads)
        thread.thread.join();
    if (m_deadlocked)
        return deadlocked(end);
    if (std::ranges::all_of(tasks(), &Task::ended))
        return completed(end);
    cancelUnfinished(m_thread, TickClock::now());
    return m_noThread.empty() ? stopped(end, limit.isOver()) : Ending{end, Outcome::Failed, m_noThread};
}

// ---- on the task's own thread

void RealThreadsRuntime::live(Task& task) {
    wantExactTimers();
    task.thread->recorder.emplace(recorder());
    if (takeCore(task)) {
        setRunning(task);
        task.resumePoint.resume();
    }
    if (task.body->done())
        finish(task);
    else
        abandon(task);
    const std::lock_guard lock(m_mutex);
    --m_unfinished;
    m_changed.notify_all();
}

void RealThreadsRuntime::finish(Task& task) {
    {
        const std::lock_guard lock(m_mutex);
        set(task, finalStateOf(task));
        task.ended = true;
        for (Task* joiner : task.joiners) {
            recorder().addLink({now(), task.id, joiner->id, LinkKind::Wake});
            joiner->due = std::max(joiner->due, task.due);
            wakeLocked(*joiner);
        }
    }
    leaveCore(task);
}

/// The run was stopped: the body stays suspended where it is and is destroyed with the task.
void RealThreadsRuntime::abandon(Task& task) {
    const std::lock_guard lock(m_mutex);
    if (!m_deadlocked)
        set(task, State::Cancelled);
}

void RealThreadsRuntime::set(Task& task, State state, Cause cause) {
    record(own(task), TickClock::now(), task, state, cause);
}

void RealThreadsRuntime::setRunning(Task& task) {
    const std::int64_t ticks = TickClock::now();
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
    case Step::Kind::Block:
        return awayFromCore(task, step, [&] { return spend(task.thread->parker, task, step.duration, false); });
    case Step::Kind::Yield:
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

bool RealThreadsRuntime::join(Task& task, Task& target, const Step& step, std::coroutine_handle<> caller) {
    {
        const std::lock_guard lock(m_mutex);
        target.joined = true;
        if (target.ended)
            return false;
        target.joiners.push_back(&task);
    }
    return begin(task, step, caller);
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
    if (settings().burn)
        return !task.thread->parker.stopped();
    {
        const std::lock_guard lock(m_mutex);
        const bool isInLine = !m_gate.take(task);
        if (isInLine && task.state != State::Ready)
            set(task, State::Ready, {CauseKind::Worker});
        if (!isInLine) {
            task.started = true;
            task.thread->worker = &m_gate.cores()[task.worker];
            return true;
        }
    }
    if (!task.thread->parker.park())
        return false;
    const std::lock_guard lock(m_mutex);
    task.started = true;
    task.thread->worker = &m_gate.cores()[task.worker];
    return true;
}

void RealThreadsRuntime::leaveCore(Task& task) {
    if (settings().burn) {
        const State state = task.ended ? State::Idle : State::Blocked;
        recordWorker(own(task), TickClock::now(), task.worker, *task.thread->worker, task, state);
        return;
    }
    const std::lock_guard lock(m_mutex);
    if (Task* next = m_gate.giveBack(task.worker, task.due))
        next->thread->parker.unpark();
    else
        recordWorker(own(task), TickClock::now(), task.worker, *task.thread->worker, task, State::Idle);
}

/// Waits for a wake(); false if stopped. Finds out when nobody is left who could call it.
bool RealThreadsRuntime::park(Task& task) {
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(task.wakePermit, false))
            return true;
        task.thread->parked = true;
        if (++m_parked == m_unfinished) {
            m_deadlocked = !m_halted;
            halt();
        }
    }
    return task.thread->parker.park();
}

void RealThreadsRuntime::wake(Task& task) {
    const std::lock_guard lock(m_mutex);
    catchUp(task);
    wakeLocked(task);
}

void RealThreadsRuntime::wakeLocked(Task& task) {
    if (!std::exchange(task.thread->parked, false)) {
        task.wakePermit = true;
        return;
    }
    --m_parked;
    task.thread->parker.unpark();
}

} // namespace simul
