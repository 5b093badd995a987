#pragma once

#include "engine/runtime/mode.h"
#include "engine/runtime/task.h"
#include "engine/runtime/worker_set.h"
#include "engine/trace/recorder.h"
#include "engine/trace/transitions.h"

#include <deque>
#include <cassert>
#include <functional>
#include <memory>
#include <stop_token>
#include <typeindex>

namespace simul {

class EventLoop;

/// How a run ended.
struct Ending {
    TraceTime end;
    Outcome outcome = Outcome::Completed;
    std::string message; ///< one sentence, empty if there is nothing to add
};

/// Who runs tasks, as awaiters and the stage see it. A runtime is made for one run. Awaiters call it from the thread
/// that runs their task; `wake` and `stopToken` may be used from any thread.
class Runtime {
public:
    Runtime(Recorder& recorder, std::uint64_t seed, std::stop_token stop);
    virtual ~Runtime();
    Runtime(const Runtime&) = delete;
    Runtime& operator=(const Runtime&) = delete;

    /// Runs what was spawned, to the end, or until the stop, or until `timeout` of the story's time is over.
    virtual Ending run(std::optional<Duration> timeout) = 0;

    virtual ClockKind clock() const = 0;
    virtual TraceTime now() const = 0;

    /// Does, or begins, what `task` asks for. True: `caller` is suspended and goes on later, or never, if the run is
    /// stopped. False: it is done, go on at once.
    virtual bool begin(Task& task, const Step& step, std::coroutine_handle<> caller) = 0;
    /// As begin(), for the end of `target`. False at once if it has ended.
    virtual bool join(Task& task, Task& target, const Step& step, std::coroutine_handle<> caller) = 0;
    /// Ends the Park of `task`, or its next one if it is not parked yet. From any thread while the run lasts.
    virtual void wake(Task& task) = 0;
    /// A task that is Ready at once (in `sync`: in line). `parent` is null for the scenario itself.
    virtual Task& spawn(Task* parent, std::string name, std::function<Activity<>(Task&)> body) = 0;

    /// Calls `call` as a blocking call of `task` with the given cause, on the calling thread, which holds its worker
    /// (in threads: frees its core) meanwhile. As begin(): true if the run was stopped and the caller must stay
    /// suspended. Real clock only. `call` watches stopToken() itself.
    virtual bool callBlocking(Task& task, const Step& step, std::coroutine_handle<> caller,
                              const std::function<void()>& call) = 0;
    /// The loop that runs the tasks, for readiness of descriptors and timers; nullptr where there is none: then use
    /// callBlocking() (real clock) or begin() (simulated clock).
    virtual EventLoop* eventLoop() { return nullptr; }

    /// Wall seconds for a second of the story; 1 on the simulated clock.
    virtual double scale() const { return 1; }
    /// Says when the run is to end before its story does, for whatever reason. Any thread.
    std::stop_token stopToken() const { return m_halt.get_token(); }
    std::uint64_t seed() const { return m_seed; }
    Recorder& recorder() const { return m_recorder; }

    /// Something of which a run has one, made at first use, kept to the end of the run. Call while setting the stage,
    /// before tasks run. Destroyed in reverse order, after every task.
    template <class T, class... Args>
    T& attachment(Args&&... args) {
        for (auto& [type, object] : m_attachments) {
            if (type == typeid(T))
                return *static_cast<T*>(object.get());
        }
        auto object = std::make_shared<T>(std::forward<Args>(args)...);
        m_attachments.emplace_back(typeid(T), object);
        return *object;
    }

protected:
    /// A new task in the table, announced to the recorder, with its lane in state Created and then Ready.
    Task& addTask(Task* parent, std::string name, const std::function<Activity<>(Task&)>& body, ThreadRecorder& thread,
                  std::int64_t ticks);
    /// `task` is in `state` from `ticks` on. From the thread that `thread` belongs to.
    static void record(ThreadRecorder& thread, std::int64_t ticks, Task& task, State state, Cause cause = {}) {
        assert(mayFollow(task.state, state));
        task.state = state;
        thread.record(ticks, task.id, task.sequence++, SliceInfo(state, cause, task.place, task.worker));
    }
    /// Worker `id` is in `state`, with `task` unless it is Idle.
    static void recordWorker(ThreadRecorder& thread, std::int64_t ticks, WorkerId id, WorkerSet::Worker& worker,
                             const Task& task, State state) {
        const bool isIdle = state == State::Idle;
        const Cause cause = isIdle ? Cause{} : Cause{CauseKind::Task, task.id.value};
        worker.state = state;
        thread.record(ticks, id, worker.sequence++, SliceInfo(state, cause, isIdle ? PlaceId{} : task.place, id));
    }
    /// Done or Failed, and why; to be called once, when its body has ended.
    State finalStateOf(Task& task);
    /// The outcome of a run in which every task has ended: Failed if one did of an error that nobody was there to handle.
    Ending completed(TraceTime end) const;
    /// Ends the run before its story does. Any thread.
    void halt() { m_halt.request_stop(); }
    /// What has not ended is cancelled. With every task at rest, from the thread that `thread` belongs to.
    void cancelUnfinished(ThreadRecorder& thread, std::int64_t ticks);
    /// The outcome of a run that was stopped, or whose time limit was over.
    Ending stopped(TraceTime end, bool byTimeLimit) const;
    /// The outcome of a run in which no task can ever run again: names who waits for what.
    Ending deadlocked(TraceTime end) const;

    std::deque<Task>& tasks() { return m_tasks; }
    /// Destroys every task and then what is attached. Runtimes with something that those use call it before that goes.
    void clear();

private:
    Recorder& m_recorder;
    std::uint64_t m_seed;
    std::stop_source m_halt;
    std::stop_callback<std::function<void()>> m_onStop; ///< passes the user's stop on
    std::vector<std::pair<std::type_index, std::shared_ptr<void>>> m_attachments;
    std::deque<Task> m_tasks;
};

} // namespace simul
