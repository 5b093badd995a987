#include "engine/runtime/real_loop_runtime.h"

#include "engine/runtime/time_limit.h"

namespace simul {

RealLoopRuntime::RealLoopRuntime(Recorder& recorder, const ModeSettings& settings, std::uint64_t seed, double scale,
                                 std::stop_token stop)
    : RealRuntime(recorder, settings, seed, scale, std::move(stop)), m_thread(recorder),
      m_helpers(recorder, WorkerId(1U), settings.workers) {
    recorder.setInterleaving(interleavingOf(Mode::Coroutines));
    recorder.addWorker(WorkerId{}, {workerName(Mode::Coroutines, settings, 0, 1)});
}

void RealLoopRuntime::enqueue(Task& task, Task*) {
    ++m_unfinished;
    makeReady(task, now(), {CauseKind::Worker});
}

Ending RealLoopRuntime::run(std::optional<Duration> timeout) {
    wantExactTimers();
    startClock();
    m_ownThread = std::this_thread::get_id();
    alarmsChanged();
    const std::stop_callback onHalt(stopToken(), [this] {
        m_parker.stop();
        m_helpers.stop();
        m_loop.wakeUp();
    });
    const TimeLimit limit(timeout ? std::optional(wallAt(TraceTime(*timeout))) : std::nullopt, [this] { halt(); });
    while ((m_unfinished > 0 || hasDelayed()) && !m_parker.stopped() && !isDeadlocked()) {
        if (!m_ready.empty()) {
            resume(*m_ready.pop());
            m_loop.runOnce(false);
        } else {
            WorkerSet::Worker& worker = m_workers[WorkerId{}];
            if (worker.state != State::Idle)
                recordWorker(m_thread, ticksNow(), WorkerId{}, worker, *worker.last, State::Idle);
            if (!canGoOn())
                break;
            m_loop.runOnce(true);
        }
        takeWoken();
    }
    const TraceTime end = now();
    m_helpers.stop();
    if (m_unfinished == 0 && !hasDelayed())
        return completed(end);
    if (!m_parker.stopped())
        return deadlocked(end, m_thread, ticksNow());
    cancelUnfinished(m_thread, ticksNow());
    return stopped(end, limit.isOver());
}

void RealLoopRuntime::set(Task& task, State state, Cause cause) {
    const std::int64_t ticks = ticksNow();
    record(m_thread, ticks, task, state, cause);
    if (state == State::Running || state == State::Blocked)
        recordWorker(m_thread, ticks, WorkerId{}, m_workers[WorkerId{}], task, state);
}

bool RealLoopRuntime::begin(Task& task, const Step& step, std::coroutine_handle<> caller) {
    task.resumePoint = caller;
    task.place = m_thread.place(step.label, step.where);
    switch (step.kind) {
    case Step::Kind::Work: {
        set(task, State::Running);
        const bool goesOn = spend(m_parker, task, step.duration, true);
        m_due = task.due;
        return !goesOn;
    }
    case Step::Kind::Wait:
        if (!enterWait(task))
            return false;
        wait(task, step);
        return true;
    case Step::Kind::Offload: {
        const WallTime begin = plan(task, Duration::zero());
        const WallTime::duration length = plan(task, step.duration) - begin;
        startOffloaded(task, step, [begin, length](OffloadPool::Helper& helper) {
            helper.freeSince = std::max(begin, helper.freeSince) + length;
            helper.parker.sleepUntil(helper.freeSince);
        });
        return true;
    }
    case Step::Kind::Block:
        return block(task, step, [&] { return spend(m_parker, task, step.duration, false); });
    case Step::Kind::Yield:
        if (takeCancel(task))
            return false;
        makeReady(task, now(), step.cause);
        return true;
    case Step::Kind::Park:
        if (std::exchange(task.wakePermit, false))
            return m_parker.stopped();
        set(task, State::Waiting, step.cause);
        return true;
    }
    return false;
}

void RealLoopRuntime::wait(Task& task, const Step& step) {
    set(task, State::Waiting, step.cause);
    task.due += step.duration;
    m_waits[task.id.value] = m_loop.callAt(wallAt(task.due), [this, &task] {
        leaveWait(task);
        // While the loop was held nobody noticed; the wait was over all the same.
        makeReady(task, std::min(task.due, now()), {CauseKind::Worker});
    });
}

void RealLoopRuntime::interrupt(Task& task) {
    m_loop.cancel(m_waits[task.id.value]);
    endEarly(task);
    makeReady(task, now(), {CauseKind::Worker});
}

/// One timer of the loop stands for all alarms. They are set by tasks, so on the loop's thread, or before it runs.
void RealLoopRuntime::alarmsChanged() {
    if (m_alarm)
        m_loop.cancel(*m_alarm);
    m_alarm.reset();
    if (const std::optional<TraceTime> next = alarms().next()) {
        m_alarm = m_loop.callAt(wallAt(*next), [this, at = *next] {
            alarms().fire(std::max(at, now()));
            alarmsChanged();
        });
    }
}

/// Whether anything can still happen when nobody is ready.
bool RealLoopRuntime::canGoOn() {
    const std::lock_guard lock(m_wokenMutex);
    return m_loop.hasWork() || m_offloaded > 0 || !m_woken.empty();
}

/// Holds the loop while `call` lasts; `call` says whether the task goes on. As begin().
bool RealLoopRuntime::block(Task& task, const Step& step, const std::function<bool()>& call) {
    set(task, State::Blocked, step.cause);
    const bool goesOn = call();
    m_due = task.due;
    if (goesOn)
        set(task, State::Running);
    return !goesOn;
}

bool RealLoopRuntime::callBlocking(Task& task, const Step& step, std::coroutine_handle<> caller,
                                   const std::function<void()>& call) {
    task.resumePoint = caller;
    task.place = m_thread.place(step.label, step.where);
    return block(task, step, [&] {
        call();
        catchUp(task);
        return !stopToken().stop_requested();
    });
}

bool RealLoopRuntime::offload(Task& task, const Step& step, std::coroutine_handle<> caller,
                              const std::function<void()>& call) {
    task.resumePoint = caller;
    task.place = m_thread.place(step.label, step.where);
    startOffloaded(task, step, [call](OffloadPool::Helper&) { call(); });
    return true;
}

void RealLoopRuntime::startOffloaded(Task& task, const Step& step, OffloadPool::Call call) {
    set(task, State::Waiting, step.cause);
    {
        const std::lock_guard lock(m_wokenMutex);
        ++m_offloaded;
    }
    m_helpers.run(task, std::move(call), [this, &task] {
        {
            const std::lock_guard lock(m_wokenMutex);
            --m_offloaded;
            m_woken.push_back(&task);
        }
        m_loop.wakeUp();
    });
}

void RealLoopRuntime::wake(Task& task, const Task* by) {
    if (std::this_thread::get_id() == m_ownThread) {
        if (task.state != State::Waiting) {
            task.wakePermit = true;
            return;
        }
        if (by)
            task.due = std::max(task.due, by->due);
        else
            catchUp(task);
        makeReady(task, now(), {CauseKind::Worker});
        return;
    }
    {
        const std::lock_guard lock(m_wokenMutex);
        m_woken.push_back(&task);
    }
    m_loop.wakeUp();
}

void RealLoopRuntime::takeWoken() {
    std::vector<Task*> woken;
    {
        const std::lock_guard lock(m_wokenMutex);
        woken.swap(m_woken);
    }
    for (Task* task : woken)
        wake(*task);
}

void RealLoopRuntime::makeReady(Task& task, TraceTime since, Cause cause) {
    record(m_thread, ticksAt(since), task, State::Ready, cause);
    m_ready.push(task);
}

void RealLoopRuntime::resume(Task& task) {
    task.due = std::max(task.due, m_due);
    m_workers[WorkerId{}].last = &task;
    if (!task.started && isDropped(task)) {
        finish(task);
        return;
    }
    task.started = true;
    set(task, State::Running);
    noteInterrupted(task);
    task.resumePoint.resume();
    if (task.body->done())
        finish(task);
}

void RealLoopRuntime::finish(Task& task) {
    record(m_thread, ticksNow(), task, finalStateOf(task));
    --m_unfinished;
    announceEnd(task);
}

} // namespace simul
