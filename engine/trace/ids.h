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
using CpuId = Id<struct CpuTag>;           ///< index into Trace::cpus(); the kernel's number of it

/// A row of the timeline: a worker, a task or a CPU. Of a worker and of a task there may be a second one, of the kernel:
/// what that did with the thread that the worker is, or that ran the task.
class LaneId {
public:
    constexpr LaneId() = default;
    constexpr explicit(false) LaneId(TaskId task) : m_bits(task.value) {}
    constexpr explicit(false) LaneId(WorkerId worker) : m_bits(worker.value | WorkerBit) {}
    constexpr explicit(false) LaneId(CpuId cpu) : m_bits(cpu.value | CpuBit) {}

    /// The kernel's lane of the same task or worker, and back.
    constexpr LaneId ofKernel() const { return LaneId(m_bits | KernelBit, 0); }
    constexpr LaneId ofStory() const { return LaneId(m_bits & ~KernelBit, 0); }

    constexpr bool isWorker() const { return (m_bits & WorkerBit) != 0; }
    constexpr bool isCpu() const { return (m_bits & CpuBit) != 0; }
    constexpr bool isTask() const { return !isWorker() && !isCpu(); }
    constexpr bool isOfKernel() const { return (m_bits & (KernelBit | CpuBit)) != 0; } ///< CPUs are too
    constexpr TaskId task() const { return TaskId(index()); }       ///< only if isTask()
    constexpr WorkerId worker() const { return WorkerId(index()); } ///< only if isWorker()
    constexpr CpuId cpu() const { return CpuId(index()); }          ///< only if isCpu()
    friend constexpr auto operator<=>(LaneId, LaneId) = default;

private:
    constexpr LaneId(std::uint32_t bits, int) : m_bits(bits) {}
    constexpr std::uint32_t index() const { return m_bits & ~(WorkerBit | CpuBit | KernelBit); }

    static constexpr std::uint32_t WorkerBit = 1U << 31;
    static constexpr std::uint32_t CpuBit = 1U << 30;
    static constexpr std::uint32_t KernelBit = 1U << 29;
    std::uint32_t m_bits = 0;
};

} // namespace simul

template <class Tag>
struct std::hash<simul::Id<Tag>> {
    std::size_t operator()(simul::Id<Tag> id) const noexcept { return id.value; }
};
