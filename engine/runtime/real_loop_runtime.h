#pragma once

#include "engine/runtime/event_loop.h"
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
    bool join(Task& task, Task& target, const Step& step, std::coroutine_handle<> caller) override;
    void wake(Task& task) override;
    Task& spawn(Task* parent, std::string name, std::function<Activity<>(Task&)> body) override;
    bool callBlocking(Task& task, const Step& step, std::coroutine_handle<> caller,
                      const std::function<void()>& call) override;
    EventLoop* eventLoop() override { return &m_loop; }

private:
    void set(Task& task, State state, Cause cause = {});
    void leave(Task& task, State state, Cause cause);
    void wait(Task& task, const Step& step);
    bool block(Task& task, const Step& step, const std::function<bool()>& call);
    void makeReady(Task& task, TraceTime since, Cause cause);
    void resume(Task& task);
    void finish(Task& task);
    void takeWoken();

    EventLoop m_loop;
    ThreadRecorder m_thread;
    WorkerSet m_workers{1};
    Parker m_parker; ///< for work and blocking calls, which hold the loop
    std::deque<Task*> m_ready;
    TraceTime m_due; ///< when the story says that the loop is free
    std::size_t m_unfinished = 0;

    std::mutex m_wokenMutex;
    std::vector<Task*> m_woken; ///< by wake(), from any thread
};

} // namespace simul
