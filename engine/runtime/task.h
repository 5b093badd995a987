#pragma once

#include "engine/runtime/activity.h"
#include "engine/runtime/waitable.h"
#include "engine/trace/ids.h"
#include "engine/trace/state.h"
#include "engine/trace/time.h"

#include <functional>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <vector>

namespace simul {

/// What a task asks of its runtime at a co_await.
struct Step {
    enum class Kind : std::uint8_t {
        Work,    ///< keeps its worker busy for `duration`
        Wait,    ///< something else takes `duration`
        Block,   ///< a blocking call that takes `duration`: holds the worker, and in a coroutine the whole loop
        Offload, ///< a blocking call that takes `duration`, by a helper thread if that frees the worker
        Yield,   ///< lets others go first
        Park,    ///< until Runtime::wake()
    };
    Duration duration{};
    const char* label = ""; ///< a literal, or kept by Stage::keep()
    std::source_location where;
    Cause cause = {}; ///< why the task is Waiting or Blocked, or Ready after a Yield
    Kind kind = Kind::Work;
};

/// How a task is to be.
struct TaskOptions {
    std::string name;
    int priority = 0;   ///< among those who are ready, higher ones go first
    Duration delay{};   ///< it is Created until then
    bool isMain = false; ///< when it ends, whoever has not ended is cancelled, with a warning
    bool isPrepared = false; ///< stays Created until somebody joins it
};

/// Called at the end of a task, with the task on whose thread that is.
using EndCallback = std::function<void(Task& by)>;

/// The end of a task as something to wait for; made when somebody does. Under Runtime::syncMutex().
class TaskEnd final : public Waitable {
public:
    explicit TaskEnd(Task& task) : m_task(task) {}
    void forget(Task& task) override;
    Task* heldBy(const Task&) const override { return &m_task; }
    std::vector<Task*> cancelledWith(const Task&) const override { return {&m_task}; }
    std::string wishOf(const Task& waiter) const override;

    std::vector<Task*> joiners;         ///< who waits for it
    std::vector<EndCallback> callbacks; ///< in the order in which they were added

private:
    Task& m_task;
};

/// A task as its runtime knows it; the runtime owns it until the end of the run. Who may touch it when is the
/// runtime's business; bodies see a Stage. What every switch touches comes first, in one cache line.
struct alignas(64) Task {
    std::coroutine_handle<> resumePoint;
    TraceTime due;                  ///< when its story says it is: absolute, so that lateness never adds up
    Duration workLeft{};            ///< of a Work that a quantum cut short
    std::optional<Activity<>> body;
    TaskId id;
    WorkerId worker;                ///< that it holds, or held last
    PlaceId place;                  ///< where it is
    std::uint32_t timer = 0;        ///< simulated clock: the number of the timer that it waits for
    std::uint32_t sequence = 0;     ///< events recorded on its lane
    State state = State::Created;
    bool holdsWorker = false;
    bool started = false;           ///< its body has begun
    bool cancelPending = false;     ///< it will learn of it at its next await that can be cancelled
    bool interrupted = false;       ///< the await it is at throws Cancelled
    bool interruptible = false;     ///< it is in a Wait, which a cancel can end

    bool failureIsForeseen = false; ///< ended through Stage::fail()
    bool wakePermit = false;        ///< a wake() that came before its Park
    bool joined = false;            ///< somebody has waited for its end, or does: its errors are theirs to handle
    bool ended = false;             ///< its body has, or was never begun; under Runtime::syncMutex(), unlike `state`
    bool queued = false;            ///< it is Ready or was; under Runtime::syncMutex()
    bool isMain = false;
    bool isPrepared = false;        ///< a join starts it
    bool isDelayed = false;         ///< an alarm starts it
    bool passesCancelOn = false;    ///< a cancel goes to those it waits for, and reaches it when they have ended
    std::int8_t priority = 0;
    std::uint8_t timeouts = 0;      ///< how many waitFor() will cancel it in time; under syncMutex()
    Task* caller = nullptr;         ///< in sync: whose join made the call
    class TaskThread* thread = nullptr; ///< in real threads: its own
    Cause wants;                    ///< while it waits on something; under syncMutex()
    Waitable* waitingOn = nullptr;  ///< while it is parked for something that a cancel can end; under syncMutex()
    std::unique_ptr<TaskEnd> end;
    std::string cancelMessage;
    std::string name;
};

} // namespace simul
