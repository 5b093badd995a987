#pragma once

#include <string>
#include <vector>

namespace simul {

struct Task;

/// What a parked task waits for. Its functions are called with Runtime::syncMutex() held.
class Waitable {
public:
    Waitable() = default;
    virtual ~Waitable() = default;
    Waitable(const Waitable&) = delete;
    Waitable& operator=(const Waitable&) = delete;

    /// `task` was cancelled and does not wait any more.
    virtual void forget(Task& task) = 0;
    /// The one task without which the wait of `waiter` cannot end; nullptr if there is none in particular.
    virtual Task* heldBy(const Task& waiter) const = 0;
    /// The tasks that are cancelled instead of `waiter`, if it passes a cancel on.
    virtual std::vector<Task*> cancelledWith(const Task&) const { return {}; }
    /// What `waiter` waits for, in words: "the washer", "an item in the orders".
    virtual std::string wishOf(const Task& waiter) const = 0;
};

} // namespace simul
