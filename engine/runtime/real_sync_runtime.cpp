#include "engine/runtime/real_sync_runtime.h"

#include "engine/runtime/time_limit.h"

namespace simul {

RealSyncRuntime::RealSyncRuntime(Recorder& recorder, const ModeSettings& settings, std::uint64_t seed, double scale,
                                 std::stop_token stop)
    : RealRuntime(recorder, settings, seed, scale, std::move(stop)), m_thread(recorder) {
    recorder.addWorker(WorkerId{}, {workerName(Mode::Sync, settings, 0, 1)});
}

Task& RealSyncRuntime::spawn(Task* parent, std::string name, std::function<Activity<>(Task&)> body) {
    return addTask(parent, std::move(name), body, m_thread, TickClock::now());
}

Ending RealSyncRuntime::run(std::optional<Duration> timeout) {
    wantExactTimers();
    startClock();
    const std::stop_callback onHalt(stopToken(), [this] { m_parker.stop(); });
    const TimeLimit limit(timeout ? std::optional(wallAt(TraceTime(*timeout))) : std::nullopt, [this] { halt(); });
    for (std::size_t next = 0; next < tasks().size() && !m_parker.stopped(); ++next) {
        Task& task = tasks()[next];
        if (task.started)
            continue;
        task.due = m_due;
        call(task);
        m_due = task.due;
    }
    if (m_deadlocked)
        return deadlocked(now());
    if (!m_parker.stopped())
        return completed(now());
    cancelUnfinished(m_thread, TickClock::now());
    return stopped(now(), limit.isOver());
}

/// Runs a task that has not begun, on this thread, to its end or to the stop.
void RealSyncRuntime::call(Task& task) {
    task.started = true;
    set(task, State::Running);
    task.resumePoint.resume();
    if (!task.body->done())
        return;
    record(m_thread, TickClock::now(), task, finalStateOf(task));
    task.ended = true;
    recordWorker(m_thread, TickClock::now(), WorkerId{}, m_workers[WorkerId{}], task, State::Idle);
}

void RealSyncRuntime::set(Task& task, State state, Cause cause) {
    const std::int64_t ticks = TickClock::now();
    record(m_thread, ticks, task, state, cause);
    recordWorker(m_thread, ticks, WorkerId{}, m_workers[WorkerId{}], task, state);
}

bool RealSyncRuntime::begin(Task& task, const Step& step, std::coroutine_handle<>) {
    task.place = m_thread.place(step.label, step.where);
    switch (step.kind) {
    case Step::Kind::Work:
        set(task, State::Running);
        return !spend(m_parker, task, step.duration, true);
    case Step::Kind::Wait:
    case Step::Kind::Block:
        return hold(task, step, [&] { return spend(m_parker, task, step.duration, false); });
    case Step::Kind::Yield:
        return m_parker.stopped();
    case Step::Kind::Park:
        if (std::exchange(task.wakePermit, false))
            return false;
        set(task, State::Blocked, step.cause);
        return deadlock();
    }
    return false;
}

/// The worker is held while `wait` lasts; `wait` says whether the task goes on. As begin().
bool RealSyncRuntime::hold(Task& task, const Step& step, const std::function<bool()>& wait) {
    set(task, State::Blocked, step.cause);
    if (!wait())
        return true;
    set(task, State::Running);
    return false;
}

bool RealSyncRuntime::join(Task& task, Task& target, const Step& step, std::coroutine_handle<>) {
    target.joined = true;
    if (target.ended)
        return false;
    task.place = m_thread.place(step.label, step.where);
    return hold(task, step, [&] {
        target.joiners.push_back(&task);
        if (target.started) // it waits for the end of this very call
            return !deadlock();
        target.due = task.due;
        call(target);
        task.due = target.due;
        return target.ended;
    });
}

/// Nobody else could ever wake the one task that runs: the run ends here.
bool RealSyncRuntime::deadlock() {
    m_deadlocked = !m_parker.stopped();
    halt();
    return true;
}

void RealSyncRuntime::wake(Task& task) { task.wakePermit = true; }

bool RealSyncRuntime::callBlocking(Task& task, const Step& step, std::coroutine_handle<>,
                                   const std::function<void()>& call) {
    task.place = m_thread.place(step.label, step.where);
    return hold(task, step, [&] {
        call();
        catchUp(task);
        return !stopToken().stop_requested();
    });
}

} // namespace simul
