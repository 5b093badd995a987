#include "engine/runtime/kernel_lanes.h"

#include <algorithm>
#include <fmt/format.h>

namespace simul {

KernelLanes::KernelLanes(Recorder& recorder, std::uint32_t cpus)
    : m_recorder(recorder), m_clock(recorder.tickScale().clock), m_cpus(cpus) {
    std::vector<CpuInfo> infos;
    for (std::uint32_t cpu = 0; cpu < cpus; ++cpu)
        infos.push_back({fmt::format("CPU {}", cpu)});
    recorder.addCpus(std::move(infos));
}

void KernelLanes::add(const std::vector<KernelSwitch>& switches) {
    const auto whatOf = [](KernelSwitch::Kind kind) {
        return kind == KernelSwitch::Kind::CameOn   ? What::CameOn
               : kind == KernelSwitch::Kind::GaveUp ? What::GaveUp
                                                    : What::Preempted;
    };
    for (const KernelSwitch& one : switches)
        m_moments.push_back({one.time, {}, one.thread, one.cpu, whatOf(one.kind)});
}

void KernelLanes::add(const std::vector<ThreadNote>& notes) {
    for (const ThreadNote& note : notes) {
        const What what = note.begins ? What::Begins : What::Ends;
        m_moments.push_back({note.time, note.begins.value_or(LaneId()), note.thread, note.cpu, what});
    }
}

void KernelLanes::write(Time until, std::int64_t lastTick) {
    std::ranges::stable_sort(m_moments, {}, &Moment::time);
    const auto later = std::ranges::lower_bound(m_moments, until, {}, &Moment::time);
    const ClockPair clocks = ClockPair::now(m_clock);
    const double perTick = m_clock.nanosecondsPerTick();
    for (auto moment = m_moments.begin(); moment != later; ++moment) {
        m_ticks = clocks.ticksAt(moment->time, perTick);
        if (m_ticks <= lastTick)
            apply(*moment);
    }
    m_moments.erase(m_moments.begin(), later);
}

void KernelLanes::apply(const Moment& moment) {
    if (moment.what == What::Begins) {
        Thread& thread = m_threads[moment.thread] = Thread{moment.lane, 0, {}};
        putOn(thread, moment);
        return;
    }
    const auto found = m_threads.find(moment.thread);
    if (found == m_threads.end() || moment.cpu >= m_cpus.size())
        return;
    Thread& thread = found->second;
    switch (moment.what) {
    case What::CameOn:
        putOn(thread, moment);
        break;
    case What::GaveUp:
    case What::Preempted:
        takeOff(thread, moment);
        break;
    case What::Begins:
    case What::Ends:
        if (thread.cpu && m_cpus[*thread.cpu].thread == moment.thread)
            recordCpu(*thread.cpu, State::Idle, {});
        recordThread(thread, State::Done, {});
        m_threads.erase(found);
        break;
    }
}

void KernelLanes::putOn(Thread& thread, const Moment& moment) {
    if (thread.cpu == moment.cpu && thread.sequence > 0)
        return; // its own note was a moment earlier than the kernel's
    if (thread.cpu && m_cpus[*thread.cpu].thread == moment.thread)
        recordCpu(*thread.cpu, State::Idle, {});
    thread.cpu = moment.cpu;
    recordThread(thread, State::Running, {CauseKind::Cpu, moment.cpu});
    const bool isTask = thread.lane.isTask();
    recordCpu(moment.cpu, State::Running,
              isTask ? Cause{CauseKind::Task, thread.lane.task().value}
                     : Cause{CauseKind::Worker, thread.lane.worker().value});
    m_cpus[moment.cpu].thread = moment.thread;
}

void KernelLanes::takeOff(Thread& thread, const Moment& moment) {
    if (thread.cpu != moment.cpu) {
        ++m_lost;
        return;
    }
    if (m_cpus[moment.cpu].thread == moment.thread)
        recordCpu(moment.cpu, State::Idle, {});
    thread.cpu.reset();
    if (moment.what == What::Preempted)
        recordThread(thread, State::Ready, {CauseKind::Preempted});
    else
        recordThread(thread, State::Blocked, {});
}

void KernelLanes::recordThread(Thread& thread, State state, Cause cause) {
    const WorkerId worker = thread.lane.isWorker() ? thread.lane.worker() : WorkerId();
    m_recorder.record(m_ticks, thread.lane.ofKernel(), thread.sequence++, SliceInfo(state, cause, {}, worker));
}

void KernelLanes::recordCpu(std::uint32_t cpu, State state, Cause cause) {
    m_cpus[cpu].thread.reset();
    m_recorder.record(m_ticks, CpuId(cpu), m_cpus[cpu].sequence++, SliceInfo(state, cause, {}, {}));
}

} // namespace simul
