#pragma once

#include "engine/runtime/event_loop.h"
#include "engine/runtime/offload_pool.h"
#include "engine/runtime/ready_queue.h"
#include "engine/runtime/real_runtime.h"

namespace simul {

/// Coroutines on one event loop, in the thread that calls run(): timers, descriptors and tasks. A task that waits is
/// suspended and frees the loop; work and blocking calls hold it.
class RealLoopRuntime final : public RealRuntime {
public:
    RealLoopRuntime(Recorder& recorder, const ModeSettings& settings, std::uint64_t seed, double scale,
                    std::stop_token stop);
    ~RealLoopRuntime() override { clear(); } ///< what waits for descriptors needs the loop

    Ending run(std::optional<Duration> timeout) override;
    bool begin(Task& task, const Step& step, std::coroutine_handle<> caller) override;
    void wake(Task& task, const Task* by = nullptr) override;
    bool callBlocking(Task& task, const Step& step, std::coroutine_handle<> caller,
                      const std::function<void()>& call) override;
    bool offload(Task& task, const Step& step, std::coroutine_handle<> caller,
                 const std::function<void()>& call) override;
    EventLoop* eventLoop() override { return &m_loop; }

protected:
    ThreadRecorder& recorderOf(Task*) override { return m_thread; }
    void enqueue(Task& task, Task* by) override;
    void interrupt(Task& task) override;
    void alarmsChanged() override;
    void stopForDeadlock() override {} ///< the loop looks

private:
    void set(Task& task, State state, Cause cause = {});
    void leave(Task& task, State state, Cause cause);
    void wait(Task& task, const Step& step);
    bool block(Task& task, const Step& step, const std::function<bool()>& call);
    void startOffloaded(Task& task, const Step& step, OffloadPool::Call call);
    bool canGoOn();
    void makeReady(Task& task, TraceTime since, Cause cause);
    void resume(Task& task);
    void finish(Task& task);
    void takeWoken();

    EventLoop m_loop;
    ThreadRecorder m_thread;
    WorkerSet m_workers{1};
    Parker m_parker; ///< for work and blocking calls, which hold the loop
    ReadyQueue m_ready;
    TraceTime m_due; ///< when the story says that the loop is free
    std::size_t m_unfinished = 0;

    std::unordered_map<std::uint32_t, EventLoop::TimerId> m_waits; ///< of tasks, by id
    std::optional<EventLoop::TimerId> m_alarm;                     ///< for the next of the alarms

    std::mutex m_wokenMutex;
    std::vector<Task*> m_woken;   ///< by wake() from other threads
    std::size_t m_offloaded = 0;  ///< calls that helpers have not ended yet
    std::thread::id m_ownThread;  ///< while it runs
    OffloadPool m_helpers;
};

} // namespace simul
