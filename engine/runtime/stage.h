#pragma once

#include "engine/runtime/random.h"
#include "engine/runtime/runtime.h"

namespace simul {

/// Something that a body awaits and that its runtime does: work, wait, block, yield. What exactly is in the task's
/// `step`, so that a suspended body is small; hence only `co_await stage.work(...)`, at once, compiles.
/// Resumes on: a worker of the task's runtime. Undefined if the runtime is destroyed first.
class [[nodiscard]] Operation {
public:
    Operation(Runtime& runtime, Task& task) noexcept : m_runtime(runtime), m_task(task) {}

    class Awaiter {
    public:
        explicit Awaiter(const Operation& operation) noexcept
            : m_runtime(operation.m_runtime), m_task(operation.m_task) {}
        bool await_ready() const noexcept { return false; }
        bool await_suspend(std::coroutine_handle<> caller) const {
            return m_runtime.begin(m_task, m_task.step, caller);
        }
        void await_resume() const noexcept {}

    private:
        Runtime& m_runtime;
        Task& m_task;
    };
    Awaiter operator co_await() && noexcept { return Awaiter(*this); }

private:
    Runtime& m_runtime;
    Task& m_task;
};

/// A task that was spawned. Valid to the end of the run; may be copied and given to other tasks.
class TaskHandle {
public:
    explicit TaskHandle(Task& task) : m_task(&task) {}
    TaskId id() const { return m_task->id; }

private:
    friend class JoinOperation;
    Task* m_task;
};

/// Waits for the end of a task; rethrows what ended it, if that was an error that nobody had foreseen.
class [[nodiscard]] JoinOperation {
public:
    JoinOperation(Runtime& runtime, Task& task, TaskHandle target, const Step& step) noexcept
        : m_runtime(runtime), m_task(task), m_target(*target.m_task), m_step(step) {}

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> caller) const {
        return m_runtime.join(m_task, m_target, m_step, caller);
    }
    void await_resume() const {
        if (m_target.body->error())
            std::rethrow_exception(m_target.body->error());
    }

private:
    Runtime& m_runtime;
    Task& m_task;
    Task& m_target;
    Step m_step;
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

    /// A new task that runs `body(stage, arguments...)`. Arguments are kept by value.
    template <class Body, class... Args>
    TaskHandle spawn(std::string name, Body body, Args... args) const {
        return TaskHandle(m_runtime->spawn(m_task, std::move(name), [&](Task& task) {
            return body(Stage(*m_runtime, task), std::move(args)...);
        }));
    }
    JoinOperation join(TaskHandle task, const char* label = "", Where where = Where::current()) const {
        return {*m_runtime, *m_task, task, {{}, label, where, {CauseKind::Join, task.id().value}, Step::Kind::Park}};
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

    TraceTime now() const { return m_runtime->now(); }
    const std::string& name() const { return m_task->name; }
    /// Draws of this task alone: they depend on the seed and on the task, not on the mode or on other tasks.
    Random random() const { return {m_runtime->seed(), m_task->id.value}; }
    /// A label or text made while the run goes on, as work() and others want it.
    const char* keep(std::string text) const { return m_runtime->recorder().keep(std::move(text)); }

    Runtime& runtime() const { return *m_runtime; }
    Task& task() const { return *m_task; } ///< not in play()

private:
    Operation step(const Step& step) const {
        m_task->step = step;
        return {*m_runtime, *m_task};
    }

    Runtime* m_runtime;
    Task* m_task = nullptr;
};

} // namespace simul
