#include "ui/panels/kernel_why.h"

#include "engine/analysis/explanation.h"
#include "engine/analysis/kernel_switches.h"
#include "ui/panels/event_text.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>

namespace simul {

namespace {

struct KernelText {
    Q_DECLARE_TR_FUNCTIONS(KernelText)
};

/// How the thread of a slice in which it runs left its CPU; `lane` is the thread's.
ReportLine howItLeft(const Trace& trace, LaneId lane, TraceTime time, Duration whole) {
    const std::optional<SliceContext> run = contextAt(trace, lane, time);
    if (!run || !run->after)
        return {State::Running, KernelText::tr("It has the CPU until the run ends.")};
    const QString at = strong(momentText(run->after->start, whole));
    switch (run->after->state()) {
    case State::Ready:
        return {State::Ready, KernelText::tr("Preempted at %1: it could have gone on, the kernel took the CPU away.").arg(at)};
    case State::Blocked:
        return {State::Blocked, KernelText::tr("Gave the CPU up at %1: it had to wait for something.").arg(at)};
    case State::Running:
        return {State::Running, KernelText::tr("Moved to another CPU at %1.").arg(at)};
    default:
        return {State::Done, KernelText::tr("The thread ended at %1.").arg(at)};
    }
}

/// Where and when a thread that is off its CPU goes on.
ReportLine howItGoesOn(const Trace& trace, const SliceContext& context, Duration whole) {
    if (!context.after)
        return {State::Idle, KernelText::tr("It never runs again.")};
    const QString at = strong(momentText(context.after->start, whole));
    const Cause cause = context.after->info.cause();
    if (cause.kind != CauseKind::Cpu)
        return {State::Done, KernelText::tr("The thread ended at %1.").arg(at)};
    return {State::Running, KernelText::tr("It runs again at %1, on %2.").arg(at, strong(nameText(trace, CpuId(cause.id))))};
}

ReportLine countLine(const Lane& thread) {
    const SwitchCounts counts = switchesOf(thread);
    return {State::Idle, KernelText::tr("In all it gave the CPU up %1 times and was preempted %2 times.")
                             .arg(counts.gaveUp)
                             .arg(counts.preempted)};
}

std::vector<ReportLine> explainCpu(const Trace& trace, LaneId lane, const SliceContext& context, TraceTime time,
                                   Duration whole) {
    const QString cpu = strong(nameText(trace, lane));
    const QString since = momentText(context.slice.start, whole);
    const std::optional<LaneId> thread = threadOn(context.slice);
    if (!thread)
        return {{State::Idle, KernelText::tr("%1 has no thread of this run since %2.").arg(cpu, since)}};
    return {{State::Running,
             KernelText::tr("%1 runs the thread of %2 since %3.").arg(cpu, strong(nameText(trace, *thread)), since)},
            howItLeft(trace, *thread, time, whole)};
}

} // namespace

std::vector<ReportLine> explainKernel(const Trace& trace, LaneId lane, TraceTime time, Duration whole) {
    const std::optional<SliceContext> context = contextAt(trace, lane, time);
    if (!context)
        return {};
    if (lane.isCpu())
        return explainCpu(trace, lane, *context, time, whole);
    const QString thread = strong(nameText(trace, lane));
    const QString since = momentText(context->slice.start, whole);
    const Lane& slices = trace.lane(lane);
    switch (context->slice.state()) {
    case State::Running:
        return {{State::Running, KernelText::tr("The thread of %1 is on %2 since %3.")
                                     .arg(thread, strong(nameText(trace, CpuId(context->slice.info.cause().id))), since)},
                howItLeft(trace, lane, time, whole),
                countLine(slices)};
    case State::Ready:
        return {{State::Ready, KernelText::tr("The thread of %1 was preempted at %2: it could go on, and has no CPU.")
                                   .arg(thread, since)},
                howItGoesOn(trace, *context, whole),
                countLine(slices)};
    case State::Blocked:
        return {{State::Blocked, KernelText::tr("The thread of %1 gave its CPU up at %2 to wait.").arg(thread, since)},
                howItGoesOn(trace, *context, whole),
                {State::Idle, KernelText::tr("Until then: the kernel does not tell since when it could have gone on.")},
                countLine(slices)};
    default:
        return {{State::Done, KernelText::tr("The thread of %1 ended at %2.").arg(thread, since)}, countLine(slices)};
    }
}

QString kernelSentence(LaneId lane, const Slice& slice) {
    switch (slice.state()) {
    case State::Idle:
        return KernelText::tr("Idle: no thread of this run");
    case State::Ready:
        return KernelText::tr("Ready: preempted, has no CPU");
    case State::Running:
        return lane.isCpu() ? KernelText::tr("Running: has a thread of this run")
                            : KernelText::tr("Running: on CPU %1").arg(slice.info.cause().id);
    case State::Blocked:
        return KernelText::tr("Blocked: gave its CPU up");
    default:
        return KernelText::tr("Done: the thread has ended");
    }
}

QString kernelTitle(const Trace& trace, LaneId lane) {
    const QString name = nameText(trace, lane);
    return lane.isCpu() ? name : KernelText::tr("%1, by the kernel").arg(name);
}

} // namespace simul
