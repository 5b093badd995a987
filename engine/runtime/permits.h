#pragma once

#include "engine/runtime/resource.h"

#include <deque>

namespace simul {

/// The state of a lock (one permit) or a semaphore (several). First come, first served: a permit that is given back goes
/// to the next in line, who has it from that moment on.
class Permits final : public Resource {
public:
    Permits(Runtime& runtime, ResourceKind kind, std::string name, std::size_t count)
        : Resource(runtime, kind, std::move(name)), m_count(count), m_freeSince(count) {}

    /// True: the task has a permit. False: it stands in line. The sync mutex is held.
    bool take(const Waiter& waiter);
    void giveBack(Task& task, PlaceId place);
    PlaceId place(Stage stage, const char* label, std::source_location where) const { return placeOf(stage, label, where); }

    void forget(Task& task) override;
    /// A lock's holder; that a semaphore has no permit is nobody's fault in particular.
    Task* heldBy(const Task&) const override { return m_count == 1 && !m_holders.empty() ? m_holders.front() : nullptr; }
    bool isFree() const;
    std::size_t waiters() const;

private:
    void grant(const Waiter& waiter);

    const std::size_t m_count;
    std::deque<TraceTime> m_freeSince; ///< of each free permit
    std::vector<Task*> m_holders;
    std::deque<Waiter> m_line;
};

/// A permit while it is held; gives it back when it goes out of scope.
class [[nodiscard]] Hold {
public:
    Hold(Permits& permits, Task& task, PlaceId place) : m_permits(&permits), m_task(&task), m_place(place) {}
    Hold(Hold&& other) noexcept
        : m_permits(std::exchange(other.m_permits, nullptr)), m_task(other.m_task), m_place(other.m_place) {}
    Hold& operator=(Hold&& other) noexcept {
        std::swap(m_permits, other.m_permits);
        std::swap(m_task, other.m_task);
        std::swap(m_place, other.m_place);
        return *this;
    }
    ~Hold() { release(); }

    /// Before the end of the scope.
    void release() {
        if (Permits* permits = std::exchange(m_permits, nullptr))
            permits->giveBack(*m_task, m_place);
    }

private:
    Permits* m_permits;
    Task* m_task;
    PlaceId m_place;
};

/// Waits for a permit: `const Hold hold = co_await lock.acquire(stage);`
class [[nodiscard]] AcquireOperation : public ParkOperation {
public:
    AcquireOperation(Stage stage, Permits& permits, const Step& step)
        : ParkOperation(stage, step), m_permits(permits), m_place(permits.place(stage, step.label, step.where)) {}

    bool await_suspend(std::coroutine_handle<> caller) {
        return park(caller, m_permits, false, [this](const Waiter& waiter) { return m_permits.take(waiter); });
    }
    Hold await_resume() const {
        throwIfCancelled();
        return {m_permits, task(), m_place};
    }

private:
    Permits& m_permits;
    PlaceId m_place;
};

/// A semaphore that tasks share, in any mode. A handle: copies are the same semaphore.
class Semaphore {
public:
    Semaphore(Stage stage, std::string name, std::size_t permits)
        : Semaphore(stage, ResourceKind::Semaphore, std::move(name), permits) {}

    /// Waits until a permit is free. A cancel ends the wait.
    AcquireOperation acquire(Stage stage, const char* label = "",
                             std::source_location where = std::source_location::current()) const {
        return {stage, *m_permits, m_permits->waitStep(label, where)};
    }
    bool isFree() const { return m_permits->isFree(); }
    /// How many stand in line.
    std::size_t waiters() const { return m_permits->waiters(); }

protected:
    Semaphore(Stage stage, ResourceKind kind, std::string name, std::size_t permits)
        : m_permits(&stage.runtime().own<Permits>(stage.runtime(), kind, std::move(name), permits)) {}

private:
    Permits* m_permits;
};

/// A lock: one task at a time holds it. Who waits for one that it holds itself, or whose holder waits for it in turn,
/// waits for ever: that is found at once and ends the run as a deadlock.
class Lock : public Semaphore {
public:
    Lock(Stage stage, std::string name) : Semaphore(stage, ResourceKind::Lock, std::move(name), 1) {}
};

} // namespace simul
