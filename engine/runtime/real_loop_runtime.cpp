#include "engine/runtime/real_loop_runtime.h"

#include "engine/runtime/time_limit.h"

namespace simul {

RealLoopRuntime::RealLoopRuntime(Recorder& recorder, const ModeSettings& settings, std::uint64_t seed, double scale,
                                 std::stop_token stop)
    : RealRuntime(recorder, settings, seed, scale, std::move(stop)), m_thread(recorder) {
    recorder.addWorker(WorkerId{}, {workerName(Mode::Coroutines, settings, 0, 1)});
}

Task& RealLoopRuntime::spawn(Task* parent, std::string name, std::function<Activity<>(Task&)> body) {
    Task& task = addTask(parent, std::move(name), body, m_thread, TickClock::now());
    if (parent)
        task.due = parent->due;
    ++m_unfinished;
    m_ready.push_back(&task);
    return task;
}

Ending RealLoopRuntime::run(std::optional<Duration> timeout) {
    wantExactTimers();
    startClock();
    const std::stop_callback onHalt(stopToken(), [this] {
        m_parker.stop();
        m_loop.wakeUp();
    });
    const TimeLimit limit(timeout ? std::optional(wallAt(TraceTime(*timeout))) : std::nullopt, [this] { halt(); });
    while (m_unfinished > 0 && !m_parker.stopped()) {
        if (!m_ready.empty()) {
            Task* task = m_ready.front();
            m_ready.pop_front();
            resume(*task);
            m_loop.runOnce(false);
        } else {
            WorkerSet::Worker& worker = m_workers[WorkerId{}];
            if (worker.state != State::Idle)
                recordWorker(m_thread, TickClock::now(), WorkerId{}, worker, *worker.last, State::Idle);
            const bool canGoOn = m_loop.hasWork();
            if (!canGoOn)
                return deadlocked(now());
            m_loop.runOnce(true);
        }
        takeWoken();
    }
    const TraceTime end = now();
    if (m_unfinished == 0)
        return completed(end);
    cancelUnfinished(m_thread, TickClock::now());
    return stopped(end, limit.isOver());
}

void RealLoopRuntime::set(Task& task, State state, Cause cause) {
    const std::int64_t ticks = TickClock::now();
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
        wait(task, step);
        return true;
    case Step::Kind::Block:
        return block(task, step, [&] { return spend(m_parker, task, step.duration, false); });
    case Step::Kind::Yield:
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
    m_loop.callAt(wallAt(task.due), [this, &task] {
        // While the loop was held nobody noticed; the wait was over all the same.
        makeReady(task, std::min(task.due, now()), {CauseKind::Worker});
    });
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

bool RealLoopRuntime::join(Task& task, Task& target, const Step& step, std::coroutine_handle<> caller) {
    target.joined = true;
    if (target.ended)
        return false;
    target.joiners.push_back(&task);
    return begin(task, step, caller);
}

void RealLoopRuntime::wake(Task& task) {
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
    for (Task* task : woken) {
        if (task->state != State::Waiting) {
            task->wakePermit = true;
            continue;
        }
        catchUp(*task);
        makeReady(*task, now(), {CauseKind::Worker});
    }
}

void RealLoopRuntime::makeReady(Task& task, TraceTime since, Cause cause) {
    record(m_thread, ticksAt(since), task, State::Ready, cause);
    m_ready.push_back(&task);
}

void RealLoopRuntime::resume(Task& task) {
    task.started = true;
    task.due = std::max(task.due, m_due);
    m_workers[WorkerId{}].last = &task;
    set(task, State::Running);
    task.resumePoint.resume();
    if (task.body->done())
        finish(task);
}

void RealLoopRuntime::finish(Task& task) {
    record(m_thread, TickClock::now(), task, finalStateOf(task));
    task.ended = true;
    --m_unfinished;
    for (Task* joiner : task.joiners) {
        recorder().addLink({now(), task.id, joiner->id, LinkKind::Wake});
        joiner->due = std::max(joiner->due, task.due);
        makeReady(*joiner, now(), {CauseKind::Worker});
    }
}

} // namespace simul
