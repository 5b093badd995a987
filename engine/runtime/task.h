#pragma once

#include "engine/runtime/activity.h"
#include "engine/trace/ids.h"
#include "engine/trace/state.h"
#include "engine/trace/time.h"

#include <optional>
#include <source_location>
#include <string>
#include <vector>

namespace simul {

/// What a task asks of its runtime at a co_await.
struct Step {
    enum class Kind : std::uint8_t {
        Work,  ///< keeps its worker busy for `duration`
        Wait,  ///< something else takes `duration`
        Block, ///< a blocking call that takes `duration`: holds the worker, and in a coroutine the whole loop
        Yield, ///< lets others go first
        Park,  ///< until Runtime::wake()
    };
    Duration duration{};
    const char* label = ""; ///< a literal, or kept by Stage::keep()
    std::source_location where;
    Cause cause = {}; ///< why the task is Waiting or Blocked, or Ready after a Yield
    Kind kind = Kind::Work;
};

/// A task as its runtime knows it; the runtime owns it until the end of the run. Who may touch it when is the
/// runtime's business; bodies see a Stage. What every switch touches comes first, in one cache line.
struct alignas(64) Task {
    std::coroutine_handle<> resumePoint;
    TraceTime due;                  ///< when its story says it is: absolute, so that lateness never adds up
    Duration workLeft{};            ///< of a Work that a quantum cut short
    std::optional<Activity<>> body;
    TaskId id;
    std::uint32_t sequence = 0;     ///< events recorded on its lane
    WorkerId worker;                ///< that it holds, or held last
    PlaceId place;                  ///< where it is
    State state = State::Created;
    bool holdsWorker = false;
    bool started = false;           ///< its body has begun

    Step step;                      ///< what it asked for last
    bool failureIsForeseen = false; ///< ended through Stage::fail()
    bool wakePermit = false;        ///< a wake() that came before its Park
    bool joined = false;            ///< somebody has waited for its end, or does: its errors are theirs to handle
    bool ended = false;             ///< its body has; in real threads under the runtime's lock, unlike `state`
    Task* caller = nullptr;         ///< in sync: whose join made the call
    class TaskThread* thread = nullptr; ///< in real threads: its own
    std::vector<Task*> joiners;     ///< who waits for its end
    std::string name;
};

} // namespace simul
