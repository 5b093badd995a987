#pragma once

#include "engine/runtime/policy.h"
#include "engine/runtime/ready_queue.h"
#include "engine/runtime/runtime.h"
#include "engine/runtime/timer_queue.h"

#include <unordered_map>

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
    void wake(Task& task, const Task* by = nullptr) override;
    bool callBlocking(Task& task, const Step& step, std::coroutine_handle<> caller,
                      const std::function<void()>& call) override;
    bool startsWhenCalled() const override { return m_policy.startsWhenCalled; }

protected:
    ThreadRecorder& recorderOf(Task*) override { return m_thread; }
    std::int64_t ticksNow() const override { return ticks(); }
    void enqueue(Task& task, Task* by) override;
    void interrupt(Task& task) override;
    bool parkForEnd(Task& task, Task& target, const Step& step, std::coroutine_handle<> caller) override;
    void stopForDeadlock() override {} ///< the loop looks

private:
    /// The first multiple of `interval` that is still to come.
    TraceTime nextMultiple(Duration interval) const {
        return TraceTime((m_now.time_since_epoch() / interval + 1) * interval);
    }
    std::int64_t ticks() const { return m_now.time_since_epoch().count(); }
    void setState(Task& task, State state, Cause cause = {}) { record(m_thread, ticks(), task, state, cause); }
    void setBoth(Task& task, State state, Cause cause = {}) {
        recordWithWorker(m_thread, ticks(), task, m_workers[task.worker], state, cause);
    }
    void setWorker(WorkerId id, const Task& task, State state) {
        recordWorker(m_thread, ticks(), id, m_workers[id], task, state);
    }

    // What a task asks for.
    void enterRunning(Task& task);
    void work(Task& task, Duration duration);
    void leave(Task& task, State state, Cause cause, bool holdsWorker);
    void makeReady(Task& task, Cause cause);
    void release(Task& task);

    void wait(Task& task, Duration duration);
    void handToHelper(Task& task, Duration duration);
    void startOffloaded(Task& task, Duration duration, std::uint32_t helper);
    void endOffloaded(Task& task);

    // What the clock and the queue of ready tasks bring.
    void continueWork(Task& task, Duration left);
    void fire(Task& task);
    bool dispatch();
    void prefetchReady() const;
    void prefetchFired();
    void start(Task& task);
    void resume(Task& task);
    void finish(Task& task);
    void poll();
    void look();
    void notice();
    bool hasOnlyTimers() const;
    bool moveTo(TraceTime time, TraceTime limit);
    std::optional<TraceTime> nextTime();
    void fireNext();
    void recordIdle();
    bool stopRequested();
    Ending end();
    Ending cancelAll(bool byTimeLimit);

    /// The helper threads of offloaded calls, made when they are needed first.
    struct Helpers {
        std::vector<WorkerSet::Worker> lanes;
        std::vector<std::uint32_t> free;
        std::deque<std::pair<Task*, Duration>> line;
        std::unordered_map<std::uint32_t, std::uint32_t> busy; ///< task to helper
    };
    /// In polling: what the worker does not know yet, and its looks.
    struct Polling {
        std::vector<Task*> unnoticed; ///< tasks whose waits are over
        std::size_t waiting = 0;      ///< tasks in a wait, those included
        TraceTime next;               ///< look
        std::optional<TraceTime> lookEnds;
        bool isDue = false;           ///< as soon as the worker is free
        Task looker;                  ///< stands for the look where a task is asked for
        std::int64_t looks = 0;
        std::int64_t wasted = 0;

        std::optional<TraceTime> nextLook() const;
        /// Whether the look comes before those who are ready: if it is due, also if that is now and not yet noticed.
        bool comesFirst(TraceTime now) const { return isDue || (waiting > 0 && !lookEnds && next <= now); }
    };

    const Policy m_policy;
    ThreadRecorder m_thread;
    TraceTime m_now;
    TimerQueue m_timers;
    std::size_t m_staleTimers = 0; ///< of waits that were interrupted
    ReadyQueue m_ready;
    Ring<Task*> m_next; ///< hold a worker and go on at once, before anybody who is Ready
    WorkerSet m_workers;
    Helpers m_helpers;
    Polling m_polling;
    const ModeSettings m_settings;
    static constexpr WorkerId None{~std::uint32_t{0}};
    WorkerId m_released = None; ///< by the task that ran last, for the next one: not yet among the free
    std::size_t m_unfinished = 0;
    std::uint32_t m_steps = 0;
    bool m_outgrowsCache = false; ///< so many tasks that each is fetched from memory in time
};

} // namespace simul
