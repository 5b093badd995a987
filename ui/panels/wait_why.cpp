#include "ui/panels/wait_why.h"

#include "ui/panels/event_text.h"
#include "ui/panels/slice_statements.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace simul {

namespace {

struct ReportText {
    Q_DECLARE_TR_FUNCTIONS(ReportText)
};

class WaitExplainer : SliceStatements {
public:
    using SliceStatements::SliceStatements;

    std::vector<ReportLine> lines() &&;

private:
    void sayWhatFor();
    void sayResource();
    void sayRequest();
    void sayMeanwhile();
    void sayUntil();
};

std::vector<ReportLine> WaitExplainer::lines() && {
    sayWhatFor();
    if (m_context.slice.info.cause().kind == CauseKind::Request)
        sayRequest();
    if (m_context.slice.info.cause().kind == CauseKind::Resource)
        sayResource();
    sayMeanwhile();
    sayUntil();
    return std::move(m_lines);
}

void WaitExplainer::sayWhatFor() {
    const Slice& slice = m_context.slice;
    const Cause cause = slice.info.cause();
    const State state = slice.state();
    const QString since = at(slice.start);
    const QString what = label(m_lane, slice);
    switch (cause.kind) {
    case CauseKind::Join:
        say(state,
            ReportText::tr("%1 waits for the end of %2 since %3.").arg(name(m_lane), name(TaskId(cause.id)), since));
        return;
    case CauseKind::Resource:
        say(state, ReportText::tr("%1 waits for %2 since %3.")
                       .arg(name(m_lane), strong(textOf(m_trace.info(ResourceId(cause.id)).name)), since));
        return;
    case CauseKind::Request:
        say(state, ReportText::tr("%1 waits for an answer from %2 since %3.")
                       .arg(name(m_lane), strong(textOf(m_trace.info(ResourceId(cause.id)).name)), since));
        return;
    case CauseKind::Call:
        say(state, ReportText::tr("%1 is in a blocking call since %2.").arg(name(m_lane), since));
        break;
    default:
        say(state, ReportText::tr("%1 waits since %2.").arg(name(m_lane), since));
        break;
    }
    if (!what.isEmpty())
        say(state, isOpen() ? what : ReportText::tr("%1 until %2.").arg(what, at(m_context.end)));
}

/// Who has it or what is in it, and who else stands in line.
void WaitExplainer::sayResource() {
    const ResourceUse* use = useOf(m_resources, ResourceId(m_context.slice.info.cause().id));
    if (use == nullptr)
        return;
    const QString resource = strong(textOf(m_trace.info(use->id).name));
    const std::vector<const Holding*> holders = holdersAt(*use, m_time);
    if (use->kind == ResourceKind::Queue) {
        const std::uint32_t level = levelAt(*use, m_time);
        say(State::Idle, level == 0   ? ReportText::tr("%1 is empty.").arg(resource)
                         : level == 1 ? ReportText::tr("%1 holds 1 item.").arg(resource)
                                      : ReportText::tr("%1 holds %2 items.").arg(resource).arg(level));
    } else if (use->kind == ResourceKind::Event) {
        say(State::Idle, ReportText::tr("%1 is not set.").arg(resource));
    } else if (use->capacity > 1) {
        say(State::Running, ReportText::tr("All %1 permits of %2 are taken.").arg(use->capacity).arg(resource));
    } else if (!holders.empty()) {
        const TaskId holder = holders.front()->task;
        const auto its = contextAt(m_trace, holder, m_time);
        say(its ? its->slice.state() : State::Running,
            holder == m_lane.task() ? ReportText::tr("It holds %1 itself since %2.").arg(resource, at(holders.front()->start))
                                    : ReportText::tr("%1 is held by %2 since %3.")
                                          .arg(resource, name(holder), at(holders.front()->start)));
    }
    const std::uint32_t others = std::max(1U, lineAt(*use, m_time).count) - 1;
    if (others > 0)
        say(m_context.slice.state(), others == 1 ? ReportText::tr("1 other waits for it too.")
                                                 : ReportText::tr("%1 others wait for it too.").arg(others));
}

void WaitExplainer::sayRequest() {
    QStringList phases;
    for (const SubSlice& part : m_trace.subSlices()) {
        if (part.task == m_lane.task() && part.start >= m_context.slice.start && part.start < m_context.end)
            phases << ReportText::tr("%1 %2").arg(textOf(part.name), lengthText(part.end - part.start)).toHtmlEscaped();
    }
    if (!phases.isEmpty())
        say(State::Waiting, phases.join(QStringLiteral(", ")) + u'.');
}

void WaitExplainer::sayMeanwhile() {
    const Slice& slice = m_context.slice;
    if (slice.info.worker().value >= m_trace.workers().size())
        return;
    const WorkerId worker = slice.info.worker();
    const auto its = contextAt(m_trace, worker, m_time);
    if (!its)
        return;
    const bool isBusyElsewhere = its->slice.state() != State::Idle && its->slice.info.cause().kind == CauseKind::Task &&
                                 TaskId(its->slice.info.cause().id) != m_lane.task();
    if (slice.state() == State::Blocked && !isBusyElsewhere && its->slice.state() == State::Blocked)
        say(State::Blocked, ReportText::tr("It holds %1 meanwhile: nobody else can have it.").arg(name(worker)));
    else if (slice.state() == State::Blocked)
        say(State::Blocked, ReportText::tr("It holds its thread meanwhile; the core is free for others."));
    else if (isBusyElsewhere)
        say(State::Running,
            ReportText::tr("%1 is at %2 meanwhile.").arg(name(worker), name(TaskId(its->slice.info.cause().id))));
    else if (its->slice.state() == State::Idle)
        say(State::Idle, ReportText::tr("%1 is free meanwhile.").arg(name(worker)));
}

void WaitExplainer::sayUntil() {
    if (!isOpen()) {
        if (m_context.after)
            say(m_context.after->state(),
                ReportText::tr("At %1: %2.")
                    .arg(strong(at(m_context.end)), stateName(m_context.after->state()).toLower()));
    } else if (m_trace.outcome() == Outcome::Deadlock) {
        say(State::Blocked,
            ReportText::tr("It never comes: the run ends in a deadlock at %1.").arg(strong(at(m_trace.end()))));
    }
}

} // namespace

std::vector<ReportLine> explainWait(const ModeRun& run, const Scenario& scenario, LaneId task, TraceTime time,
                                    Duration whole) {
    return WaitExplainer(run, scenario, task, time, whole).lines();
}

} // namespace simul
