#pragma once

#include "engine/runtime/stage.h"

namespace simul {

/// What locks, queues, events and shared variables have in common: a name, an id in the trace, and the rule that their
/// state is touched with Runtime::syncMutex() held. Owned by the run; tasks hold handles.
class Resource : public Waitable {
public:
    Resource(Runtime& runtime, ResourceKind kind, std::string name)
        : m_runtime(runtime), m_name(std::move(name)), m_id(runtime.recorder().addResource({kind, m_name})) {}

    Runtime& runtime() const { return m_runtime; }
    ResourceId id() const { return m_id; }
    const std::string& name() const { return m_name; }
    Step waitStep(const char* label, std::source_location where) const {
        return {{}, label, where, {CauseKind::Resource, m_id.value}, Step::Kind::Park};
    }

    void forget(Task&) override {}
    Task* heldBy(const Task&) const override { return nullptr; }
    std::string wishOf(const Task&) const override { return m_name; }

protected:
    void record(const Task& task, SyncKind kind, PlaceId place, std::size_t amount = 0, std::uint32_t item = 0) const {
        m_runtime.recordSync(task, kind, m_id.value, place, static_cast<std::uint32_t>(amount), item);
    }
    PlaceId placeOf(Stage stage, const char* label, std::source_location where) const {
        return m_runtime.placeOf(stage.task(), waitStep(label, where));
    }
    TraceTime storyTime(const Task& task) const { return m_runtime.storyTime(&task); }
    /// `task`, whose thread calls, has what was there since `time`: if its thread began late on the real clock, its story
    /// goes on from there, not from when it would have asked.
    static void goOnFrom(TraceTime time, Task& task) { task.due = std::max(task.due, time); }
    /// `task` has what it waited for, through `by`. The sync mutex is held.
    void letGoOn(Task& task, const Task& by, LinkKind link) const {
        m_runtime.recorder().addLink({m_runtime.now(), by.id, task.id, link});
        m_runtime.endWaiting(task);
        m_runtime.wake(task, &by);
    }

private:
    Runtime& m_runtime;
    std::string m_name;
    ResourceId m_id;
};

/// A task in line at a resource, and where in its story that is.
struct Waiter {
    Task* task;
    PlaceId place;
};

/// An await that may have to wait for a resource. Derived awaiters are small and trivial, so that they may be temporaries.
class ParkOperation {
public:
    bool await_ready() const noexcept { return false; }

protected:
    ParkOperation(Stage stage, const Step& step) noexcept : m_runtime(stage.runtime()), m_task(stage.task()), m_step(step) {}

    /// `enter` looks whether the task may go on at once, and puts it in line if not; the sync mutex is held. As
    /// Runtime::begin().
    template <class Enter>
    bool park(std::coroutine_handle<> caller, Waitable& waitable, bool passesCancelOn, Enter enter) {
        const PlaceId place = m_runtime.placeOf(m_task, m_step);
        {
            const std::lock_guard lock(m_runtime.syncMutex());
            if (Runtime::takeCancel(m_task) || enter(Waiter{&m_task, place}))
                return false;
            m_task.passesCancelOn = passesCancelOn;
            m_runtime.beginWaiting(m_task, waitable, m_step.cause);
        }
        return m_runtime.begin(m_task, m_step, caller);
    }
    void throwIfCancelled() const {
        if (m_task.interrupted)
            Runtime::throwCancelled(m_task);
    }
    Task& task() const { return m_task; }

private:
    Runtime& m_runtime;
    Task& m_task;
    Step m_step;
};

} // namespace simul
