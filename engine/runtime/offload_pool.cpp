#include "engine/runtime/offload_pool.h"

#include <fmt/format.h>

namespace simul {

OffloadPool::~OffloadPool() {
    stop();
    for (Helper& helper : m_helpers)
        helper.thread.join();
}

void OffloadPool::run(const Task& task, Call call, std::function<void()> done) {
    const std::lock_guard lock(m_mutex);
    m_jobs.push_back({task.id, task.place, std::move(call), std::move(done)});
    if (m_idle < m_jobs.size() && m_helpers.size() < m_most && !m_stopped) {
        const WorkerId worker(m_first.value + static_cast<std::uint32_t>(m_helpers.size()));
        Helper& helper = m_helpers.emplace_back();
        m_recorder.addWorker(worker, {fmt::format("Helper {}", m_helpers.size())});
        helper.thread = std::thread([this, &helper, worker] { live(helper, worker); });
    }
    m_changed.notify_one();
}

void OffloadPool::stop() {
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    for (Helper& helper : m_helpers)
        helper.parker.stop();
    m_changed.notify_all();
}

void OffloadPool::live(Helper& helper, WorkerId worker) {
    ThreadRecorder recorder(m_recorder);
    std::uint32_t sequence = 0;
    const auto record = [&](std::int64_t ticks, State state, Cause cause, PlaceId place) {
        recorder.record(ticks, worker, sequence++, SliceInfo(state, cause, place, worker));
    };
    const TickScale scale = m_recorder.tickScale();
    record(scale.ticksAt(TraceTime{}), State::Idle, {}, {}); // since the run began
    std::unique_lock lock(m_mutex);
    while (true) {
        ++m_idle;
        m_changed.wait(lock, [this] { return m_stopped || !m_jobs.empty(); });
        --m_idle;
        if (m_stopped)
            return;
        const Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        record(scale.clock.now(), State::Running, {CauseKind::Task, job.task.value}, job.place);
        job.call(helper);
        record(scale.clock.now(), State::Idle, {}, {});
        job.done();
        lock.lock();
    }
}

} // namespace simul
