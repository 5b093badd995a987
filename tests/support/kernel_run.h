#pragma once

#include "engine/trace/recorder.h"
#include "engine/trace/trace_builder.h"
#include "ui/comparison.h"

namespace simul::test {

/// A run on the real clock with `tasks` tasks that run from 0 to 10 s, and what the kernel recorded of the first two:
/// Task 1 is on CPU 0 until it is preempted at 4 s, and on CPU 1 from 6 s on; Task 2 is on CPU 1 until it gives that up
/// at 3 s, and on CPU 0 from 5 s on. There is a CPU 2, which none of them uses. In a pool the threads are workers.
inline ModeRun runWithKernel(Mode mode, std::uint32_t tasks = 2) {
    using namespace std::chrono_literals;
    Recorder recorder;
    for (std::uint32_t task = 0; task < tasks; ++task)
        recorder.addTask(TaskId(task), {"Task " + std::to_string(task + 1), {}, {}, {}, {}});
    for (std::uint32_t worker = 0; worker < 2; ++worker)
        recorder.addWorker(WorkerId(worker), {"Worker " + std::to_string(worker + 1)});
    recorder.addCpus({{"CPU 0"}, {"CPU 1"}, {"CPU 2"}});
    recorder.setKernelReport({});
    recorder.setUse(TaskId(0U), {1500ms, 0, 1});
    ThreadRecorder thread(recorder);
    const auto ticks = [](int seconds) { return Duration(std::chrono::seconds(seconds)).count(); };
    for (std::uint32_t task = 0; task < tasks; ++task) {
        thread.record(0, TaskId(task), 0, SliceInfo(State::Created, {}, {}, {}));
        thread.record(0, TaskId(task), 1, SliceInfo(State::Ready, {CauseKind::Worker}, {}, {}));
        thread.record(0, TaskId(task), 2, SliceInfo(State::Running, {}, {}, {}));
        thread.record(ticks(10), TaskId(task), 3, SliceInfo(State::Done, {}, {}, {}));
    }
    const auto lane = [&](std::uint32_t index) {
        return (mode == Mode::Pool ? LaneId(WorkerId(index)) : LaneId(TaskId(index))).ofKernel();
    };
    const auto on = [&](std::uint32_t index) {
        const CauseKind kind = mode == Mode::Pool ? CauseKind::Worker : CauseKind::Task;
        return SliceInfo(State::Running, {kind, index}, {}, {});
    };
    const auto running = [](std::uint32_t cpu) { return SliceInfo(State::Running, {CauseKind::Cpu, cpu}, {}, {}); };
    const SliceInfo idle(State::Idle, {}, {}, {});
    thread.record(0, lane(0), 0, running(0));
    thread.record(ticks(4), lane(0), 1, SliceInfo(State::Ready, {CauseKind::Preempted}, {}, {}));
    thread.record(ticks(6), lane(0), 2, running(1));
    thread.record(ticks(10), lane(0), 3, SliceInfo(State::Done, {}, {}, {}));
    thread.record(0, lane(1), 0, running(1));
    thread.record(ticks(3), lane(1), 1, SliceInfo(State::Blocked, {}, {}, {}));
    thread.record(ticks(5), lane(1), 2, running(0));
    thread.record(ticks(10), lane(1), 3, SliceInfo(State::Done, {}, {}, {}));
    thread.record(0, CpuId(0U), 0, on(0));
    thread.record(ticks(4), CpuId(0U), 1, idle);
    thread.record(ticks(5), CpuId(0U), 2, on(1));
    thread.record(ticks(10), CpuId(0U), 3, idle);
    thread.record(0, CpuId(1U), 0, on(1));
    thread.record(ticks(3), CpuId(1U), 1, idle);
    thread.record(ticks(6), CpuId(1U), 2, on(0));
    thread.record(ticks(10), CpuId(1U), 3, idle);
    recorder.finish(TraceTime(10s), Outcome::Completed, {});
    ModeRun run;
    run.mode = mode;
    run.clock = ClockKind::Real;
    run.trace = std::make_shared<const Trace>(buildTrace(recorder));
    run.renew();
    return run;
}

} // namespace simul::test
