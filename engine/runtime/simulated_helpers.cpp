#include "engine/runtime/simulated_runtime.h"

#include <fmt/format.h>

// Offloaded calls and polling: what only some modes of the simulated scheduler have.

namespace simul {

// ---- offloaded calls

/// A helper spends `duration` for `task`, which waits.
void SimulatedRuntime::handToHelper(Task& task, Duration duration) {
    if (m_helpers.free.empty() && m_helpers.lanes.size() < m_policy.helpers) {
        const auto index = static_cast<std::uint32_t>(m_helpers.lanes.size());
        const WorkerId id(m_policy.workers + index);
        recorder().addWorker(id, {fmt::format("Helper {}", index + 1)});
        WorkerSet::Worker& lane = m_helpers.lanes.emplace_back();
        recordWorker(m_thread, 0, id, lane, task, State::Idle); // since the run began
        m_helpers.free.push_back(index);
    }
    if (m_helpers.free.empty()) {
        m_helpers.line.emplace_back(&task, duration);
        return;
    }
    const std::uint32_t helper = m_helpers.free.back();
    m_helpers.free.pop_back();
    startOffloaded(task, duration, helper);
}

void SimulatedRuntime::startOffloaded(Task& task, Duration duration, std::uint32_t helper) {
    m_helpers.busy[task.id.value] = helper;
    recordWorker(m_thread, ticks(), WorkerId(m_policy.workers + helper), m_helpers.lanes[helper], task, State::Running);
    task.timer = m_timers.push(m_now + duration, task.id);
}

void SimulatedRuntime::endOffloaded(Task& task) {
    const auto found = m_helpers.busy.find(task.id.value);
    const std::uint32_t helper = found->second;
    m_helpers.busy.erase(found);
    if (!m_helpers.line.empty()) {
        const auto [next, duration] = m_helpers.line.front();
        m_helpers.line.pop_front();
        startOffloaded(*next, duration, helper);
        return;
    }
    m_helpers.free.push_back(helper);
    recordWorker(m_thread, ticks(), WorkerId(m_policy.workers + helper), m_helpers.lanes[helper], task, State::Idle);
}

// ---- polling

/// The worker looks at every multiple of the interval, as long as somebody waits; a look that it has no time for is made
/// up for as soon as it is free, once.
std::optional<TraceTime> SimulatedRuntime::Polling::nextLook() const {
    if (lookEnds)
        return lookEnds;
    return waiting > 0 && !isDue ? std::optional(next) : std::nullopt;
}

void SimulatedRuntime::poll() {
    if (m_polling.lookEnds) {
        m_polling.lookEnds.reset();
        m_workers.giveBack(m_polling.looker.worker);
        notice();
    } else {
        m_polling.isDue = true;
    }
}

/// Looks whether something has ended; the worker is free.
void SimulatedRuntime::look() {
    m_polling.isDue = false;
    if (m_policy.pollCost == Duration::zero()) {
        notice();
        return;
    }
    const WorkerId id = m_polling.looker.worker = m_workers.take(m_polling.looker);
    WorkerSet::Worker& worker = m_workers[id];
    worker.last = &m_polling.looker;
    worker.state = State::Running;
    m_thread.record(ticks(), id, worker.sequence++, SliceInfo(State::Running, {CauseKind::Poll}, {}, id));
    m_polling.lookEnds = m_now + m_policy.pollCost;
}

void SimulatedRuntime::notice() {
    m_polling.next = nextMultiple(m_policy.pollInterval);
    ++m_polling.looks;
    m_polling.wasted += m_polling.unnoticed.empty();
    m_polling.waiting -= m_polling.unnoticed.size();
    for (Task* task : std::exchange(m_polling.unnoticed, {})) {
        task->interruptible = false;
        wake(*task);
    }
}

} // namespace simul
