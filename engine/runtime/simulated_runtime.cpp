#include "engine/runtime/simulated_runtime.h"

namespace simul {

SimulatedRuntime::SimulatedRuntime(Recorder& recorder, Mode mode, const ModeSettings& settings, std::uint64_t seed,
                                   std::stop_token stop)
    : Runtime(recorder, seed, std::move(stop)), m_policy(policyFor(mode, settings)), m_thread(recorder),
      m_workers(m_policy.workers) {
    for (std::uint32_t index = 0; index < m_policy.workers; ++index)
        recorder.addWorker(WorkerId(index), {workerName(mode, settings, index, m_policy.workers)});
}

Task& SimulatedRuntime::spawn(Task* parent, std::string name, std::function<Activity<>(Task&)> body) {
    Task& task = addTask(parent, std::move(name), body, m_thread, ticks());
    ++m_unfinished;
    m_ready.push_back(&task);
    return task;
}

// ---- what a task asks for

bool SimulatedRuntime::begin(Task& task, const Step& step, std::coroutine_handle<> caller) {
    task.resumePoint = caller;
    task.place = m_thread.place(step.label, step.where);
    switch (step.kind) {
    case Step::Kind::Work:
        work(task, step.duration);
        return true;
    case Step::Kind::Wait:
        leave(task, m_policy.waitingIsBlocked ? State::Blocked : State::Waiting, step.cause, m_policy.waitHoldsWorker);
        m_timers.push(m_now + step.duration, task.id);
        return true;
    case Step::Kind::Block:
        leave(task, State::Blocked, step.cause, m_policy.blockHoldsWorker);
        m_timers.push(m_now + step.duration, task.id);
        return true;
    case Step::Kind::Yield:
        if (!m_policy.yieldLetsOthersGo)
            return false;
        enterRunning(task);
        release(task);
        makeReady(task, step.cause);
        return true;
    case Step::Kind::Park:
        if (std::exchange(task.wakePermit, false))
            return false;
        leave(task, m_policy.waitingIsBlocked ? State::Blocked : State::Waiting, step.cause, m_policy.waitHoldsWorker);
        return true;
    }
    return false;
}

bool SimulatedRuntime::join(Task& task, Task& target, const Step& step, std::coroutine_handle<> caller) {
    target.joined = true;
    if (target.ended)
        return false;
    target.joiners.push_back(&task);
    begin(task, step, caller);
    if (m_policy.startsWhenCalled && !target.started) {
        target.started = true;
        target.caller = &task;
        target.worker = task.worker;
        target.holdsWorker = true;
        m_next.push_back(&target);
    }
    return true;
}

void SimulatedRuntime::wake(Task& task) {
    if (task.state != State::Waiting && task.state != State::Blocked)
        task.wakePermit = true;
    else if (task.holdsWorker)
        m_next.push_back(&task);
    else
        makeReady(task, {CauseKind::Worker});
}

bool SimulatedRuntime::callBlocking(Task&, const Step&, std::coroutine_handle<>, const std::function<void()>&) {
    assert(false && "nothing blocks for real on the simulated clock");
    return false;
}

/// A task that was resumed is recorded as Running when it says what it does next, so that one slice tells both.
void SimulatedRuntime::enterRunning(Task& task) {
    if (task.state == State::Running)
        return;
    setState(task, State::Running);
    setWorker(task.worker, task, State::Running);
}

void SimulatedRuntime::work(Task& task, Duration duration) {
    setState(task, State::Running);
    setWorker(task.worker, task, State::Running);
    task.workLeft = duration;
    continueWork(task);
}

void SimulatedRuntime::leave(Task& task, State state, Cause cause, bool holdsWorker) {
    enterRunning(task);
    setState(task, state, cause);
    if (holdsWorker)
        setWorker(task.worker, task, State::Blocked);
    else
        release(task);
}

void SimulatedRuntime::makeReady(Task& task, Cause cause) {
    setState(task, State::Ready, cause);
    m_ready.push_back(&task);
}

void SimulatedRuntime::release(Task& task) {
    task.holdsWorker = false;
    if (m_released)
        m_workers.giveBack(*m_released);
    m_released = task.worker;
}

// ---- what the clock and the queue of ready tasks bring

Ending SimulatedRuntime::run(std::optional<Duration> timeout) {
    while (dispatch()) {
        if (m_timers.empty()) {
            recordIdle();
            return m_unfinished == 0 ? completed(m_now) : deadlocked(m_now);
        }
        const TraceTime next = m_timers.earliest().at;
        if (timeout && next > TraceTime(*timeout)) {
            recordIdle();
            m_now = TraceTime(*timeout);
            return cancelAll(true);
        }
        if (next != m_now) {
            recordIdle();
            m_now = next;
        }
        Task& task = tasks()[m_timers.pop().task().value];
        if (const TimerQueue::Timer* later = m_timers.upcoming(4))
            __builtin_prefetch(&tasks()[later->task().value]);
        fire(task);
    }
    return cancelAll(false);
}

/// Runs whoever can run now; false if a stop was requested.
bool SimulatedRuntime::dispatch() {
    while (true) {
        if (stopRequested())
            return false;
        if (!m_next.empty()) {
            resume(*m_next.pop_front());
        } else if (!m_ready.empty() && (m_released || m_workers.anyFree())) {
            Task* task = m_ready.pop_front();
            prefetchReady();
            if (!m_policy.startsWhenCalled || !task->started)
                start(*task);
        } else {
            if (m_released)
                m_workers.giveBack(*std::exchange(m_released, std::nullopt));
            return true;
        }
    }
}

/// With many tasks each lies in memory that was last touched long ago: fetch those whose turn comes soon.
void SimulatedRuntime::prefetchReady() const {
    constexpr std::size_t line = 64;
    if (Task* const* later = m_ready.ahead(8)) {
        __builtin_prefetch(*later);
        __builtin_prefetch(reinterpret_cast<const char*>(*later) + line);
    }
    if (Task* const* next = m_ready.ahead(4)) {
        const auto* frame = static_cast<const char*>((*next)->resumePoint.address());
        for (std::size_t offset = 0; offset < 4 * line; offset += line)
            __builtin_prefetch(frame + offset);
    }
}

void SimulatedRuntime::fire(Task& task) {
    const bool isAtWork = task.state == State::Running;
    if (isAtWork && task.workLeft > Duration::zero()) {
        if (m_ready.empty()) {
            continueWork(task);
        } else {
            release(task);
            makeReady(task, {CauseKind::Preempted});
        }
    } else if (isAtWork || task.holdsWorker) {
        resume(task);
    } else {
        makeReady(task, {CauseKind::Worker});
    }
}

void SimulatedRuntime::continueWork(Task& task) {
    const bool isWhole = m_policy.quantum == Duration::zero() || task.workLeft <= m_policy.quantum;
    const Duration part = isWhole ? task.workLeft : m_policy.quantum;
    task.workLeft -= part;
    m_timers.push(m_now + part, task.id);
}

/// Gives a ready task a worker.
void SimulatedRuntime::start(Task& task) {
    const std::optional<WorkerId> released = std::exchange(m_released, std::nullopt);
    if (released && !m_workers.anyFree()) {
        task.worker = *released; // the only one there is: no need to put it among the free first
    } else {
        if (released)
            m_workers.giveBack(*released);
        task.worker = m_workers.take(task);
    }
    task.holdsWorker = true;
    const WorkerSet::Worker& worker = m_workers[task.worker];
    if (m_policy.switchCost > Duration::zero() && worker.last != nullptr && worker.last != &task) {
        if (worker.state != State::Idle)
            setWorker(task.worker, task, State::Idle);
        m_timers.push(m_now + m_policy.switchCost, task.id);
    } else {
        resume(task);
    }
}

void SimulatedRuntime::resume(Task& task) {
    task.started = true;
    m_workers[task.worker].last = &task;
    if (task.workLeft > Duration::zero()) {
        work(task, task.workLeft);
        return;
    }
    task.resumePoint.resume();
    if (task.body->done())
        finish(task);
}

void SimulatedRuntime::finish(Task& task) {
    enterRunning(task);
    setState(task, finalStateOf(task));
    task.ended = true;
    --m_unfinished;
    if (task.caller == nullptr)
        release(task);
    for (Task* joiner : task.joiners) {
        recorder().addLink({m_now, task.id, joiner->id, LinkKind::Wake});
        wake(*joiner);
    }
}

/// Before the clock moves on: a worker that was freed and at once taken again was never idle.
void SimulatedRuntime::recordIdle() {
    m_workers.forEachNewlyIdle(
        [this](WorkerId id, const WorkerSet::Worker& worker) { setWorker(id, *worker.last, State::Idle); });
}

bool SimulatedRuntime::stopRequested() {
    constexpr std::uint32_t stepsPerLook = 256;
    return ++m_steps % stepsPerLook == 0 && stopToken().stop_requested();
}

Ending SimulatedRuntime::cancelAll(bool byTimeLimit) {
    for (std::uint32_t index = 0; index < m_workers.count(); ++index) {
        const WorkerSet::Worker& worker = m_workers[WorkerId(index)];
        if (worker.state != State::Idle)
            setWorker(WorkerId(index), *worker.last, State::Idle);
    }
    cancelUnfinished(m_thread, ticks());
    return stopped(m_now, byTimeLimit);
}

} // namespace simul
