#pragma once

#include "engine/runtime/random.h"
#include "engine/runtime/runtime.h"

namespace simul {

/// Something that a body awaits and that its runtime does: work, wait, block, yield. What it is lies with the thread, not
/// here, so that a suspended body is small: it is said and begun at once, hence only `co_await stage.work(...)` compiles.
/// Resumes on: a worker of the task's runtime. Undefined if the runtime is destroyed first.
class [[nodiscard]] Operation {
public:
    Operation(Runtime& runtime, Task& task, const Step& step) noexcept { s_asked = {&runtime, &task, step}; }

    class Awaiter {
    public:
        bool await_ready() const noexcept { return false; }
        bool await_suspend(std::coroutine_handle<> caller) const {
            return s_asked.runtime->begin(*s_asked.task, s_asked.step, caller);
        }
        void await_resume() const {
            if (Task* task = Runtime::interruptedHere()) [[unlikely]]
                Runtime::throwCancelled(*task);
        }
    };
    Awaiter operator co_await() && noexcept { return {}; }

private:
    struct Asked {
        Runtime* runtime = nullptr;
        Task* task = nullptr;
        Step step;
    };
    static constinit thread_local Asked s_asked;
};
constinit inline thread_local Operation::Asked Operation::s_asked{};

/// A task that was spawned. Valid to the end of the run; may be copied and given to other tasks.
class TaskHandle {
public:
    explicit TaskHandle(Task& task) : m_task(&task) {}
    TaskId id() const { return m_task->id; }
    const std::string& name() const { return m_task->name; }
    Task& task() const { return *m_task; }

private:
    Task* m_task;
};

/// Waits for the end of a task; rethrows what ended it, if that was an error that nobody had foreseen, or Cancelled.
class [[nodiscard]] JoinOperation {
public:
    JoinOperation(Runtime& runtime, Task& task, TaskHandle target, const Step& step, bool passesCancelOn) noexcept
        : m_runtime(runtime), m_task(task), m_target(target.task()), m_step(step), m_passesCancelOn(passesCancelOn) {}

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> caller) const {
        return m_runtime.join(m_task, m_target, m_step, caller, m_passesCancelOn);
    }
    void await_resume() const {
        if (m_task.interrupted) [[unlikely]]
            Runtime::throwCancelled(m_task);
        m_runtime.takeResult(m_task, m_target, m_step);
    }

private:
    Runtime& m_runtime;
    Task& m_task;
    Task& m_target;
    Step m_step;
    bool m_passesCancelOn;
};

/// All that a scenario sees of the world. A scenario's play() gets one without a task: it may spawn, own and ask; each
/// body gets its own as first parameter. Small, copied by value.
class Stage {
public:
    using Where = std::source_location;

    explicit Stage(Runtime& runtime) : m_runtime(&runtime) {}
    Stage(Runtime& runtime, Task& task) : m_runtime(&runtime), m_task(&task) {}

    /// Keeps the worker busy for `duration`. Labels are literals; `{n}` in them stands for the task's own number.
    Operation work(Duration duration, const char* label = "", Where where = Where::current()) const {
        return step({duration, label, where, {}, Step::Kind::Work});
    }
    /// Something else takes `duration`: holds the worker in sync and pool, the thread in threads, nobody in coroutines.
    Operation wait(Duration duration, const char* label = "", Where where = Where::current()) const {
        return step({duration, label, where, {CauseKind::Timer}, Step::Kind::Wait});
    }
    /// A blocking call: as wait(), but it holds the worker in every mode, in coroutines the whole loop.
    Operation block(Duration duration, const char* label = "", Where where = Where::current()) const {
        return step({duration, label, where, {CauseKind::Call}, Step::Kind::Block});
    }
    /// Lets others go first, where the mode switches at an await; nothing in sync and pool.
    Operation yield(const char* label = "", Where where = Where::current()) const {
        return step({{}, label, where, {CauseKind::Yielded}, Step::Kind::Yield});
    }

    /// A blocking call that a helper thread takes over where that frees the worker (coroutines, polling); elsewhere as
    /// block(). A cancel reaches the task when the call has returned.
    Operation offload(Duration duration, const char* label = "", Where where = Where::current()) const {
        return step({duration, label, where, {CauseKind::Call}, Step::Kind::Offload});
    }

    /// A new task that runs `body(stage, arguments...)`. Arguments are kept by value.
    template <class Body, class... Args>
    TaskHandle spawn(TaskOptions options, Body body, Args... args) const {
        const auto begin = [&](Task& task) { return body(Stage(*m_runtime, task), std::move(args)...); };
        return TaskHandle(m_runtime->spawn(m_task, std::move(options), std::cref(begin))); // by reference: no copy on the heap
    }
    template <class Body, class... Args>
    TaskHandle spawn(std::string name, Body body, Args... args) const {
        return spawn(TaskOptions{.name = std::move(name)}, std::move(body), std::move(args)...);
    }
    /// Waits for the end of `task`, and starts it if it was only prepared. Who is cancelled in here cancels that task,
    /// and learns of it when that has ended.
    JoinOperation join(TaskHandle task, const char* label = "", Where where = Where::current()) const {
        return {*m_runtime, *m_task, task, joinStep(task, label, where), true};
    }
    /// The same, but a cancel of who waits leaves `task` alone.
    JoinOperation joinShielded(TaskHandle task, const char* label = "", Where where = Where::current()) const {
        return {*m_runtime, *m_task, task, joinStep(task, label, where), false};
    }
    /// Asks `task` to end: it learns of it as Cancelled, thrown by the wait that it is in or else by its next wait,
    /// yield, join or other await that lets others go on (not work, block, offload). It may catch that and refuse. A
    /// task that has not begun never does. False if it has ended already.
    bool cancel(TaskHandle task, std::string message = "cancelled") const {
        return m_runtime->cancel(task.task(), std::move(message), m_task);
    }
    /// Calls `callback` when `task` has ended, after those added before, before those who join it go on; at once if it
    /// has. The callback may log and spawn, through the stage that it is given: that of `task`, on whose thread it runs,
    /// or this one if it is called at once. It must not wait.
    void onEnd(TaskHandle task, std::function<void(Stage)> callback) const {
        m_runtime->onEnd(task.task(), m_task, [runtime = m_runtime, callback = std::move(callback)](Task& by) {
            callback(Stage(*runtime, by));
        });
    }
    TaskHandle current() const { return TaskHandle(*m_task); }
    /// Those that have not ended, in the order of their creation; prepared ones included.
    std::vector<TaskHandle> unfinished() const {
        std::vector<TaskHandle> handles;
        for (Task* task : m_runtime->unfinished())
            handles.emplace_back(*task);
        return handles;
    }

    /// A line of the log, with the time.
    void log(std::string text) const { m_runtime->recorder().addLog({now(), m_task->id, std::move(text)}); }
    /// What the task has to show: `result` in reports.
    void report(std::string result) const { m_runtime->recorder().setResult(m_task->id, std::move(result)); }
    /// The task will end as Failed, for a reason that belongs to the story: the run does not fail through it.
    void fail(std::string reason) const {
        m_task->failureIsForeseen = true;
        m_runtime->recorder().setError(m_task->id, std::move(reason));
    }

    /// A figure of the story: the longest of those given for this name, or their sum, how often, or how many of all.
    void measureLongest(std::string name, Duration duration) const {
        m_runtime->recorder().addMeasure({std::move(name), Measure::Kind::Longest, duration, 0});
    }
    void measureTotal(std::string name, Duration duration) const {
        m_runtime->recorder().addMeasure({std::move(name), Measure::Kind::Total, duration, 0});
    }
    void count(std::string name, std::int64_t by = 1) const {
        m_runtime->recorder().addMeasure({std::move(name), Measure::Kind::Count, {}, by});
    }
    void measureShare(std::string name, bool isOneOfThem) const {
        m_runtime->recorder().addMeasure({std::move(name), Measure::Kind::Share, {}, isOneOfThem, 1});
    }

    TraceTime now() const { return m_runtime->now(); }
    const std::string& name() const { return m_task->name; }
    /// Draws of this task alone: they depend on the seed and on the task, not on the mode or on other tasks.
    Random random() const { return {m_runtime->seed(), m_task->id.value}; }
    /// A label or text made while the run goes on, as work() and others want it.
    const char* keep(std::string text) const { return m_runtime->recorder().keep(std::move(text)); }

    Runtime& runtime() const { return *m_runtime; }
    Task& task() const { return *m_task; } ///< not in play()

private:
    static Step joinStep(TaskHandle task, const char* label, Where where) {
        return {{}, label, where, {CauseKind::Join, task.id().value}, Step::Kind::Park};
    }
    Operation step(const Step& step) const { return {*m_runtime, *m_task, step}; }

    Runtime* m_runtime;
    Task* m_task = nullptr;
};

} // namespace simul
