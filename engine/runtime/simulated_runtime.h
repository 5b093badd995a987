#pragma once

#include "engine/runtime/policy.h"
#include "engine/runtime/runtime.h"
#include "engine/runtime/timer_queue.h"

namespace simul {

/// A discrete-event simulation of any mode: one class, the mode is its policy. Deterministic: the same tasks, policy
/// and seed give the same trace bit for bit. Single-threaded; only the stop may come from elsewhere.
class SimulatedRuntime final : public Runtime {
public:
    SimulatedRuntime(Recorder& recorder, Mode mode, const ModeSettings& settings, std::uint64_t seed,
                     std::stop_token stop);

    Ending run(std::optional<Duration> timeout) override;
    ClockKind clock() const override { return ClockKind::Simulated; }
    TraceTime now() const override { return m_now; }
    bool begin(Task& task, const Step& step, std::coroutine_handle<> caller) override;
    bool join(Task& task, Task& target, const Step& step, std::coroutine_handle<> caller) override;
    void wake(Task& task) override;
    Task& spawn(Task* parent, std::string name, std::function<Activity<>(Task&)> body) override;
    bool callBlocking(Task& task, const Step& step, std::coroutine_handle<> caller,
                      const std::function<void()>& call) override;

private:
    std::int64_t ticks() const { return m_now.time_since_epoch().count(); }
    void setState(Task& task, State state, Cause cause = {}) { record(m_thread, ticks(), task, state, cause); }
    void setWorker(WorkerId id, const Task& task, State state) {
        recordWorker(m_thread, ticks(), id, m_workers[id], task, state);
    }

    // What a task asks for.
    void enterRunning(Task& task);
    void work(Task& task, Duration duration);
    void leave(Task& task, State state, Cause cause, bool holdsWorker);
    void makeReady(Task& task, Cause cause);
    void release(Task& task);

    // What the clock and the queue of ready tasks bring.
    void continueWork(Task& task);
    void fire(Task& task);
    bool dispatch();
    void prefetchReady() const;
    void start(Task& task);
    void resume(Task& task);
    void finish(Task& task);
    void recordIdle();
    bool stopRequested();
    Ending cancelAll(bool byTimeLimit);

    const Policy m_policy;
    ThreadRecorder m_thread;
    TraceTime m_now;
    TimerQueue m_timers;
    Ring<Task*> m_ready;
    Ring<Task*> m_next; ///< hold a worker and go on at once, before anybody who is Ready
    WorkerSet m_workers;
    std::optional<WorkerId> m_released; ///< by the task that ran last, for the next one: not yet among the free
    std::size_t m_unfinished = 0;
    std::uint32_t m_steps = 0;
};

} // namespace simul
