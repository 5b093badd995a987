#include "engine/runtime/real_sync_runtime.h"

#include "engine/runtime/time_limit.h"

namespace simul {

RealSyncRuntime::RealSyncRuntime(Recorder& recorder, const ModeSettings& settings, std::uint64_t seed, double scale,
                                 std::stop_token stop)
    : RealRuntime(recorder, settings, seed, scale, std::move(stop)), m_thread(recorder) {
    recorder.setInterleaving(interleavingOf(Mode::Sync));
    recorder.addWorker(WorkerId{}, {workerName(Mode::Sync, settings, 0, 1)});
}

void RealSyncRuntime::enqueue(Task& task, Task*) {
    record(m_thread, ticksNow(), task, State::Ready, {CauseKind::Worker});
    m_ready.push(task);
}

Ending RealSyncRuntime::run(std::optional<Duration> timeout) {
    wantExactTimers();
    startClock();
    const std::stop_callback onHalt(stopToken(), [this] { m_parker.stop(); });
    const TimeLimit limit(timeout ? std::optional(wallAt(TraceTime(*timeout))) : std::nullopt, [this] { halt(); });
    while (!m_parker.stopped()) {
        if (m_ready.empty()) {
            if (!hasDelayed() || !sleepToAlarm())
                break;
            continue;
        }
        Task& task = *m_ready.pop();
        if (task.started || task.caller != nullptr)
            continue;
        task.due = std::max(task.due, m_due);
        call(task);
        m_due = task.due;
    }
    if (m_deadlocked || isDeadlocked())
        return deadlocked(now(), m_thread, ticksNow());
    if (!m_parker.stopped())
        return completed(now());
    cancelUnfinished(m_thread, ticksNow());
    return stopped(now(), limit.isOver());
}

/// Runs a task that has not begun, on this thread, to its end or to the stop.
void RealSyncRuntime::call(Task& task) {
    if (!isDropped(task)) {
        task.started = true;
        set(task, State::Running);
        task.resumePoint.resume();
        if (!task.body->done())
            return;
    }
    record(m_thread, ticksNow(), task, finalStateOf(task));
    announceEnd(task);
    if (task.started)
        recordWorker(m_thread, ticksNow(), WorkerId{}, m_workers[WorkerId{}], task, State::Idle);
}

void RealSyncRuntime::set(Task& task, State state, Cause cause) {
    const std::int64_t ticks = ticksNow();
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
        if (!enterWait(task))
            return false;
        return hold(task, step, [&] {
            const bool goesOn = sleep(task, step.duration);
            leaveWait(task);
            return goesOn;
        });
    case Step::Kind::Offload:
    case Step::Kind::Block:
        return hold(task, step, [&] { return sleep(task, step.duration); });
    case Step::Kind::Yield:
        takeCancel(task);
        return m_parker.stopped();
    case Step::Kind::Park:
        if (std::exchange(task.wakePermit, false))
            return false;
        return hold(task, step, [&] { return park(task); });
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

/// Until its story says that `duration` is over, or a cancel interrupts it; false if stopped. Alarms ring meanwhile.
bool RealSyncRuntime::sleep(Task& task, Duration duration) {
    const WallTime end = plan(task, duration);
    while (!task.interrupted) {
        const std::optional<TraceTime> alarm = alarms().next();
        if (!alarm || wallAt(*alarm) >= end)
            return m_parker.sleepUntil(end);
        if (!sleepToAlarm())
            return false;
    }
    endEarly(task);
    noteInterrupted(task);
    return true;
}

/// Until the next alarm has rung; false if stopped.
bool RealSyncRuntime::sleepToAlarm() {
    const TraceTime alarm = *alarms().next();
    if (!m_parker.sleepUntil(wallAt(alarm)))
        return false;
    alarms().fire(std::max(alarm, now()));
    return true;
}

/// Until an alarm wakes it: nobody else could. Without one to come the run ends here.
bool RealSyncRuntime::park(Task& task) {
    while (!std::exchange(task.wakePermit, false)) {
        if (!alarms().next()) {
            m_deadlocked = !m_parker.stopped();
            halt();
            return false;
        }
        if (!sleepToAlarm())
            return false;
    }
    catchUp(task);
    return true;
}

bool RealSyncRuntime::parkForEnd(Task& task, Task& target, const Step& step, std::coroutine_handle<>) {
    task.place = m_thread.place(step.label, step.where);
    if (target.started) // it waits for the end of this very call
        return begin(task, step, {});
    return hold(task, step, [&] {
        target.caller = &task;
        target.due = task.due;
        call(target);
        task.due = target.due;
        task.wakePermit = false; // it was not parked
        return target.ended;
    });
}

void RealSyncRuntime::wake(Task& task, const Task*) { task.wakePermit = true; }

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
