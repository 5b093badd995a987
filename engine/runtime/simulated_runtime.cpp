#include "engine/runtime/simulated_runtime.h"

namespace simul {

namespace {
/// So many tasks and their bodies stay in a processor's own cache.
constexpr std::size_t mostInCache = 1000;
} // namespace

SimulatedRuntime::SimulatedRuntime(Recorder& recorder, Mode mode, const ModeSettings& settings, std::uint64_t seed,
                                   std::stop_token stop)
    : Runtime(recorder, seed, std::move(stop)), m_policy(policyFor(mode, settings)), m_thread(recorder),
      m_workers(m_policy.workers), m_settings(settings) {
    setSharesMemory(m_policy.sharesMemory);
    recorder.setInterleaving(interleavingOf(mode));
    m_polling.next = TraceTime(m_policy.pollInterval);
    for (std::uint32_t index = 0; index < m_policy.workers; ++index)
        recorder.addWorker(WorkerId(index), {workerName(mode, settings, index, m_policy.workers)});
}

void SimulatedRuntime::enqueue(Task& task, Task*) {
    ++m_unfinished;
    makeReady(task, {CauseKind::Worker});
    m_outgrowsCache = tasks().size() > mostInCache;
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
        if (takeCancel(task)) [[unlikely]]
            return false;
        leave(task, m_policy.waitingIsBlocked ? State::Blocked : State::Waiting, step.cause, m_policy.waitHoldsWorker);
        wait(task, step.duration);
        return true;
    case Step::Kind::Offload:
        if (m_policy.helpers > 0) {
            leave(task, State::Waiting, step.cause, false);
            handToHelper(task, step.duration);
            return true;
        }
        [[fallthrough]];
    case Step::Kind::Block:
        leave(task, State::Blocked, step.cause, m_policy.blockHoldsWorker);
        task.timer = m_timers.push(m_now + step.duration, task.id);
        return true;
    case Step::Kind::Yield:
        if (takeCancel(task) || !m_policy.yieldLetsOthersGo)
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

bool SimulatedRuntime::parkForEnd(Task& task, Task& target, const Step& step, std::coroutine_handle<> caller) {
    begin(task, step, caller);
    if (m_policy.startsWhenCalled && !target.started && target.caller == nullptr) {
        target.caller = &task;
        target.worker = task.worker;
        target.holdsWorker = true;
        m_next.push_back(&target);
    }
    return true;
}

void SimulatedRuntime::wake(Task& task, const Task*) {
    if (task.state != State::Waiting && task.state != State::Blocked)
        task.wakePermit = true;
    else if (task.holdsWorker)
        m_next.push_back(&task);
    else
        makeReady(task, {CauseKind::Worker});
}

void SimulatedRuntime::wait(Task& task, Duration duration) {
    task.interruptible = true;
    task.timer = m_timers.push(m_now + duration, task.id);
    if (m_policy.pollInterval > Duration::zero() && m_polling.waiting++ == 0)
        m_polling.next = nextMultiple(m_policy.pollInterval);
}

void SimulatedRuntime::interrupt(Task& task) {
    if (std::erase(m_polling.unnoticed, &task) == 0) {
        task.timer = ~task.timer; // no longer that one's
        ++m_staleTimers;
    }
    m_polling.waiting -= m_policy.pollInterval > Duration::zero();
    wake(task);
}

bool SimulatedRuntime::callBlocking(Task&, const Step&, std::coroutine_handle<>, const std::function<void()>&) {
    assert(false && "nothing blocks for real on the simulated clock");
    return false;
}

/// A task that was resumed is recorded as Running when it says what it does next, so that one slice tells both.
inline void SimulatedRuntime::enterRunning(Task& task) {
    if (task.state == State::Running)
        return;
    setBoth(task, State::Running);
}

inline void SimulatedRuntime::work(Task& task, Duration duration) {
    setBoth(task, State::Running);
    continueWork(task, duration);
}

inline void SimulatedRuntime::leave(Task& task, State state, Cause cause, bool holdsWorker) {
    enterRunning(task);
    if (holdsWorker) {
        setBoth(task, State::Blocked, cause);
    } else {
        setState(task, state, cause);
        release(task);
    }
}

inline void SimulatedRuntime::makeReady(Task& task, Cause cause) {
    setState(task, State::Ready, cause);
    m_ready.push(task);
}

inline void SimulatedRuntime::release(Task& task) {
    task.holdsWorker = false;
    if (m_released != None)
        m_workers.giveBack(m_released);
    m_released = task.worker;
}

// ---- what the clock and the queue of ready tasks bring

Ending SimulatedRuntime::run(std::optional<Duration> timeout) {
    const TraceTime limit = timeout ? TraceTime(*timeout) : TraceTime::max();
    while (dispatch()) {
        if (!hasOnlyTimers()) [[unlikely]] {
            const std::optional<TraceTime> next = nextTime();
            if (!next || (m_unfinished == 0 && !hasDelayed()))
                return end();
            if (!moveTo(*next, limit))
                return cancelAll(true);
            fireNext();
            continue;
        }
        if (m_timers.empty())
            return end();
        const TimerQueue::Timer timer = m_timers.pop();
        if (!moveTo(timer.at, limit))
            return cancelAll(true);
        if (m_outgrowsCache)
            prefetchFired();
        fire(tasks()[timer.task().value]);
    }
    return isDeadlocked() ? end() : cancelAll(false);
}

/// Nearly always: then the next timer is what happens next.
inline bool SimulatedRuntime::hasOnlyTimers() const {
    return m_staleTimers == 0 && m_policy.pollInterval == Duration::zero() && alarms().empty();
}

/// It is `time` now, or the limit if that comes first: then false.
inline bool SimulatedRuntime::moveTo(TraceTime time, TraceTime limit) {
    if (time == m_now)
        return true;
    recordIdle();
    m_now = std::min(time, limit);
    return time <= limit;
}

/// When something happens next, timers, alarms or looks; none if nothing ever will.
std::optional<TraceTime> SimulatedRuntime::nextTime() {
    while (m_staleTimers > 0 && !m_timers.empty() &&
           tasks()[m_timers.earliest().task().value].timer != m_timers.earliest().number()) {
        m_timers.pop();
        --m_staleTimers;
    }
    std::optional<TraceTime> next = alarms().next();
    const auto include = [&](TraceTime at) { next = next ? std::min(*next, at) : at; };
    if (!m_timers.empty())
        include(m_timers.earliest().at);
    if (const auto look = m_polling.nextLook())
        include(*look);
    return next;
}

/// What is due now, one thing: timers first, so that what ends just in time is not too late.
void SimulatedRuntime::fireNext() {
    if (!m_timers.empty() && m_timers.earliest().at == m_now)
        fire(tasks()[m_timers.pop().task().value]);
    else if (m_polling.nextLook() == m_now)
        poll();
    else
        alarms().fire(m_now);
}

/// Runs whoever can run now; false if the run is to end.
inline bool SimulatedRuntime::dispatch() {
    while (true) {
        if (stopRequested() || isDeadlocked())
            return false;
        if (!m_next.empty()) {
            resume(*m_next.pop_front());
        } else if (!m_ready.empty() && (m_released != None || m_workers.anyFree()) && !m_polling.comesFirst(m_now)) {
            Task* task = m_ready.pop();
            if (m_outgrowsCache)
                prefetchReady();
            if (!m_policy.startsWhenCalled || (!task->started && task->caller == nullptr))
                start(*task);
        } else {
            if (m_released != None)
                m_workers.giveBack(std::exchange(m_released, None));
            if (!m_polling.isDue || !m_workers.anyFree())
                return true;
            look();
        }
    }
}

/// With many tasks each lies in memory that was last touched long ago: fetch those whose turn comes soon.
inline void SimulatedRuntime::prefetchReady() const {
    constexpr std::size_t line = 64;
    if (Task* const* later = m_ready.ahead(8)) {
        __builtin_prefetch(*later);
    }
    if (Task* const* next = m_ready.ahead(4)) {
        const auto* frame = static_cast<const char*>((*next)->resumePoint.address());
        for (std::size_t offset = 0; offset < 4 * line; offset += line)
            __builtin_prefetch(frame + offset);
    }
}

inline void SimulatedRuntime::prefetchFired() {
    if (const TimerQueue::Timer* later = m_timers.upcoming(4))
        __builtin_prefetch(&tasks()[later->task().value]);
}

inline void SimulatedRuntime::fire(Task& task) {
    const bool isAtWork = task.state == State::Running;
    if (isAtWork && task.workLeft > Duration::zero()) {
        if (m_ready.empty()) {
            continueWork(task, task.workLeft);
        } else {
            release(task);
            makeReady(task, {CauseKind::Preempted});
        }
        return;
    }
    if (!m_helpers.busy.empty() && m_helpers.busy.contains(task.id.value))
        endOffloaded(task);
    if (isAtWork || task.holdsWorker) {
        task.interruptible = false;
        resume(task);
    } else if (task.interruptible && m_policy.pollInterval > Duration::zero()) {
        m_polling.unnoticed.push_back(&task);
    } else {
        task.interruptible = false;
        makeReady(task, {CauseKind::Worker});
    }
}

inline void SimulatedRuntime::continueWork(Task& task, Duration left) {
    const bool isWhole = m_policy.quantum == Duration::zero() || left <= m_policy.quantum;
    const Duration part = isWhole ? left : m_policy.quantum;
    task.workLeft = left - part;
    task.timer = m_timers.push(m_now + part, task.id);
}

/// Gives a ready task a worker.
inline void SimulatedRuntime::start(Task& task) {
    const WorkerId released = std::exchange(m_released, None);
    if (released != None && !m_workers.anyFree()) {
        task.worker = released; // the only one there is: no need to put it among the free first
    } else {
        if (released != None)
            m_workers.giveBack(released);
        task.worker = m_workers.take(task);
    }
    task.holdsWorker = true;
    const WorkerSet::Worker& worker = m_workers[task.worker];
    if (m_policy.switchCost > Duration::zero() && worker.last != nullptr && worker.last != &task) {
        if (worker.state != State::Idle)
            setWorker(task.worker, task, State::Idle);
        task.timer = m_timers.push(m_now + m_policy.switchCost, task.id);
    } else {
        resume(task);
    }
}

inline void SimulatedRuntime::resume(Task& task) {
    m_workers[task.worker].last = &task;
    if (!task.started && isDropped(task)) {
        finish(task);
        return;
    }
    task.started = true;
    if (task.workLeft > Duration::zero()) {
        work(task, task.workLeft);
        return;
    }
    noteInterrupted(task);
    task.resumePoint.resume();
    if (task.body->done())
        finish(task);
}

void SimulatedRuntime::finish(Task& task) {
    if (task.started)
        enterRunning(task);
    setState(task, finalStateOf(task));
    --m_unfinished;
    if (task.caller == nullptr)
        release(task);
    announceEnd(task);
}

/// Before the clock moves on: a worker that was freed and at once taken again was never idle.
inline void SimulatedRuntime::recordIdle() {
    m_workers.forEachNewlyIdle(
        [this](WorkerId id, const WorkerSet::Worker& worker) { setWorker(id, *worker.last, State::Idle); });
}

inline bool SimulatedRuntime::stopRequested() {
    constexpr std::uint32_t stepsPerLook = 256;
    return ++m_steps % stepsPerLook == 0 && stopToken().stop_requested();
}

Ending SimulatedRuntime::end() {
    recordIdle();
    if (m_policy.pollInterval > Duration::zero()) {
        recorder().addMeasure({"checks", Measure::Kind::Count, {}, m_polling.looks});
        recorder().addMeasure({"wasted checks", Measure::Kind::Count, {}, m_polling.wasted});
    }
    return m_unfinished == 0 ? completed(m_now) : deadlocked(m_now, m_thread, ticks());
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
