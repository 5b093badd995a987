#pragma once

#include "engine/runtime/ready_queue.h"
#include "engine/runtime/real_runtime.h"

namespace simul {

/// One task after another, on the thread that calls run(). A join calls the task that it waits for.
class RealSyncRuntime final : public RealRuntime {
public:
    RealSyncRuntime(Recorder& recorder, const ModeSettings& settings, std::uint64_t seed, double scale,
                    std::stop_token stop);

    Ending run(std::optional<Duration> timeout) override;
    bool begin(Task& task, const Step& step, std::coroutine_handle<> caller) override;
    void wake(Task& task, const Task* by = nullptr) override;
    bool callBlocking(Task& task, const Step& step, std::coroutine_handle<> caller,
                      const std::function<void()>& call) override;
    bool startsWhenCalled() const override { return true; }

protected:
    ThreadRecorder& recorderOf(Task*) override { return m_thread; }
    void enqueue(Task& task, Task* by) override;
    void interrupt(Task&) override {} ///< the sleep that it is in looks after each alarm
    bool parkForEnd(Task& task, Task& target, const Step& step, std::coroutine_handle<> caller) override;
    void stopForDeadlock() override { halt(); }

private:
    void call(Task& task);
    void set(Task& task, State state, Cause cause = {});
    bool hold(Task& task, const Step& step, const std::function<bool()>& wait);
    bool sleep(Task& task, Duration duration);
    bool sleepToAlarm();
    bool park(Task& task);

    ThreadRecorder m_thread;
    WorkerSet m_workers{1};
    Parker m_parker;
    TraceTime m_due; ///< when the story says that the worker is free
    ReadyQueue m_ready;
    bool m_deadlocked = false;
};

} // namespace simul
