#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace simul {

/// An index that has a type: a TaskId and a WorkerId neither compare with nor convert to each other.
template <class Tag>
struct Id {
    std::uint32_t value = 0;

    constexpr Id() = default;
    constexpr explicit Id(std::uint32_t v) : value(v) {}
    constexpr explicit Id(std::size_t v) : value(static_cast<std::uint32_t>(v)) {}
    friend constexpr auto operator<=>(Id, Id) = default;
};

using TaskId = Id<struct TaskTag>;         ///< index into Trace::tasks(), in order of creation
using WorkerId = Id<struct WorkerTag>;     ///< index into Trace::workers(); in mode `threads` a core
using ResourceId = Id<struct ResourceTag>; ///< index into Trace::resources()
using PlaceId = Id<struct PlaceTag>;       ///< index into Trace::places(); 0 is "nowhere in particular"

/// A row of the timeline: a worker or a task.
class LaneId {
public:
    constexpr LaneId() = default;
    constexpr explicit(false) LaneId(TaskId task) : m_bits(task.value) {}
    constexpr explicit(false) LaneId(WorkerId worker) : m_bits(worker.value | WorkerBit) {}

    constexpr bool isWorker() const { return (m_bits & WorkerBit) != 0; }
    constexpr bool isTask() const { return !isWorker(); }
    constexpr TaskId task() const { return TaskId(m_bits); }                   ///< only if isTask()
    constexpr WorkerId worker() const { return WorkerId(m_bits & ~WorkerBit); } ///< only if isWorker()
    friend constexpr auto operator<=>(LaneId, LaneId) = default;

private:
    static constexpr std::uint32_t WorkerBit = 1U << 31;
    std::uint32_t m_bits = 0;
};

} // namespace simul

template <class Tag>
struct std::hash<simul::Id<Tag>> {
    std::size_t operator()(simul::Id<Tag> id) const noexcept { return id.value; }
};
