#pragma once

#include "engine/runtime/alarms.h"
#include "engine/runtime/cancellation.h"
#include "engine/runtime/mode.h"
#include "engine/runtime/task_table.h"
#include "engine/runtime/worker_set.h"
#include "engine/trace/recorder.h"
#include "engine/trace/transitions.h"

#include <atomic>
#include <cassert>
#include <functional>
#include <memory>
#include <mutex>
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
    /// As begin(), for the end of `target`. False at once if it has ended. With `passesCancelOn` a cancel of `task` is
    /// one of `target`. Not virtual: what it is to wait for a task is the same everywhere.
    bool join(Task& task, Task& target, const Step& step, std::coroutine_handle<> caller, bool passesCancelOn);
    /// What a join of `task` brings once `target` has ended: nothing, or what ended it is thrown.
    void takeResult(Task& task, Task& target, const Step& step);
    /// `task` has seen that `target` has ended.
    void recordJoin(Task& task, const Task& target, const Step& step);
    /// Ends the Park of `task`, or its next one if it is not parked yet. From any thread while the run lasts. `by` is
    /// the task that does so, if it is one: then the story of `task` goes on from where that one's is.
    virtual void wake(Task& task, const Task* by = nullptr) = 0;
    /// A task that is Ready at once (in `sync`: in line), but for what `options` say. `parent` is null for the scenario
    /// itself.
    Task& spawn(Task* parent, TaskOptions options, const std::function<Activity<>(Task&)>& body);
    /// Starts a prepared task; others are left as they are.
    void start(Task& task, Task& by);
    /// Whether a task is a call that somebody has to make: in sync.
    virtual bool startsWhenCalled() const { return false; }
    /// Ended by an error or a cancel; of a task that has ended.
    static bool hasFailed(const Task& task) { return task.body->error() != nullptr || !task.started; }
    /// When the story of `task` says it is.
    virtual TraceTime storyTime(const Task*) const { return now(); }
    /// Lets `task` learn, at its next await that can be cancelled, that it shall end; that is at once if it waits. A
    /// task that has not begun never will. False if it has ended. `by` is the task that says so, null outside of tasks.
    bool cancel(Task& task, std::string message, Task* by);
    /// Calls `callback` when `task` has ended, after those added before, on the thread that ended it and with `task`; at
    /// once, with `by`, if it has. `by` is the task that asks; null before the run.
    void onEnd(Task& task, Task* by, EndCallback callback);

    /// Calls `callback` at `at` of the story, on the thread that calls run(), unless it is cleared first.
    Alarms::Id setAlarm(TraceTime at, std::function<void()> callback);
    void clearAlarm(const Alarms::Id& alarm); ///< fired ones are ignored

    /// What the states of locks, queues and the like, of their waiters and of cancellation are guarded by. Held for
    /// moments, never across an await. A runtime's own locks are taken after it.
    std::mutex& syncMutex() { return m_syncMutex; }
    /// The rest with syncMutex() held. `task` is about to park for `waitable`; ends the run if that closes a cycle of waits.
    void beginWaiting(Task& task, Waitable& waitable, Cause cause);
    void endWaiting(Task& task) { task.waitingOn = nullptr; }
    /// True if `task` was cancelled before it came to this await: then it must not wait, and Task::interrupted is set.
    static bool takeCancel(Task& task);
    void recordSync(const Task& task, SyncKind kind, std::uint32_t target, PlaceId place, std::uint32_t amount = 0,
                    std::uint32_t item = 0);
    TaskEnd& endOf(Task& task);
    /// The place in the ids of the run; from the thread that runs `task`.
    PlaceId placeOf(Task& task, const Step& step) { return recorderOf(&task).place(step.label, step.where); }
    /// The run is being taken down: bodies that are destroyed now must leave others alone.
    bool isClosing() const { return m_closing; }
    /// Throws Cancelled. For awaits that find Task::interrupted.
    [[noreturn]] static void throwCancelled(Task& task);
    /// For awaits that do not know their task: that of the calling thread, if its await is to throw Cancelled.
    static Task* interruptedHere() { return t_interrupted; }

    /// Something that lives as long as the run and that tasks share: a lock, a queue. Any task.
    template <class T, class... Args>
    T& own(Args&&... args) {
        auto owned = std::make_shared<T>(std::forward<Args>(args)...);
        T& object = *owned;
        const std::lock_guard lock(m_syncMutex);
        m_owned.push_back(std::move(owned));
        return object;
    }
    TaskTable& tasks() { return m_tasks; }
    /// Those that have not ended, in order of creation. Any thread.
    std::vector<Task*> unfinished();
    /// Whether tasks see each other's writes to shared variables; not in processes.
    bool sharesMemory() const { return m_sharesMemory; }

    /// Calls `call` as a blocking call of `task` with the given cause, on the calling thread, which holds its worker
    /// (in threads: frees its core) meanwhile. As begin(): true if the run was stopped and the caller must stay
    /// suspended. Real clock only. `call` watches stopToken() itself.
    virtual bool callBlocking(Task& task, const Step& step, std::coroutine_handle<> caller,
                              const std::function<void()>& call) = 0;
    /// The same by a helper thread where that frees the worker: in coroutines. The helpers are as many as the pool has.
    virtual bool offload(Task& task, const Step& step, std::coroutine_handle<> caller,
                         const std::function<void()>& call) {
        return callBlocking(task, step, caller, call);
    }
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
    /// The recorder of the calling thread, which runs `task`; null stands for the thread that calls run().
    virtual ThreadRecorder& recorderOf(Task* task) = 0;
    virtual std::int64_t ticksNow() const = 0;
    /// Holds what guards the table of tasks, where threads share it.
    virtual std::unique_lock<std::mutex> lockTasks() const { return {}; }
    /// `task`, which is Created, may run from now on: records it as Ready. `by` is the task whose thread calls, if any.
    virtual void enqueue(Task& task, Task* by) = 0;
    /// Ends the Wait of `task` before its time. syncMutex() is held, Task::interruptible is set.
    virtual void interrupt(Task& task) = 0;
    /// Parks `task` until `target` has ended; in sync, makes the call that `target` is. As begin().
    virtual bool parkForEnd(Task& task, Task& target, const Step& step, std::coroutine_handle<> caller);
    /// An alarm was set or cleared. Any thread of the runtime's.
    virtual void alarmsChanged() {}
    /// The run cannot go on: ends it with the deadlock that is recorded. Any thread.
    virtual void stopForDeadlock() = 0;

    Alarms& alarms() { return m_alarms; }
    const Alarms& alarms() const { return m_alarms; }

    /// Whether tasks are to begin later.
    bool hasDelayed() const { return m_delayed > 0; }

    /// For tasks that were cancelled before they began: they end at once.
    bool isDropped(const Task& task) const {
        const std::lock_guard lock(m_syncMutex);
        return task.cancelPending && !task.started;
    }
    /// To be called when the body of `task` has ended and its last state is recorded: calls back, wakes who waits.
    void announceEnd(Task& task);
    /// To be called before `task` goes on, on the thread that runs it.
    static void noteInterrupted(Task& task) {
        if (task.interrupted) [[unlikely]]
            t_interrupted = &task;
    }
    /// Enters a Wait that a cancel can end; false if `task` is cancelled already: then it must not wait.
    bool enterWait(Task& task);
    void leaveWait(Task& task);

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
    /// `task` and `worker`, which it holds, are both in `state`. Only in runtimes of one thread.
    static void recordWithWorker(ThreadRecorder& thread, std::int64_t ticks, Task& task, WorkerSet::Worker& worker,
                                 State state, Cause cause = {}) {
        assert(mayFollow(task.state, state));
        task.state = state;
        worker.state = state;
        ++worker.sequence;
        thread.recordWithWorker(ticks, task.id, task.sequence++, SliceInfo(state, cause, task.place, task.worker));
    }
    /// Done or Failed, and why; to be called once, when its body has ended.
    State finalStateOf(Task& task);
    /// The outcome of a run in which every task has ended: Failed if one did of an error that nobody was there to handle.
    /// Warns of those that were prepared and never joined.
    Ending completed(TraceTime end);
    /// Ends the run before its story does. Any thread.
    void halt() { m_halt.request_stop(); }
    /// What has not ended is cancelled. With every task at rest, from the thread that `thread` belongs to.
    void cancelUnfinished(ThreadRecorder& thread, std::int64_t ticks);
    /// The outcome of a run that was stopped, or whose time limit was over.
    Ending stopped(TraceTime end, bool byTimeLimit) const;
    /// The outcome of a run in which no task can ever run again: names who waits for what.
    /// Those who wait keep their state, the others are cancelled.
    Ending deadlocked(TraceTime end, ThreadRecorder& thread, std::int64_t ticks);
    bool isDeadlocked() const { return m_deadlock.has_value(); } ///< from the thread that may end the run
    void setSharesMemory(bool shares) { m_sharesMemory = shares; }

    /// Destroys every task and then what is attached. Runtimes with something that those use call it before that goes.
    void clear();

private:
    void enqueueOnce(Task& task, Task* by);
    bool cancelLocked(Task& task, const std::string& message, Task* by);
    void cancelRest(Task& main);
    Task& addTask(Task* parent, TaskOptions options, const std::function<Activity<>(Task&)>& body);

    static constinit thread_local Task* t_interrupted;

    Recorder& m_recorder;
    std::uint64_t m_seed;
    mutable std::mutex m_syncMutex;
    bool m_closing = false;
    bool m_sharesMemory = true;
    std::optional<Deadlock> m_deadlock;                ///< as far as it is known
    Alarms m_alarms;
    std::atomic<std::size_t> m_delayed = 0;
    std::stop_source m_halt;
    std::stop_callback<std::function<void()>> m_onStop; ///< passes the user's stop on
    std::vector<std::pair<std::type_index, std::shared_ptr<void>>> m_attachments;
    std::vector<std::shared_ptr<void>> m_owned;
    TaskTable m_tasks;
    std::atomic<bool> m_anyError = false; ///< a task's body ended with one
    std::atomic<bool> m_anyPrepared = false;
};

} // namespace simul
