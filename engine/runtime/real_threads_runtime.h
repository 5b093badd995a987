#pragma once

#include "engine/runtime/core_gate.h"
#include "engine/runtime/real_runtime.h"

#include <thread>

namespace simul {

/// A thread of the operating system that runs one task.
class TaskThread {
public:
    Parker parker;
    std::thread thread;
    std::optional<ThreadRecorder> recorder;  ///< made by the thread itself
    WorkerSet::Worker* worker = nullptr;     ///< the lane of the core that it holds
    WorkerSet::Worker own;                   ///< its own lane, where the machine's cores decide
    bool parked = false;                     ///< waits for a wake(); under the runtime's lock
};

/// A thread for each task. `cores` tokens, first come first served, stand for the cores; with `burn` the machine's own
/// cores decide, and each thread has a lane of its own.
class RealThreadsRuntime final : public RealRuntime {
public:
    RealThreadsRuntime(Recorder& recorder, const ModeSettings& settings, std::uint64_t seed, double scale,
                       std::stop_token stop);

    Ending run(std::optional<Duration> timeout) override;
    bool begin(Task& task, const Step& step, std::coroutine_handle<> caller) override;
    bool join(Task& task, Task& target, const Step& step, std::coroutine_handle<> caller) override;
    void wake(Task& task) override;
    Task& spawn(Task* parent, std::string name, std::function<Activity<>(Task&)> body) override;
    bool callBlocking(Task& task, const Step& step, std::coroutine_handle<> caller,
                      const std::function<void()>& call) override;

private:
    // On the task's own thread.
    void live(Task& task);
    void finish(Task& task);
    void abandon(Task& task);
    void set(Task& task, State state, Cause cause = {});
    void setRunning(Task& task);
    bool awayFromCore(Task& task, const Step& step, const std::function<bool()>& wait);
    bool takeCore(Task& task);
    void leaveCore(Task& task);
    bool park(Task& task);
    ThreadRecorder& own(Task& task) { return *task.thread->recorder; }

    // With the lock held.
    void startThread(Task& task);
    void wakeLocked(Task& task);

    std::mutex m_mutex; ///< guards all below, the base's tasks, and every task's `ended`, `wakePermit` and `joiners`
    CoreGate m_gate;
    std::deque<TaskThread> m_threads;
    std::condition_variable_any m_changed;
    std::size_t m_unfinished = 0;
    std::size_t m_parked = 0; ///< until a wake(): when all tasks are, none can ever run again
    bool m_running = false;
    bool m_halted = false;
    bool m_deadlocked = false;
    std::string m_noThread;  ///< why the system gave no more threads
    ThreadRecorder m_thread; ///< of the thread that calls run()
};

} // namespace simul
