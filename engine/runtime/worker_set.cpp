#include "engine/runtime/worker_set.h"

#include <cassert>

namespace simul {

WorkerSet::WorkerSet(std::uint32_t count) : m_workers(count), m_links(count) {
    for (std::uint32_t index = 0; index < count; ++index) {
        m_workers[index].free = false;
        giveBack(WorkerId(index));
    }
}

WorkerId WorkerSet::take(const Task& task) {
    assert(anyFree());
    const bool hasOwn = task.started && m_workers[task.worker.value].free && m_workers[task.worker.value].last == &task;
    const std::uint32_t index = hasOwn ? task.worker.value : m_firstFree;
    unlink(index);
    m_workers[index].free = false;
    return WorkerId(index);
}

void WorkerSet::giveBack(WorkerId id) {
    assert(!m_workers[id.value].free);
    m_workers[id.value].free = true;
    m_links[id.value] = {m_lastFree, None};
    (m_lastFree == None ? m_firstFree : m_links[m_lastFree].next) = id.value;
    m_lastFree = id.value;
}

void WorkerSet::unlink(std::uint32_t index) {
    const Links links = m_links[index];
    (links.previous == None ? m_firstFree : m_links[links.previous].next) = links.next;
    (links.next == None ? m_lastFree : m_links[links.next].previous) = links.previous;
}

} // namespace simul
