#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace simul {

/// What a lane does over an interval. A worker's lane knows only Idle, Running and Blocked (held by a task that waits).
enum class State : std::uint8_t {
    Idle,      ///< a worker with no task; before its first and after its last task too
    Created,   ///< a task that nobody may run yet
    Ready,     ///< could run, waits for a worker or a core
    Running,   ///
    Waiting,   ///< suspended, holds no worker
    Blocked,   ///< waits, and holds its worker or thread meanwhile
    Done,      ///
    Failed,    ///
    Cancelled, ///
};
inline constexpr std::size_t StateCount = 9;

constexpr bool isFinal(State state) { return state >= State::Done; }
constexpr std::string_view nameOf(State state) {
    constexpr std::array<std::string_view, StateCount> names = {"idle",    "created", "ready",  "running",  "waiting",
                                                                "blocked", "done",    "failed", "cancelled"};
    return names[static_cast<std::size_t>(state)];
}

/// Why a task is Ready, Waiting or Blocked. What `Cause::id` counts is said behind each.
enum class CauseKind : std::uint8_t {
    None,      ///< Running and final states have no cause
    Worker,    ///< waits for a worker or core; id: none. On a CPU's lane: the worker whose thread it runs; id: WorkerId
    Preempted, ///< its quantum was over while others were ready, or the kernel took its CPU away; id: none
    Yielded,   ///< let others go first; id: none
    Timer,     ///< until a time that the place's label names; id: none
    Call,      ///< a blocking call of known length; id: none
    Join,      ///< waits for the end of a task; id: TaskId
    Resource,  ///< waits for a lock, queue, event...; id: ResourceId
    Request,   ///< waits for an answer from the network; id: ResourceId of the request
    Task,      ///< on a worker's lane: the task that it runs or is held by; id: TaskId
    Poll,      ///< on a worker's lane in polling: it looks whether something has ended; id: none
    Cpu,       ///< on a kernel's lane of a thread: the CPU that it runs on; id: CpuId
};

inline constexpr std::size_t CauseKindCount = 12;
constexpr std::string_view nameOf(CauseKind kind) {
    constexpr std::array<std::string_view, CauseKindCount> names = {"none", "worker", "preempted", "yielded", "timer", "call",
                                                                    "join", "resource", "request", "task", "poll", "cpu"};
    return names[static_cast<std::size_t>(kind)];
}

struct Cause {
    CauseKind kind = CauseKind::None;
    std::uint32_t id = 0;
    friend constexpr bool operator==(Cause, Cause) = default;
};

} // namespace simul
