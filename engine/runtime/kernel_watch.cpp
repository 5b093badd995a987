#include "engine/runtime/kernel_watch.h"

#include <algorithm>
#include <fmt/format.h>

#if defined(__linux__)
#include <sched.h>
#include <unistd.h>
#endif

namespace simul {

using namespace std::chrono_literals;

namespace {

/// The number and the CPU of the calling thread, now.
ThreadNote noteOfThisThread() {
    ThreadNote note;
#if defined(__linux__)
    note.thread = static_cast<std::int32_t>(gettid());
    int cpu = 0;
    do { // the time and the CPU have to belong together
        cpu = sched_getcpu();
        note.time = std::chrono::steady_clock::now();
    } while (cpu != sched_getcpu());
    note.cpu = static_cast<std::uint32_t>(std::max(cpu, 0));
#endif
    return note;
}

} // namespace

KernelWatch::KernelWatch(Recorder& recorder, Result<std::unique_ptr<SwitchSource>> source) : m_recorder(recorder) {
    if (!source) {
        m_report.refusal = source.error();
        recorder.addWarning(m_report.refusal + " Each task's are only counted.");
        recorder.setKernelReport(m_report);
        return;
    }
    m_source = *std::move(source);
    m_lanes.emplace(recorder, m_source->cpuCount());
    recorder.setKernelReport(m_report);
    m_thread = std::jthread([this](const std::stop_token& stop) { watch(stop); });
}

KernelWatch::~KernelWatch() { stopWatching(); }

void KernelWatch::note(std::optional<LaneId> begins) {
    if (!m_lanes)
        return;
    const std::lock_guard lock(m_mutex);
    m_notes.push_back(noteOfThisThread());
    m_notes.back().begins = begins;
}

void KernelWatch::watch(const std::stop_token& stop) {
    constexpr auto often = 20ms;   // the rings are large enough for a hundred thousand switches a second
    constexpr auto heldBack = 5ms; // other CPUs may still be writing what happened just now
    while (true) {
        {
            std::unique_lock lock(m_mutex);
            m_stopped.wait_for(lock, stop, often, [&] { return stop.stop_requested(); });
        }
        if (stop.stop_requested())
            return;
        m_lanes->write(take() - heldBack);
    }
}

/// Reads all there is; what is not read yet has happened after the time that it returns.
KernelLanes::Time KernelWatch::take() {
    std::vector<ThreadNote> notes;
    KernelLanes::Time now;
    {
        const std::lock_guard lock(m_mutex);
        now = std::chrono::steady_clock::now();
        notes.swap(m_notes);
    }
    m_lanes->add(notes);
    m_switches.clear();
    m_report.lost += m_source->read(m_switches);
    m_lanes->add(m_switches);
    return now;
}

void KernelWatch::stopWatching() {
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

void KernelWatch::finish(std::int64_t lastTick) {
    if (!m_lanes)
        return;
    stopWatching();
    take();
    m_lanes->write(KernelLanes::Time::max(), lastTick);
    m_report.lost += m_lanes->lost();
    if (m_report.lost > 0)
        m_recorder.addWarning(
            fmt::format("The kernel made {} switches more than it could record.", m_report.lost));
    m_recorder.setKernelReport(m_report);
}

} // namespace simul
