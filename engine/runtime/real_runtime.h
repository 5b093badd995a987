#pragma once

#include "engine/runtime/parker.h"
#include "engine/runtime/policy.h"
#include "engine/runtime/runtime.h"

namespace simul {

/// What the runtimes on the real clock share: the clock, and steps that keep their durations. A task's `due` says when
/// its story says it is; every sleep ends at an absolute deadline made of it, so that lateness never adds up.
class RealRuntime : public Runtime {
public:
    RealRuntime(Recorder& recorder, const ModeSettings& settings, std::uint64_t seed, double scale,
                std::stop_token stop);

    ClockKind clock() const override { return ClockKind::Real; }
    TraceTime now() const override { return m_ticks(ticksNow()); }
    TraceTime storyTime(const Task* task) const override { return task ? task->due : now(); }
    double scale() const override { return m_scale; }

protected:
    using WallTime = Parker::WallTime;

    /// The story begins now: before any task runs.
    void startClock();
    WallTime wallAt(TraceTime time) const;
    std::int64_t ticksAt(TraceTime time) const { return m_ticks.ticksAt(time); }

    /// Adds `duration` to the due time of `task`, and says when that is over.
    WallTime plan(Task& task, Duration duration) const;
    /// Spends `duration` of `task`, from its due time, on the calling thread: sleeping until it is over, or computing if
    /// `isWork` and the settings say so. False if stopped.
    bool spend(Parker& parker, Task& task, Duration duration, bool isWork) const;
    /// After something whose length nobody planned: the story goes on from now.
    void catchUp(Task& task) const { task.due = std::max(task.due, now()); }

    /// After a wait that a cancel ended: the story goes on from where that came.
    void endEarly(Task& task) const { task.due = std::min(task.due, now()); }

    std::int64_t ticksNow() const final { return m_ticks.clock.now(); }
    const ModeSettings& settings() const { return m_settings; }

    /// Asks the system for timers as exact as it has, for the calling thread.
    static void wantExactTimers();

private:
    bool burn(const Parker& parker, Duration duration) const;

    const ModeSettings m_settings;
    const double m_scale;
    TickScale m_ticks; ///< of one clock, also when it starts anew
    WallTime m_start;
};

} // namespace simul
