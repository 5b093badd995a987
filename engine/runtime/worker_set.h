#pragma once

#include "engine/runtime/task.h"

namespace simul {

/// The workers of a runtime (in threads: the cores): which are free, and what each ran last. A task gets the worker that
/// it had before if that is free, else the one that has been free for longest. Not thread-safe.
class WorkerSet {
public:
    struct Worker {
        Task* last = nullptr;      ///< the task it ran last
        State state = State::Idle; ///< as last recorded
        std::uint32_t sequence = 0;
        bool free = true;
    };

    explicit WorkerSet(std::uint32_t count);

    bool anyFree() const { return m_firstFree != None; }
    std::uint32_t count() const { return static_cast<std::uint32_t>(m_workers.size()); }
    Worker& operator[](WorkerId id) { return m_workers[id.value]; }
    bool isFree(WorkerId id) const { return m_workers[id.value].free; }

    /// Takes a free worker for `task`; there must be one. `task.worker` is where it ran before, if `task.started`.
    WorkerId take(const Task& task);
    void giveBack(WorkerId id);
    /// Calls `visit(id, worker)` for the free workers that are not yet recorded as Idle; it has to do that.
    template <class Visit>
    void forEachNewlyIdle(Visit visit) {
        for (std::uint32_t index = m_lastFree; index != None && m_workers[index].state != State::Idle;
             index = m_links[index].previous)
            visit(WorkerId(index), m_workers[index]);
    }

private:
    static constexpr std::uint32_t None = ~std::uint32_t{0};
    struct Links {
        std::uint32_t previous = None;
        std::uint32_t next = None;
    };
    void unlink(std::uint32_t index);

    std::vector<Worker> m_workers;
    std::vector<Links> m_links; ///< of the free ones, longest free first
    std::uint32_t m_firstFree = None;
    std::uint32_t m_lastFree = None;
};

} // namespace simul
