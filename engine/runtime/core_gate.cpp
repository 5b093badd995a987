#include "engine/runtime/core_gate.h"

#include <algorithm>

namespace simul {

bool CoreGate::take(Task& task) {
    if (!m_cores.anyFree()) {
        m_line.push(task);
        return false;
    }
    task.worker = m_cores.take(task);
    task.due = std::max(task.due, m_freeSince[task.worker.value]);
    m_cores[task.worker].last = &task;
    return true;
}

Task* CoreGate::giveBack(WorkerId core, TraceTime due) {
    m_freeSince[core.value] = due;
    m_cores.giveBack(core);
    if (m_line.empty())
        return nullptr;
    Task* next = m_line.pop();
    take(*next);
    return next;
}

} // namespace simul
