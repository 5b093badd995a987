#pragma once

#include "engine/runtime/core_gate.h"
#include "engine/runtime/kernel_watch.h"
#include "engine/runtime/ready_queue.h"
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
    WorkerSet::Worker own;                   ///< its own lane, where there are no tokens for cores
    WorkerId id;                             ///< of that lane
    TraceTime freeSince;                     ///< by the story's time; under the runtime's lock
    bool parked = false;                     ///< waits for a wake(); under the runtime's lock
};

/// Threads of the operating system. In mode threads one for each task, and `cores` tokens, handed out in line, stand for
/// the cores; with `burn` the machine's own cores decide, and each thread has a lane of its own. In mode pool a few
/// threads, each with a lane of its own, take one task after the other to its end.
class RealThreadsRuntime final : public RealRuntime {
public:
    /// `mode` is Threads, Pool, or Processes: as Threads, but each thread only waits for the process that does the
    /// task's fetching.
    RealThreadsRuntime(Recorder& recorder, Mode mode, const ModeSettings& settings, std::uint64_t seed, double scale,
                       std::stop_token stop);

    Ending run(std::optional<Duration> timeout) override;
    bool begin(Task& task, const Step& step, std::coroutine_handle<> caller) override;
    void wake(Task& task, const Task* by = nullptr) override;
    bool callBlocking(Task& task, const Step& step, std::coroutine_handle<> caller,
                      const std::function<void()>& call) override;

protected:
    ThreadRecorder& recorderOf(Task* task) override { return task ? own(*task) : m_thread; }
    std::unique_lock<std::mutex> lockTasks() const override { return std::unique_lock(m_mutex); }
    void enqueue(Task& task, Task* by) override;
    void interrupt(Task& task) override { task.thread->parker.unpark(); }
    void alarmsChanged() override;
    void stopForDeadlock() override;

private:
    // On the task's own thread.
    void serve(TaskThread& thread, Task* task);
    Task* nextInLine(TaskThread& thread);
    void live(Task& task);
    void finish(Task& task);
    void abandon(Task& task);
    void set(Task& task, State state, Cause cause = {});
    void setRunning(Task& task);
    bool awayFromCore(Task& task, const Step& step, const std::function<bool()>& wait);
    bool takeCore(Task& task);
    void leaveCore(Task& task);
    bool park(Task& task);
    bool sleep(Task& task, Duration duration);
    bool isCancelledHere(Task& task);
    ThreadRecorder& own(Task& task) { return *task.thread->recorder; }

    // With the lock held.
    TaskThread* startThread(Task* task);
    void lookForStandstill();
    void ringAlarms(std::unique_lock<std::mutex>& lock);

    const bool m_isPool;
    const bool m_hasOwnLanes; ///< each thread has its own, there are no tokens for cores
    mutable std::mutex m_mutex; ///< guards all below, the base's tasks, and every task's `wakePermit`
    CoreGate m_gate;
    std::deque<TaskThread> m_threads;
    std::condition_variable_any m_changed;
    ReadyQueue m_line; ///< tasks that wait for a thread: before run(), and in a pool
    std::size_t m_unfinished = 0;
    std::size_t m_live = 0;   ///< tasks that a thread has taken up
    std::size_t m_parked = 0; ///< of those, until a wake(): when all are, none can ever run again
    bool m_alarmsChanged = false;
    bool m_running = false;
    bool m_halted = false;
    bool m_deadlocked = false;
    std::string m_noThread;  ///< why the system gave no more threads
    ThreadRecorder m_thread; ///< of the thread that calls run()
    std::optional<KernelWatch> m_kernel; ///< while it runs
};

} // namespace simul
